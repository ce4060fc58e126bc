import { isUnknown, known } from '../core/unknown.ts';
import type { PythonProject } from './load-metadata.ts';
import type { EntryPoint } from './metadata.ts';
import type { PackageDirs } from './package-discovery.ts';
import type { LostTarget } from './packaging.ts';
import { boundNames } from './packaging-syntax.ts';
import { below } from './path.ts';
import type { Reader } from './reader.ts';
import { stringAt, valueAt } from './toml-file.ts';

/** Object references as `importlib.metadata` reads them; what does not fit is entry-point-invalid's to say. */
const REFERENCE = /^(?<module>[\w.]+)\s*(?::\s*(?<attribute>[\w.]+))?\s*(?:\[[^\]]*\])?$/;

/** Backends that compile: a module may be a library, or be made from another language. */
const COMPILING = /maturin|scikit[-_]build|mesonpy|setuptools[-_]rust|py[-_]build[-_]cmake|cppyy|sip/;

/** Entry points of packages that are in the tree, whose module or attribute is not. */
export async function findLostTargets(
  reader: Reader,
  root: string,
  python: PythonProject,
  dirs: PackageDirs,
  backend: string,
): Promise<readonly LostTarget[]> {
  const entries = known(python.metadata)?.entryPoints.items ?? [];
  if (entries.length === 0 || COMPILING.test(backend) || reader.allPaths.has('.gitmodules')) return [];
  const ignored = await reader.text('.gitignore', { notUtf8: 'replace', isGuess: true });
  const ignores = ignored === null || isUnknown(ignored) ? '' : ignored.text;
  const tree = indexOf(reader.paths);
  const bases = basesOf(root, python, dirs);
  const found = await Promise.all(entries.map((entry) => lostTarget(entry, { reader, tree, bases, ignores })));
  return found.filter((one) => one !== null);
}

/** Folders that import names may start from. */
function basesOf(root: string, python: PythonProject, dirs: PackageDirs): readonly string[] {
  const data = known(python.pyproject)?.data ?? {};
  const poetry = valueAt(data, 'tool', 'poetry', 'packages');
  const from = (Array.isArray(poetry) ? poetry : []).map((item: unknown) =>
    typeof item === 'object' && item !== null && 'from' in item && typeof item.from === 'string' ? item.from : '',
  );
  const uv = stringAt(data, 'tool', 'uv', 'build-backend', 'module-root') ?? 'src';
  const where = valueAt(data, 'tool', 'setuptools', 'packages', 'find', 'where');
  const found = (Array.isArray(where) ? where : []).filter((item) => typeof item === 'string');
  return [...new Set(['', 'src', 'lib', 'python', uv, dirs.get('') ?? '', ...from, ...found])].map((folder) =>
    below(root, folder),
  );
}

type Tree = {
  readonly folders: ReadonlySet<string>;
  /** Paths without what follows the first dot of the file name: `demo/_fast` for `demo/_fast.pyx`. */
  readonly stems: ReadonlySet<string>;
};

function indexOf(paths: ReadonlySet<string>): Tree {
  const folders = new Set<string>();
  const stems = new Set<string>();
  for (const path of paths) {
    const slash = path.lastIndexOf('/');
    const dot = path.indexOf('.', slash + 2);
    if (dot !== -1) stems.add(path.slice(0, dot));
    for (let end = slash; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return { folders, stems };
}

type Given = {
  readonly reader: Reader;
  readonly tree: Tree;
  readonly bases: readonly string[];
  readonly ignores: string;
};

async function lostTarget(entry: EntryPoint, given: Given): Promise<LostTarget | null> {
  const { module = '', attribute = '' } = REFERENCE.exec(entry.value.slice(0, 500))?.groups ?? {};
  if (module === '' || /^\.|\.$|\.\./.test(module)) return null;
  const { reader, tree, bases, ignores } = given;
  const parts = module.split('.');
  const [top = '', ...rest] = parts;
  const homes = bases.filter((base) => reader.paths.has(below(base, top, '__init__.py')));
  const [home, second] = homes;
  // Not in the tree, a single module, a namespace, or there twice: what is imported cannot be told.
  if (home === undefined || second !== undefined) {
    const single = bases.filter((base) => rest.length === 0 && reader.paths.has(below(base, `${top}.py`)));
    const [only] = single;
    return single.length === 1 && only !== undefined && home === undefined
      ? lostAttribute(entry, module, attribute, below(only, `${top}.py`), given)
      : null;
  }
  const lost: LostTarget = { entry, missing: 'module', module, attribute, file: null };
  let folder = home;
  for (const [i, part] of parts.entries()) {
    const next = below(folder, part);
    const isLast = i === parts.length - 1;
    if (isLast && reader.paths.has(`${next}.py`)) return lostAttribute(entry, module, attribute, `${next}.py`, given);
    if (reader.paths.has(below(next, '__init__.py'))) {
      folder = next;
      if (isLast) return lostAttribute(entry, module, attribute, below(next, '__init__.py'), given);
      if (await extendsItself(reader, below(next, '__init__.py'))) return null;
      continue;
    }
    // A folder without `__init__.py` is a namespace; a stem is a compiled or otherwise made module.
    if (tree.folders.has(next) || tree.stems.has(next) || ignores.includes(part)) return null;
    return lost;
  }
  return null;
}

/** Packages whose path is put together at run time, or that hand out names of their own. */
async function extendsItself(reader: Reader, file: string): Promise<boolean> {
  const source = await reader.text(file, { notUtf8: 'python-cookie', isGuess: true });
  return (
    source === null || isUnknown(source) || /__path__|extend_path|declare_namespace|sys\.modules/.test(source.text)
  );
}

async function lostAttribute(
  entry: EntryPoint,
  module: string,
  attribute: string,
  file: string,
  { reader, tree }: Given,
): Promise<LostTarget | null> {
  const [name = ''] = attribute.split('.');
  if (name === '') return null;
  const folder = file.endsWith('/__init__.py') ? file.slice(0, -'/__init__.py'.length) : null;
  // A submodule is an attribute once it is imported.
  if (folder !== null && (tree.stems.has(`${folder}/${name}`) || tree.folders.has(`${folder}/${name}`))) return null;
  const source = await reader.text(file, { notUtf8: 'python-cookie', isGuess: true });
  if (source === null || isUnknown(source)) return null;
  if (isDefined(source.text, name)) return null;
  const names = boundNames(source.text);
  if (names === null || names.has('') || names.has(name)) return null;
  return { entry, missing: 'attribute', module, attribute: name, file };
}

/**
 * Defined at the left margin, which is where most are: to parse the module takes milliseconds. In a string it is no
 * definition, and a missing one is then not seen.
 */
function isDefined(text: string, name: string): boolean {
  for (const [, found] of text.matchAll(/^(?:(?:async[ \t]+)?def|class)[ \t]+(\w+)/gm)) if (found === name) return true;
  return false;
}
