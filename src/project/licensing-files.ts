import type { Declared } from '../core/place.ts';
import { atKey, atSpan } from '../core/place.ts';
import { isUnknown, known } from '../core/unknown.ts';
import type { KnownBackend } from './licensing-backends.ts';
import type { Licensing, MissingLicense } from './licensing.ts';
import type { PythonProject } from './load-metadata.ts';
import { keyword } from './load-metadata-setup.ts';
import { linesOf } from './load-metadata-setup-lists.ts';
import { matchPath } from './packaging-glob.ts';
import type { Reader } from './reader.ts';
import { stringAt, stringsAt } from './toml-file.ts';

/** A field that names licence files or patterns of them. */
type Field = {
  readonly name: string;
  readonly patterns: readonly Declared<string>[];
  /** Patterns are globs; else the value is a path. */
  readonly isGlob: boolean;
  readonly failsAfter: string | null;
};

/** Holds what is declared against the tree. */
export async function findMissing(
  reader: Reader,
  root: string,
  python: PythonProject,
  backend: KnownBackend | null,
): Promise<Pick<Licensing, 'missing' | 'refused'>> {
  const fields = [...tomlFields(python, backend), ...setupFields(python)];
  if (fields.every(({ patterns }) => patterns.length === 0)) return { missing: [], refused: [] };
  const ignored = await reader.text('.gitignore', { notUtf8: 'replace', isGuess: true });
  const tree: Tree = {
    root,
    own: reader.paths,
    all: reader.allPaths,
    ignores: ignored === null || isUnknown(ignored) ? '' : ignored.text,
  };
  const refused = fields.flatMap((field) => refusedOf(field, backend));
  return {
    refused,
    missing: fields.flatMap((field) => missingOf(field, tree)).filter((one) => !refused.includes(one.pattern)),
  };
}

function tomlFields(python: PythonProject, backend: KnownBackend | null): readonly Field[] {
  const pyproject = known(python.pyproject);
  if (pyproject === null) return [];
  const { file, data } = pyproject;
  const strings = (...path: readonly string[]): readonly Declared<string>[] =>
    stringsAt(data, ...path).map((value, i) => ({ value, place: atKey(file, [...path, i]) }));
  const path = stringAt(data, 'project', 'license', 'file');
  return [
    {
      name: '`license`',
      patterns: path === null ? [] : [{ value: path, place: atKey(file, ['project', 'license', 'file']) }],
      isGlob: false,
      failsAfter: backend?.needsFile ?? null,
    },
    {
      name: '`license-files`',
      patterns: strings('project', 'license-files'),
      isGlob: true,
      failsAfter: backend?.needsMatch ?? null,
    },
    // The form of the drafts of PEP 639, which Hatch and PDM took.
    ...['paths', 'globs'].map((key): Field => ({
      name: `\`license-files.${key}\``,
      patterns: strings('project', 'license-files', key),
      isGlob: true,
      failsAfter: null,
    })),
    {
      name: '`license-files` of [tool.setuptools]',
      patterns: backend?.name === 'setuptools' ? strings('tool', 'setuptools', 'license-files') : [],
      isGlob: true,
      failsAfter: null,
    },
  ];
}

/** setuptools warns and goes on, in whichever file it stands (sdist `check_license`, `_expand_patterns`). */
function setupFields(python: PythonProject): readonly Field[] {
  const [cfg, py, pyproject] = [known(python.setupCfg), known(python.setupPy), known(python.pyproject)];
  const isRead =
    pyproject === null ||
    (stringAt(pyproject.data, 'build-system', 'build-backend') ?? 'setuptools').startsWith('setuptools');
  if (!isRead) return [];
  const metadata = cfg?.ini.get('metadata');
  const fields: Field[] = [];
  const add = (name: string, patterns: readonly Declared<string>[]): void =>
    void fields.push({ name: `\`${name}\``, patterns, isGlob: true, failsAfter: null });
  for (const key of ['license_file', 'license_files']) {
    const option = metadata?.get(key);
    // pbr gives the name a meaning of its own; `%(…)s` and `file:` are read by others.
    if (cfg !== null && option !== undefined && !/%\(|file:/.test(option.text))
      add(key, linesOf(cfg, option, key === 'license_file' ? /\n/ : /[\n,]/));
    const given = py?.call == null ? null : keyword(py.call, key);
    const values = given?.kind === 'list' ? given.items : given === null ? [] : [given];
    if (py !== null && values.every((value) => value.kind === 'string'))
      add(
        key,
        values.map((value) => ({ value: value.text, place: atSpan(py.file, value.span.start, value.span.end) })),
      );
  }
  return fields;
}

/** "Pattern must be relative", "cannot contain '..'": PEP 639, and the glob patterns of the pyproject.toml specification. */
function refusedOf({ name, patterns }: Field, backend: KnownBackend | null): readonly Declared<string>[] {
  if (name !== '`license-files`' || backend === null) return [];
  return patterns.filter(
    ({ value }) =>
      ((backend.refusesParents !== null || backend.name === 'setuptools') && value.startsWith('/')) ||
      (backend.refusesParents !== null && value.split(/[/\\]/).includes('..')),
  );
}

type Tree = {
  readonly root: string;
  readonly own: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
  readonly ignores: string;
};

/** Each is held against every path. */
const MOST = 50;

function missingOf({ name, patterns, isGlob, failsAfter }: Field, tree: Tree): readonly MissingLicense[] {
  const lost = patterns.slice(0, MOST).filter(({ value }) => isLost(value, isGlob, tree));
  return (
    lost
      // A list of all names that licences have (`LICENSE*`, `NOTICE*`) is a habit; where the build goes on, one match will do.
      .filter(({ value }) => failsAfter !== null || !isPattern(value, isGlob) || lost.length === patterns.length)
      .map((pattern) => ({
        pattern,
        field: name,
        failsAfter,
        meant: isPattern(pattern.value, isGlob) ? null : meantBy(pattern.value, tree),
      }))
  );
}

function isPattern(value: string, isGlob: boolean): boolean {
  return isGlob && /[*?[]/.test(value);
}

function isLost(value: string, isGlob: boolean, tree: Tree): boolean {
  const path = resolve(tree.root, value);
  // Above the repository, or on the machine that builds.
  if (path === null || value.trim() === '' || value.startsWith('/') || value.includes('\\')) return false;
  if (tree.all.has(path)) return false;
  const parts = path.split('/');
  // Within a submodule or behind a link: a path of the tree that is no folder in it.
  if (parts.some((_, i) => i > 0 && tree.all.has(parts.slice(0, i).join('/')))) return false;
  if (parts.length > 1 && tree.all.has('.gitmodules')) return false;
  // Made by the build: what git is told to ignore.
  if (tree.ignores.split('\n').some((line) => line.trim().replace(/^\//, '') === parts.at(-1))) return false;
  if (!isGlob) return true;
  const from = value.split(/[/\\]/).includes('..') ? tree.all : tree.own;
  for (const one of from) if (matchPath(one, path)) return false;
  return true;
}

/** A path below a folder, `.` and `..` followed; null where it leaves the repository. */
function resolve(root: string, path: string): string | null {
  const parts = root === '' ? [] : root.split('/');
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

const LICENSE = /^(?:licen[cs]e|copying|unlicense)(?:[-._].{0,30})?$/i;

/** The file of another case; else the only one in the folder that is named as a licence is. */
function meantBy(value: string, { root, own }: Tree): MissingLicense['meant'] {
  const path = resolve(root, value) ?? '';
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const lower = path.toLowerCase();
  const found: string[] = [];
  for (const one of own) {
    if (one.length === path.length && one.toLowerCase() === lower) return { text: relative(one, root), isSame: true };
    if (one.startsWith(folder) && LICENSE.test(one.slice(folder.length))) found.push(one);
  }
  const [only] = found;
  return only === undefined || found.length > 1 ? null : { text: relative(only, root), isSame: false };
}

function relative(path: string, root: string): string {
  return root === '' ? path : path.slice(root.length + 1);
}
