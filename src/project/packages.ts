import { isUnknown, known } from '../core/unknown.ts';
import type { PythonProject } from './load-metadata.ts';
import { keyword } from './load-metadata.ts';
import { below } from './path.ts';
import type { PyValue } from './python-source.ts';
import type { TomlTable } from './toml-file.ts';
import { isTable, stringAt, stringsAt, tableAt, valueAt } from './toml-file.ts';
import { normalName } from '../version/distribution-name.ts';

/** A package or module that the distribution installs, as far as the tree tells. */
export type ImportPackage = {
  /** Dotted import name: `demo`, `acme.demo`. */
  readonly name: string;
  /** Folder of a package, or path of a single module file. */
  readonly path: string;
  readonly isModule: boolean;
};

/** Folders at the top of a tree that hold code which is not shipped; after setuptools' own list (FlatLayoutPackageFinder). */
const NOT_SHIPPED = new Set(
  (
    'ci bin debian doc docs documentation manpages news newsfragments changelog test tests unit_tests example examples scripts tools util utils ' +
    'python build benchmark benchmarks exercise exercises htmlcov tasks fabfile site_scons samples demo_project dist vendor third_party contrib packaging'
  ).split(' '),
);

/**
 * The import packages of the distribution: what the build configuration names, else what stands where the backends look
 * by default. Where one of them carries the distribution's name, only that one: others may be bundled and keep versions
 * of their own. Empty where it cannot be told.
 */
export function findPackages(
  python: PythonProject,
  paths: ReadonlySet<string>,
  root: string,
): readonly ImportPackage[] {
  const { packages } = candidatePackages(python, paths, root);
  const named = packages.filter((one) => isNamedAs(one, python));
  return named.length > 0 ? named : packages;
}

/** All of them; `isConfigured`: the build configuration names them, and they are not found by where they stand. */
export function candidatePackages(
  python: PythonProject,
  paths: ReadonlySet<string>,
  root: string,
): { readonly packages: readonly ImportPackage[]; readonly isConfigured: boolean } {
  const configured = configuredPackages(python, paths, root);
  const isConfigured = configured.length > 0;
  return { packages: isConfigured ? configured : defaultPackages(python, paths, root), isConfigured };
}

/** Whether a package carries the distribution's name. */
export function isNamedAs({ name }: ImportPackage, python: PythonProject): boolean {
  const distribution = distributionName(python);
  return distribution !== null && normalName(name) === normalName(distribution);
}

function distributionName(python: PythonProject): string | null {
  const metadata = known(python.metadata);
  return metadata === null ? null : (known(metadata.name)?.value ?? null);
}

function configuredPackages(python: PythonProject, paths: ReadonlySet<string>, root: string): readonly ImportPackage[] {
  const found = new Map<string, ImportPackage>();
  const add = (folder: string, name: string): void => {
    const one = packageAt(paths, below(root, folder), name);
    if (one !== null) found.set(one.path, one);
  };
  const addAll = (where: string): void => {
    for (const one of packagesIn(paths, below(root, where), false)) found.set(one.path, one);
  };
  const pyproject = known(python.pyproject);
  if (pyproject !== null) fromPyproject(pyproject.data, add, addAll);
  const cfg = known(python.setupCfg)?.ini.get('options');
  const find = known(python.setupCfg)?.ini.get('options.packages.find')?.get('where')?.text;
  if (find !== undefined) addAll(find);
  else if (cfg !== undefined) {
    const dirs = new Map((cfg.get('package_dir')?.text ?? '').split('\n').flatMap((line) => pair(line)));
    const listed = (cfg.get('packages')?.text ?? '').split(/[\n,]/).map((line) => line.trim());
    if (listed.some((line) => line.startsWith('find'))) addAll(dirs.get('') ?? '');
    else addListed(listed, dirs, add);
    addListed(
      (cfg.get('py_modules')?.text ?? '').split(/[\n,]/).map((line) => line.trim()),
      dirs,
      add,
    );
  }
  if (!isUnknown(python.setupPy) && python.setupPy?.call) fromSetupPy(python.setupPy.call, add, addAll);
  return [...found.values()];
}

type Add = (folder: string, name: string) => void;

function addListed(names: readonly string[], dirs: ReadonlyMap<string, string>, add: Add): void {
  // Only top-level packages: those below belong to them.
  for (const name of names) if (/^\w+$/.test(name)) add(dirs.get(name) ?? below(dirs.get('') ?? '', name), name);
}

function pair(line: string): readonly (readonly [string, string])[] {
  const match = /^\s*(?<key>[\w.]*)\s*=\s*(?<value>\S*)\s*$/.exec(line)?.groups;
  return match === undefined ? [] : [[match['key'] ?? '', match['value'] ?? '']];
}

function fromPyproject(data: TomlTable, add: Add, addAll: (where: string) => void): void {
  const setuptools = tableAt(data, 'tool', 'setuptools');
  if (setuptools !== null) fromSetuptools(setuptools, add, addAll);
  const poetry = valueAt(data, 'tool', 'poetry', 'packages');
  for (const item of Array.isArray(poetry) ? poetry : []) {
    if (isTable(item) && typeof item['include'] === 'string')
      addPath(below(typeof item['from'] === 'string' ? item['from'] : '', item['include']), add);
  }
  for (const path of PATH_LISTS.flatMap((keys) => stringsAt(data, 'tool', ...keys))) addPath(path, add);
  const flit = stringAt(data, 'tool', 'flit', 'module', 'name') ?? stringAt(data, 'tool', 'flit', 'metadata', 'module');
  if (flit !== null) for (const where of ['', 'src']) add(below(where, flit.replaceAll('.', '/')), flit);
  const uv = tableAt(data, 'tool', 'uv', 'build-backend');
  if (uv !== null) fromUvBuild(uv, add);
  const maturin = stringAt(data, 'tool', 'maturin', 'python-source');
  if (maturin !== null) addAll(maturin);
}

/** Lists of folders, below `[tool]`, that go into the wheel. */
const PATH_LISTS: readonly (readonly string[])[] = [
  ['hatch', 'build', 'targets', 'wheel', 'packages'],
  ['hatch', 'build', 'targets', 'wheel', 'only-include'],
  ['hatch', 'build', 'packages'],
  ['pdm', 'build', 'includes'],
  ['scikit-build', 'wheel', 'packages'],
];

function fromSetuptools(table: TomlTable, add: Add, addAll: (where: string) => void): void {
  const entries = Object.entries(tableAt(table, 'package-dir') ?? {});
  const dirs = new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  if (tableAt(table, 'packages', 'find') !== null) {
    const where = stringsAt(table, 'packages', 'find', 'where');
    for (const folder of where.length > 0 ? where : ['']) addAll(folder);
  } else addListed(stringsAt(table, 'packages'), dirs, add);
  addListed(stringsAt(table, 'py-modules'), dirs, add);
}

/** uv_build: one module or several, below `src` unless told otherwise. */
function fromUvBuild(table: TomlTable, add: Add): void {
  const module = table['module-name'];
  const root = stringAt(table, 'module-root') ?? 'src';
  for (const name of typeof module === 'string' ? [module] : stringsAt(table, 'module-name'))
    add(below(root, name.replaceAll('.', '/')), name);
}

/** `src/demo`, `demo/**`, `demo.py` → the package or module there. */
function addPath(path: string, add: Add): void {
  const folder = path
    .replace(/\/\*\*?.*$/, '')
    .replace(/\/$/, '')
    .replace(/\.py$/, '');
  add(folder, folder.replace(/^(?:src|lib|python)\//, '').replaceAll('/', '.'));
}

function fromSetupPy(call: PyValue & { readonly kind: 'call' }, add: Add, addAll: (where: string) => void): void {
  const dir = keyword(call, 'package_dir');
  const dirs = new Map<string, string>();
  if (dir?.kind === 'dict')
    for (const [key, value] of dir.entries)
      if (key.kind === 'string' && value.kind === 'string') dirs.set(key.text, value.text);
  const packages = keyword(call, 'packages');
  if (packages?.kind === 'call' && packages.callee?.startsWith('find_') === true) {
    const where = packages.args[0] ?? packages.keywords.find(({ name }) => name === 'where')?.value;
    addAll(where?.kind === 'string' ? where.text : (dirs.get('') ?? ''));
  } else if (packages?.kind === 'list')
    addListed(
      packages.items.flatMap((item) => (item.kind === 'string' ? [item.text] : [])),
      dirs,
      add,
    );
  const modules = keyword(call, 'py_modules');
  if (modules?.kind === 'list')
    addListed(
      modules.items.flatMap((item) => (item.kind === 'string' ? [item.text] : [])),
      dirs,
      add,
    );
}

/** Where backends look when nothing is configured: the distribution's own name, then src/, then the top level. */
function defaultPackages(python: PythonProject, paths: ReadonlySet<string>, root: string): readonly ImportPackage[] {
  const name = distributionName(python);
  if (name !== null) {
    for (const where of ['src', '', 'python', 'lib']) {
      const base = below(root, where);
      const one =
        packagesIn(paths, base, true).find((candidate) => normalName(candidate.name) === normalName(name)) ??
        packageAt(paths, below(base, name.replaceAll(/[-.]/g, '/')), name.replaceAll(/[-.]/g, '.'));
      if (one !== null && one !== undefined) return [one];
    }
  }
  const inSrc = packagesIn(paths, below(root, 'src'), false);
  return inSrc.length > 0 ? inSrc : packagesIn(paths, root, false);
}

/** Packages right below a folder; single modules only where asked for, as most of them are scripts. */
function packagesIn(paths: ReadonlySet<string>, folder: string, withModules: boolean): readonly ImportPackage[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const found: ImportPackage[] = [];
  for (const path of paths) {
    if (!path.startsWith(prefix)) continue;
    const rest = path.slice(prefix.length);
    const slash = rest.indexOf('/');
    const name = slash === -1 ? rest.replace(/\.py$/, '') : rest.slice(0, slash);
    if (!/^[A-Za-z_]\w*$/.test(name) || NOT_SHIPPED.has(name.toLowerCase()) || /^(tests?_|test$)/.test(name)) continue;
    if (slash !== -1 && rest.slice(slash + 1) === '__init__.py')
      found.push({ name, path: prefix + name, isModule: false });
    else if (withModules && slash === -1 && rest === `${name}.py` && name !== 'setup' && name !== 'conftest')
      found.push({ name, path, isModule: true });
  }
  return found;
}

function packageAt(paths: ReadonlySet<string>, folder: string, name: string): ImportPackage | null {
  if (paths.has(`${folder}/__init__.py`)) return { name, path: folder, isModule: false };
  if (paths.has(`${folder}.py`)) return { name, path: `${folder}.py`, isModule: true };
  return null;
}
