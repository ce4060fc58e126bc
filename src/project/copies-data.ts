import { isDay } from '../core/day.ts';
import { atSpan } from '../core/place.ts';
import { foldName } from '../version/tag-label.ts';
import type { VersionCopy } from './copies.ts';
import { topLevelText } from './package-json.ts';
import type { YamlNode } from './yaml.ts';
import { at, entriesOf, itemsOf, parseYaml, scalarOf } from './yaml.ts';

// JSON is read as YAML, of which it is a part: the parser tells where each value stands.

/** Larger files are no manifests. */
const MOST_TEXT = 200_000;

/** What a reader of copies is handed. `name` is the distribution's, folded; null where it is not known. */
export type CopyGiven = { readonly file: string; readonly text: string; readonly name: string | null };

export type CopyReader = (given: CopyGiven) => readonly VersionCopy[];

/** CITATION.cff 1.2.0, schema-guide.md: `version` of the software; `cff-version` is the format's. */
export const readCitation: CopyReader = (given) => {
  const root = parse(given.text);
  if (scalarOf(at(root, 'type'))?.text === 'dataset') return [];
  const released = scalarOf(at(root, 'date-released'));
  const day =
    released === null || !isDay(released.text)
      ? null
      : copy(given.file, released.text, released.span.start, released.span.end, '');
  return copyOf(given, at(root, 'version'), 'version').map((one) =>
    day === null ? one : { ...one, day: { value: day.value, place: day.place } },
  );
};

/** CodeMeta: `version` in 3.0 and schema.org, `softwareVersion` in both. */
export const readCodemeta: CopyReader = (given) => {
  const root = parse(given.text);
  return ['version', 'softwareVersion'].flatMap((key) => copyOf(given, at(root, key), key));
};

export const readZenodo: CopyReader = (given) => copyOf(given, at(parse(given.text), 'version'), 'version');

/** The MCP registry's server.json: its own version, and that of the package on PyPI (`registryType`, before `registry_name`). */
export const readServer: CopyReader = (given) => {
  const root = parse(given.text);
  const own = itemsOf(at(root, 'packages')).filter((item) => {
    const type = textAt(item, 'registryType') ?? textAt(item, 'registry_type') ?? textAt(item, 'registry_name');
    const name = textAt(item, 'identifier') ?? textAt(item, 'name');
    return type === 'pypi' && name !== null && foldName(name) === given.name;
  });
  if (own.length === 0) return [];
  return [
    ...copyOf(given, at(root, 'version'), 'version'),
    ...own.flatMap((item) => copyOf(given, at(item, 'version'), 'packages[].version')),
  ];
};

/**
 * Only under the distribution's own name: a web UI beside it has versions of its own. And npm publishes nothing that is
 * `private`, so the version there means nothing (meltano's is 0.1.0 for good).
 */
export const readPackageJson: CopyReader = ({ file, text, name }) => {
  const named = text.length > MOST_TEXT ? null : topLevelText(text, 'name');
  const version = named === null ? null : topLevelText(text, 'version');
  if (named === null || version === null || foldName(named.value) !== name) return [];
  if (textAt(parse(text), 'private') === 'true') return [];
  return [copy(file, version.value, version.start, version.end, 'version')];
};

/** `appVersion` is the program's, `version` the chart's own. */
export const readChart: CopyReader = (given) => {
  const root = parse(given.text);
  return foldName(textAt(root, 'name') ?? '') === given.name ? copyOf(given, at(root, 'appVersion'), 'appVersion') : [];
};

export const readSnapcraft: CopyReader = (given) => {
  const root = parse(given.text);
  return foldName(textAt(root, 'name') ?? '') === given.name ? copyOf(given, at(root, 'version'), 'version') : [];
};

/** `image: owner/demo:1.2.3` of the image that bears the distribution's name. */
export const readCompose: CopyReader = (given) => {
  const found: VersionCopy[] = [];
  for (const { value } of entriesOf(at(parse(given.text), 'services'))) {
    const image = scalarOf(at(value, 'image'));
    const match = /^(?:[\w.-]+\/){0,4}(?<name>[\w.-]+):(?<tag>v?\d[\w.-]*)$/d.exec(image?.text.slice(0, 200) ?? '');
    const span = match?.indices?.groups?.['tag'];
    if (image === null || match?.groups === undefined || span === undefined) continue;
    if (foldName(match.groups['name'] ?? '') !== given.name) continue;
    const [start, end] = [image.span.start + span[0], image.span.start + span[1]];
    found.push({ ...copy(given.file, match.groups['tag'] ?? '', start, end, 'image'), isAfterRelease: true });
  }
  return found;
};

export function copy(file: string, value: string, start: number, end: number, label: string): VersionCopy {
  return { value, place: atSpan(file, start, end), file, label, isSeries: false, isAfterRelease: false };
}

function parse(text: string): YamlNode | null {
  return text.length > MOST_TEXT ? null : parseYaml(text).root;
}

function textAt(node: YamlNode | null, key: string): string | null {
  return scalarOf(at(node, key))?.text ?? null;
}

function copyOf({ file }: CopyGiven, node: YamlNode | null, label: string): readonly VersionCopy[] {
  const scalar = scalarOf(node);
  return scalar === null ? [] : [copy(file, scalar.text, scalar.span.start, scalar.span.end, label)];
}
