import { matchesGlob } from '../core/path-glob.ts';
import { isUnknown, known } from '../core/unknown.ts';
import { foldName } from '../version/tag-label.ts';
import { topLevelText } from './package-json.ts';
import type { PythonProject } from './load-metadata.ts';
import { loadMetadata } from './load-metadata.ts';
import { below } from './path.ts';
import type { Reader } from './reader.ts';
import { stringsAt, tableAt } from './toml-file.ts';

/** A project of the repository, of which no more is known than its metadata. */
export type FoundProject = {
  /** Its folder relative to the git top level; `''` or `packages/core`. */
  readonly root: string;
  /** Distribution name; null where it is computed or cannot be read. */
  readonly name: string | null;
  readonly python: PythonProject;
};

const METADATA = new Set(['pyproject.toml', 'setup.py', 'setup.cfg']);

/**
 * Folders whose projects are samples, test data or other people's: none is released from here. Names that begin with
 * `_` or `.` are hidden on purpose, and a name with a brace is a template's.
 */
const ASIDE = new Set(
  (
    'test tests testing testdata test_data test-data testsuite integration_tests integration-tests e2e fixtures fixture example ' +
    'examples sample samples demo demos tutorial tutorials doc docs documentation template templates cookiecutter skeleton ' +
    'vendor vendored third_party third-party thirdparty external extern node_modules bench benchmark benchmarks perf ' +
    'scripts script tools tool ci hack contrib playground sandbox notebooks cookbook cookbooks recipes experiments build dist'
  ).split(' '),
);

/**
 * Finds the projects at and below ROOT, ROOT's own first, then by path. Where ROOT holds one, a project below it counts
 * where something says that it is released by itself: a workspace of uv's lists it, it has a config of pyrel's, or tags
 * name it. `labelsOf` gives the packages that the tags name, folded. Where ROOT holds none, all count but what lies aside.
 */
export async function findProjects(
  reader: Reader,
  root: string,
  labelsOf: () => ReadonlySet<string>,
): Promise<readonly FoundProject[]> {
  const python = await loadMetadata(reader, root);
  const own: FoundProject = { root, name: nameOf(python), python };
  const isListed = workspaceOf(python);
  const hasOwn = python.metadata !== null || (await isNpmPackage(reader, root));
  const folders = metadataFolders(reader.within(root).paths, root);
  const labels = folders.length === 0 ? new Set<string>() : labelsOf();
  const found: FoundProject[] = [];
  for (const folder of folders) {
    const inside = root === '' ? folder : folder.slice(root.length + 1);
    const listed = isListed !== null && isListed(inside);
    if (!listed && inside.split('/').some(isAside)) continue;
    const isSure = listed || hasConfig(reader, folder);
    const one = await projectIn(isSure ? reader : quiet(reader), folder);
    if (one === null) continue;
    const names = labels.size === 0 ? [] : [foldName(one.name ?? ''), foldName(baseName(folder))];
    const isNamed = names.some((name) => labels.has(name)) || [...labels].some((label) => endsWith(names[0], label));
    if (isSure || isNamed || (!hasOwn && isListed === null)) found.push(one);
  }
  return hasOwn || found.length === 0 ? [own, ...found] : found;
}

async function projectIn(reader: Reader, folder: string): Promise<FoundProject | null> {
  const python = await loadMetadata(reader, folder);
  const name = nameOf(python);
  return name === null && !isUnknown(python.metadata) ? null : { root: folder, name, python };
}

/** For files that may be samples: that one is broken is nobody's business. */
function quiet(reader: Reader): Reader {
  return {
    ...reader,
    reject: () => {},
    text: (path, decoding) => reader.text(path, { ...decoding, isGuess: true }),
  };
}

/** `core` names `pydantic-core`; a word of two letters may be any. */
function endsWith(name: string | undefined, label: string): boolean {
  return label.length > 2 && name?.endsWith(label) === true;
}

function metadataFolders(paths: ReadonlySet<string>, root: string): readonly string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    const slash = path.lastIndexOf('/');
    if (slash !== -1 && METADATA.has(path.slice(slash + 1))) folders.add(path.slice(0, slash));
  }
  folders.delete(root);
  return [...folders].sort();
}

function isAside(name: string): boolean {
  return /^[._]|[{}]/.test(name) || ASIDE.has(name.toLowerCase());
}

function baseName(folder: string): string {
  return folder.slice(folder.lastIndexOf('/') + 1);
}

function nameOf({ metadata }: PythonProject): string | null {
  const facts = known(metadata);
  return facts === null ? null : (known(facts.name)?.value ?? null);
}

async function isNpmPackage(reader: Reader, root: string): Promise<boolean> {
  const source = known(await reader.text(below(root, 'package.json')));
  return source !== null && topLevelText(source.text, 'version') !== null;
}

function hasConfig(reader: Reader, folder: string): boolean {
  return ['pyrel.toml', '.pyrel.toml'].some((name) => reader.allPaths.has(below(folder, name)));
}

/**
 * Whether a folder below ROOT is a member of ROOT's workspace; null where it declares none. Globs as in
 * `[tool.uv.workspace]` (docs/concepts/projects/workspaces.md): `*` stays within a folder, `**` crosses folders.
 */
function workspaceOf({ pyproject }: PythonProject): ((folder: string) => boolean) | null {
  const toml = known(pyproject);
  const table = toml === null ? null : tableAt(toml.data, 'tool', 'uv', 'workspace');
  if (table === null) return null;
  const globs = (key: string): readonly string[] =>
    stringsAt(table, key).map((glob) => glob.replace(/^\.\//, '').replace(/\/$/, ''));
  const [members, excluded] = [globs('members'), globs('exclude')];
  const isIn = (folder: string, list: readonly string[]): boolean => list.some((glob) => matchesGlob(glob, folder));
  return (folder) => isIn(folder, members) && !isIn(folder, excluded);
}
