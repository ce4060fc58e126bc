import { atSpan } from '../core/place.ts';
import { isUnknown, known } from '../core/unknown.ts';
import { cargoVersion, mesonVersion } from './follow-manifest.ts';
import type { PythonProject } from './load-metadata.ts';
import { topLevelText } from './package-json.ts';
import type { ImportPackage } from './packages.ts';
import { below, parent } from './path.ts';
import type { Modules } from './python-modules.ts';
import { pythonPattern } from './python-pattern.ts';
import type { Reader } from './reader.ts';
import type { SourceText } from './source.ts';
import type { FilePattern, Provider } from './version-lookup.ts';
import type { VersionPlace } from './versions.ts';

/** What the lookups of a computed version need. */
export type FollowGiven = {
  readonly reader: Reader;
  readonly modules: Modules;
  readonly packages: readonly ImportPackage[];
  readonly root: string;
  /** What the metadata files state, the one that counts first. */
  readonly stated: readonly VersionPlace[];
};

/** A whole file that is a version and nothing else. */
const ONLY_VERSION = /^\s*(?<version>\d\S*)\s*$/d;
const ONLY_WORD = /^\s*(?<version>\S+)\s*$/d;

/** Looks a computed version up where the build would, without running anything; null where the tree does not tell. */
export async function followVersion(
  provider: Provider,
  python: PythonProject,
  given: FollowGiven,
): Promise<VersionPlace | null> {
  const { lookup } = provider;
  const { reader, root, packages } = given;
  if (lookup === null) return provider.isFromTag ? null : namedFile(python, given);
  switch (lookup.kind) {
    case 'attr':
      return (await attribute(lookup.modules, lookup.name, given)) ?? namedFile(python, given);
    case 'name':
      return named([below(root, lookup.path)], lookup.name, given);
    case 'incremental': {
      const paths = packages.filter(({ isModule }) => !isModule).map(({ path }) => below(path, '_version.py'));
      return named(lookup.path === null ? paths : [below(root, lookup.path)], '__version__', given);
    }
    case 'npm':
      return npmVersion(reader, below(root, parent(lookup.path)));
    case 'cargo':
      return cargoVersion(reader, below(root, lookup.path));
    case 'meson':
      return mesonVersion(reader, below(root, lookup.path));
    case 'stated':
      return given.stated[0] ?? null;
    case 'file':
      return lookup.pattern === null
        ? matched(reader, below(root, lookup.path), ONLY_WORD)
        : matchedByPattern(reader, below(root, lookup.path), lookup.pattern);
  }
}

async function attribute(
  candidates: readonly string[],
  name: string,
  { modules }: FollowGiven,
): Promise<VersionPlace | null> {
  for (const module of candidates) {
    for (const file of modules.filesOf(module)) {
      const found = await modules.resolve(file, name);
      if (found?.version.kind === 'literal')
        return { ...found.version.declared, file: found.file, role: 'source', label: name };
    }
  }
  return null;
}

async function named(
  files: readonly string[],
  name: string,
  { reader, modules }: FollowGiven,
): Promise<VersionPlace | null> {
  for (const file of files) {
    const found = reader.paths.has(file) ? await modules.resolve(file, name) : null;
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

async function matchedByPattern(reader: Reader, file: string, given: FilePattern): Promise<VersionPlace | null> {
  const source = await reader.text(file, { notUtf8: 'python-cookie' });
  const pattern = pythonPattern(given.text, given.isDefault ? 'own' : 'lines');
  if (source === null || isUnknown(source) || pattern === null) return null;
  return matchedLine(source, pattern, given.group);
}

/** The group of a pattern in the first line that it fits. */
function matchedLine(source: SourceText, pattern: RegExp, group: string | number): VersionPlace | null {
  const { file, text } = source;
  let start = 0;
  for (const line of text.split('\n', MOST_LINES)) {
    const match = line.length > LONGEST_LINE ? null : pattern.exec(line);
    const value = typeof group === 'number' ? match?.[group] : match?.groups?.[group];
    const span = typeof group === 'number' ? match?.indices?.[group] : match?.indices?.groups?.[group];
    if (value !== undefined && span !== undefined)
      return { value, place: atSpan(file, start + span[0], start + span[1]), file, role: 'source', label: file };
    start += line.length + 1;
  }
  return null;
}

/** True where the pattern fits nowhere in the text, looked at as a whole: as many as three lines at a time. */
export function fitsNowhere({ text }: SourceText, pattern: RegExp, crossesLines: boolean): boolean {
  const lines = text.replaceAll('\r\n', '\n').split('\n', MOST_LINES + 1);
  if (lines.length > MOST_LINES || lines.some((line) => line.length > LONGEST_LINE)) return false;
  const joined = crossesLines ? lines.map((_, i) => lines.slice(i, i + 3).join('\n')) : lines;
  return joined.every((piece) => !pattern.test(piece));
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
