import { atSpan } from '../core/place.ts';
import { isUnknown, known } from '../core/unknown.ts';
import type { PythonProject } from './load-metadata.ts';
import { topLevelText } from './package-json.ts';
import type { ImportPackage } from './packages.ts';
import { below, parent } from './path.ts';
import type { Modules } from './python-modules.ts';
import { pythonPattern } from './python-pattern.ts';
import type { Reader } from './reader.ts';
import type { Provider } from './version-provider.ts';
import type { VersionPlace } from './versions.ts';

/** What the lookups of a computed version need. */
export type FollowGiven = {
  readonly reader: Reader;
  readonly modules: Modules;
  readonly packages: readonly ImportPackage[];
  readonly root: string;
};

/** A whole file that is a version and nothing else. */
const ONLY_VERSION = /^\s*(?<version>\d\S*)\s*$/d;

/** Looks a computed version up where the build would, without running anything; null where the tree does not tell. */
export async function followVersion(
  provider: Provider,
  python: PythonProject,
  given: FollowGiven,
): Promise<VersionPlace | null> {
  const { lookup } = provider;
  if (lookup === null) return provider.isFromTag ? null : namedFile(python, given);
  if (lookup.kind === 'attr') return (await attribute(lookup.module, lookup.name, given)) ?? namedFile(python, given);
  const file = below(given.root, lookup.path);
  if (lookup.pattern === null) return matched(given.reader, file, /^\s*(?<version>\S+)\s*$/d);
  const pattern = pythonPattern(lookup.pattern);
  return pattern === null ? null : matchedLine(given.reader, file, pattern);
}

async function attribute(module: string, name: string, { modules }: FollowGiven): Promise<VersionPlace | null> {
  for (const file of modules.filesOf(module)) {
    const found = await modules.resolve(file, name);
    if (found?.version.kind === 'literal')
      return { ...found.version.declared, file: found.file, role: 'source', label: name };
  }
  return null;
}

const NAMED_FILE = /['"](?:\.\/)?((?:[\w.-]+\/)*(?:version(?:\.txt)?|package\.json))['"]/gi;

/**
 * setup.py reads the version from a file by code (`(HERE / "VERSION").read_text()`, `json.load(…"package.json")`): the
 * file that it names; where several are there, they have to agree.
 */
async function namedFile(python: PythonProject, { reader, packages, root }: FollowGiven): Promise<VersionPlace | null> {
  const setupPy = known(python.setupPy);
  const code = setupPy === null ? undefined : reader.sources.get(setupPy.file)?.text;
  if (code === undefined) return null;
  const names = [...code.matchAll(NAMED_FILE)].map((match) => match[1] ?? '');
  const candidates = names.flatMap((name) => [below(root, name), ...packages.map((one) => below(one.path, name))]);
  const files = [...new Set(candidates.filter((file) => reader.paths.has(file)))];
  const found = await Promise.all(files.map((file) => statedIn(reader, file)));
  const [first = null] = found;
  // The same file may be there twice, once as a link into the package; different versions settle nothing.
  return found.every((one) => one !== null && one.value === first?.value) ? first : null;
}

function statedIn(reader: Reader, file: string): Promise<VersionPlace | null> {
  return file.endsWith('package.json') ? npmVersion(reader, parent(file)) : matched(reader, file, ONLY_VERSION);
}

/** How much of a file a pattern of the repository is tried on: it may be slow, and it may be meant to be. */
const [MOST_LINES, LONGEST_LINE] = [500, 200];

/** The `version` group of a pattern in the first line that it fits. */
async function matchedLine(reader: Reader, file: string, pattern: RegExp): Promise<VersionPlace | null> {
  const source = await reader.text(file, { notUtf8: 'python-cookie' });
  if (source === null || isUnknown(source)) return null;
  let start = 0;
  for (const line of source.text.split('\n', MOST_LINES)) {
    const match = line.length > LONGEST_LINE ? null : pattern.exec(line);
    const value = match?.groups?.['version'];
    const span = match?.indices?.groups?.['version'];
    if (value !== undefined && span !== undefined)
      return { value, place: atSpan(file, start + span[0], start + span[1]), file, role: 'source', label: file };
    start += line.length + 1;
  }
  return null;
}

/** The `version` group of a pattern with indices. */
async function matched(reader: Reader, file: string, pattern: RegExp): Promise<VersionPlace | null> {
  const source = await reader.text(file, { notUtf8: 'python-cookie' });
  const match = source === null || isUnknown(source) ? null : pattern.exec(source.text);
  const value = match?.groups?.['version'];
  const span = match?.indices?.groups?.['version'];
  return value === undefined || span === undefined
    ? null
    : { value, place: atSpan(file, span[0], span[1]), file, role: 'source', label: file };
}

/** The version in a package.json, which is the source where there is no Python project. */
export async function npmVersion(reader: Reader, folder: string): Promise<VersionPlace | null> {
  const file = below(folder, 'package.json');
  const source = await reader.text(file);
  const found = source === null || isUnknown(source) ? null : topLevelText(source.text, 'version');
  return found === null
    ? null
    : { value: found.value, place: atSpan(file, found.start, found.end), file, role: 'source', label: 'version' };
}
