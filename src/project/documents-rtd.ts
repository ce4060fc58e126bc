import { atSpan } from '../core/place.ts';
import type { Unknown } from '../core/unknown.ts';
import { unknown } from '../core/unknown.ts';
import type { ReadTheDocsConfig, ToolSection } from './documents.ts';
import { below, parent } from './path.ts';
import type { SourceText } from './source.ts';
import type { YamlEntry, YamlNode } from './yaml.ts';
import { at, entriesOf, itemsOf, parseYaml, scalarOf } from './yaml.ts';

/** Jobs that replace what Read the Docs does by itself (readthedocs.org, config.py, `new_jobs_overriden`). */
const REPLACING = new Set(['create_environment', 'install', 'build']);

/** Reads `.readthedocs.yaml`; unknown where it is no map, which `unreadable-file` and the service itself tell about. */
export function readTheDocsConfig({ file, text }: SourceText, paths: ReadonlySet<string>): ReadTheDocsConfig | Unknown {
  const { root, problems } = parseYaml(text);
  if (root?.kind !== 'map' || problems.length > 0) return unknown(`${file} cannot be read as YAML`);
  const entry = (name: string): YamlEntry | undefined => root.entries.find((one) => one.name === name);
  const build = entry('build');
  const version = scalarOf(at(root, 'version'));
  const image = entriesOf(build?.value ?? null).find(({ name }) => name === 'image');
  const place = ({ key }: YamlEntry): ReturnType<typeof atSpan> => atSpan(file, key.start, key.end);
  const section = (name: string): ToolSection | null => {
    const found = entry(name);
    return found === undefined ? null : toolSection(file, found, place(found), paths);
  };
  return {
    file,
    version:
      version === null ? null : { value: version.text, place: atSpan(file, version.span.start, version.span.end) },
    build: build === undefined ? null : place(build),
    hasOs: isSet(at(root, 'build', 'os')),
    image: image === undefined ? null : place(image),
    hasTools: entriesOf(at(root, 'build', 'tools')).length > 0,
    hasCommands: itemsOf(at(root, 'build', 'commands')).length > 0,
    hasJobs: entriesOf(at(root, 'build', 'jobs')).length > 0,
    overridesJobs: entriesOf(at(root, 'build', 'jobs')).some(({ name }) => REPLACING.has(name)),
    sphinx: section('sphinx'),
    mkdocs: section('mkdocs'),
    confPy: onlyConfPy(paths),
  };
}

function isSet(node: YamlNode | null): boolean {
  return scalarOf(node) !== null;
}

function toolSection(
  file: string,
  { value }: YamlEntry,
  place: ToolSection['place'],
  paths: ReadonlySet<string>,
): ToolSection {
  const configuration = scalarOf(at(value, 'configuration'));
  if (configuration === null) return { place, configuration: null, isThere: false };
  const { text, span } = configuration;
  return {
    place,
    configuration: { value: text, place: atSpan(file, span.start, span.end) },
    // A submodule brings files that the tree does not list, and so does a link to a folder.
    isThere: paths.has(below('', text)) || paths.has('.gitmodules') || paths.has(parent(below('', text))),
  };
}

function onlyConfPy(paths: ReadonlySet<string>): string | null {
  const found: string[] = [];
  for (const path of paths)
    if (/(?:^|\/)(?:docs?|source|doc\/source|docs\/source|documentation)\/conf\.py$/.test(path)) found.push(path);
  return found.length === 1 ? (found[0] ?? null) : null;
}
