import { atSpan, inFile } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import { backupOf, filesIn, isBystander, MOST_FRAGMENTS, textOf } from './fragments-folder.ts';
import type { Fragment, Fragments, InvalidFragment } from './fragments.ts';
import { below } from './path.ts';
import type { Reader } from './reader.ts';
import type { YamlNode } from './yaml.ts';
import { at, itemsOf, parseYaml, scalarOf } from './yaml.ts';
import { declared } from './yaml-values.ts';

/** changie (https://changie.dev/config/): `.changes/unreleased/*.yaml`. */
export async function readChangie(reader: Reader, root: string): Promise<Fragments | null> {
  const config = ['.changie.yaml', '.changie.yml']
    .map((name) => below(root, name))
    .find((path) => reader.paths.has(path));
  const source = config === undefined ? null : await reader.text(config);
  if (config === undefined || source === null || isUnknown(source)) return null;
  const { root: tree } = parseYaml(source.text);
  const text = (name: string): string | null => scalarOf(at(tree, name))?.text ?? null;
  const folder = below(root, text('changesDir') ?? '.changes', text('unreleasedDir') ?? 'unreleased');
  const kinds = itemsOf(at(tree, 'kinds'));
  const types = kinds.flatMap((kind) => scalarOf(at(kind, 'label'))?.text ?? []);
  // A kind may have a key beside its label, by which fragments name it.
  const names = new Set([...types, ...kinds.flatMap((kind) => scalarOf(at(kind, 'key'))?.text ?? [])]);
  const fragments: Fragment[] = [];
  const invalid: InvalidFragment[] = [];
  for (const { file, name } of filesIn(reader.paths, [folder])) {
    if (fragments.length >= MOST_FRAGMENTS || isBystander(name)) continue;
    const backup = backupOf(name);
    if (backup?.endsWith('.yaml') === true)
      invalid.push({ file, place: inFile(file), problem: 'backup', given: backup });
    if (!name.endsWith('.yaml')) continue;
    const content = await textOf(reader, file);
    const body = content === null ? null : parseYaml(content).root;
    fragments.push({ file, type: scalarOf(at(body, 'kind'))?.text ?? null, issue: null });
    const problem = content === null ? null : changieProblem(file, body, names);
    if (problem !== null) invalid.push(problem);
  }
  const changelog = declared(config, at(tree, 'changelogPath'));
  return {
    tool: 'changie',
    config,
    folder,
    types,
    fragments,
    invalid,
    isConsumed: true,
    changelog: changelog === null ? null : { ...changelog, value: below(root, changelog.value) },
    command: 'changie batch {version} && changie merge',
  };
}

function changieProblem(file: string, body: YamlNode | null, names: ReadonlySet<string>): InvalidFragment | null {
  if (body?.kind !== 'map') return { file, place: inFile(file), problem: 'broken', given: file };
  const kind = scalarOf(at(body, 'kind'));
  if (kind !== null && names.size > 0 && !names.has(kind.text))
    return { file, place: atSpan(file, kind.span.start, kind.span.end), problem: 'type', given: kind.text };
  return null;
}

/** reno (https://docs.openstack.org/reno/latest/): notes stay for good, and git tells to which release each belongs. */
export function findReno(reader: Reader, root: string): Fragments | null {
  const folder = below(root, 'releasenotes/notes');
  const notes = filesIn(reader.paths, [folder]).filter(({ name }) => /-[0-9a-f]{16}\.yaml$/.test(name));
  if (notes.length === 0) return null;
  const config = ['releasenotes/config.yaml', 'reno.yaml']
    .map((name) => below(root, name))
    .find((path) => reader.paths.has(path));
  return {
    tool: 'reno',
    config: config ?? folder,
    folder,
    types: [],
    fragments: notes.slice(0, MOST_FRAGMENTS).map(({ file }) => ({ file, type: null, issue: null })),
    invalid: [],
    isConsumed: false,
    changelog: null,
    command: 'reno report',
  };
}

/** Change files of changesets and of knope, which reads the same: `.changeset/*.md`. */
export function findChangesets(reader: Reader, root: string): Fragments | null {
  const folder = below(root, '.changeset');
  const config = ['.changeset/config.json', 'knope.toml']
    .map((name) => below(root, name))
    .find((path) => reader.paths.has(path));
  if (config === undefined) return null;
  const files = filesIn(reader.paths, [folder]).filter(({ name }) => name.endsWith('.md') && !isBystander(name));
  const isKnope = config.endsWith('knope.toml');
  return {
    tool: 'changesets',
    config,
    folder,
    types: ['major', 'minor', 'patch'],
    fragments: files.map(({ file }) => ({ file, type: null, issue: null })),
    invalid: [],
    isConsumed: true,
    changelog: null,
    command: isKnope ? 'knope release' : 'changeset version',
  };
}
