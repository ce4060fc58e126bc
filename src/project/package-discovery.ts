import type { Declared, Place } from '../core/place.ts';
import { atKey, atSpan, inFile } from '../core/place.ts';
import { isUnknown, known, unknown } from '../core/unknown.ts';
import type { PythonProject } from './load-metadata.ts';
import { keyword, optionPlace } from './load-metadata.ts';
import type { IniFile, SetupPy } from './load-metadata-setup.ts';
import { constant } from './load-metadata-setup.ts';
import { linesOf } from './load-metadata-setup-lists.ts';
import type { Discovery } from './packaging.ts';
import { fnmatch } from './packaging-glob.ts';
import { below, parent } from './path.ts';
import type { PyValue } from './python-source.ts';
import type { TomlFile } from './toml-file.ts';
import { stringAt, stringsAt, tableAt, valueAt } from './toml-file.ts';

// How setuptools comes by its packages, and which ones it finds (setuptools/discovery.py).

/** `package_dir`: import name → folder; the empty name stands for the top level. */
export type PackageDirs = ReadonlyMap<string, string>;

export type PackageConfig = { readonly discovery: Discovery; readonly dirs: PackageDirs };

/** Reads what setup.py, setup.cfg and `[tool.setuptools]` say; two of them that speak make the answer unknown. */
export function readDiscovery(python: PythonProject): PackageConfig {
  const pyproject = known(python.pyproject);
  const cfg = known(python.setupCfg);
  const py = known(python.setupPy);
  const dirs = new Map([
    ...dirsOfPyproject(pyproject),
    ...dirsOfCfg(cfg),
    ...(py === null ? [] : dirsOfArgument(argument(py, 'package_dir'))),
  ]);
  const found = [
    py === null ? null : fromSetupPy(py),
    cfg === null ? null : fromSetupCfg(cfg),
    pyproject === null ? null : fromPyproject(pyproject),
  ].filter((one) => one !== null);
  const [only, second] = found;
  if (second !== undefined) return { discovery: unknown('packages are declared twice'), dirs };
  // setup() called in a function, or given a folder that code computes (pytest 4.6, a part of it in httplib2 0.14): the
  // folders cannot be told.
  const dir = py === null ? null : argument(py, 'package_dir');
  const isHidden =
    py !== null && (py.call === null || py.call.spread.length > 0 || (dir !== null && !isLiteralDict(dir)));
  if (only !== undefined && isHidden) return { discovery: unknown('setup() is given arguments by code'), dirs };
  if (only !== undefined) return { discovery: only, dirs };
  if (isUnknown(python.setupPy) || isUnknown(python.setupCfg)) return { discovery: unknown('a file is broken'), dirs };
  if (isHidden) return { discovery: unknown('setup() is given arguments by code'), dirs };
  return { discovery: { kind: 'none', place: silentPlace(pyproject, cfg, py) }, dirs };
}

/** Where packages would be declared: beside the name in setup.cfg, in the call of setup(), else in the file. */
function silentPlace(pyproject: TomlFile | null, cfg: IniFile | null, py: SetupPy | null): Place {
  const section = cfg?.ini.get('metadata')?.get('name');
  if (cfg !== null && section !== undefined) return optionPlace(cfg.file, section);
  const call = py?.call ?? null;
  if (py !== null && call !== null) return atSpan(py.file, call.span.start, call.span.start + 'setup'.length);
  return inFile(pyproject?.file ?? cfg?.file ?? py?.file ?? '');
}

export function argument(py: SetupPy, name: string): PyValue | null {
  const given = py.call === null ? null : keyword(py.call, name);
  return given?.kind === 'name' ? (constant(py.source, given.name) ?? given) : given;
}

function dirsOfPyproject(pyproject: TomlFile | null): readonly (readonly [string, string])[] {
  const table = pyproject === null ? null : tableAt(pyproject.data, 'tool', 'setuptools', 'package-dir');
  return Object.entries(table ?? {}).flatMap(([name, folder]) =>
    typeof folder === 'string' ? [[name, folder] as const] : [],
  );
}

function dirsOfCfg(cfg: IniFile | null): readonly (readonly [string, string])[] {
  return (cfg?.ini.get('options')?.get('package_dir')?.text ?? '').split(/[\n,]/).flatMap((line) => {
    const equals = line.indexOf('=');
    return equals === -1 ? [] : [[line.slice(0, equals).trim(), line.slice(equals + 1).trim()] as const];
  });
}

function isLiteralDict(value: PyValue): boolean {
  return (
    value.kind === 'dict' && value.entries.every(([key, folder]) => key.kind === 'string' && folder.kind === 'string')
  );
}

function dirsOfArgument(value: PyValue | null): readonly (readonly [string, string])[] {
  if (value?.kind !== 'dict') return [];
  return value.entries.flatMap(([key, folder]) =>
    key.kind === 'string' && folder.kind === 'string' ? [[key.text, folder.text] as const] : [],
  );
}

function fromSetupPy(py: SetupPy): Discovery | null {
  const value = argument(py, 'packages');
  const place = placeOf(py.file, value);
  if (value === null || place === null) {
    const other = ['py_modules', 'ext_modules', 'cffi_modules', 'rust_extensions', 'pbr', 'd2to1', 'cmake_source_dir'];
    // A bare `setup()` may be a partial call that was filled in before (setuptools-scm 1.0).
    const isBare = py.call !== null && py.call.keywords.length + py.call.args.length + py.call.spread.length === 0;
    const isFilled = isBare && py.text.includes('packages');
    return isFilled || other.some((name) => argument(py, name) !== null) ? unknown('setup.py names no packages') : null;
  }
  if (value.kind === 'list') {
    const names = value.items.flatMap((item) =>
      item.kind === 'string' ? [{ value: item.text, place: atSpan(py.file, item.span.start, item.span.end) }] : [],
    );
    return names.length === value.items.length ? { kind: 'list', place, names } : unknown('code computes the packages');
  }
  const callee = value.kind === 'call' ? value.callee?.split('.').at(-1) : undefined;
  if (value.kind !== 'call' || (callee !== 'find_packages' && callee !== 'find_namespace_packages'))
    return unknown('code computes the packages');
  const given = (name: string, position: number): readonly string[] | null => {
    const one = value.keywords.find((word) => word.name === name)?.value ?? value.args[position];
    const resolved = one?.kind === 'name' ? constant(py.source, one.name) : (one ?? undefined);
    if (resolved === undefined) return [];
    if (resolved?.kind === 'string') return [resolved.text];
    if (resolved?.kind !== 'list') return null;
    const texts = resolved.items.flatMap((item) => (item.kind === 'string' ? [item.text] : []));
    return texts.length === resolved.items.length ? texts : null;
  };
  const [where, exclude, include] = [given('where', 0), given('exclude', 1), given('include', 2)];
  if (where === null || exclude === null || include === null || value.spread.length > 0)
    return unknown('code computes where packages are looked for');
  return { kind: 'find', place, where, include, exclude, namespaces: callee === 'find_namespace_packages' };
}

function placeOf(file: string, value: PyValue | null): Place | null {
  return value === null ? null : atSpan(file, value.span.start, value.span.end);
}

function fromSetupCfg(cfg: IniFile): Discovery | null {
  const options = cfg.ini.get('options');
  const option = options?.get('packages');
  if (options?.size === 0) return unknown('the options of setup.cfg are indented');
  if (option === undefined) {
    const isOther = options?.has('py_modules') === true || cfg.ini.has('files') || cfg.ini.has('global');
    return isOther ? unknown('setup.cfg names no packages') : null;
  }
  const place = optionPlace(cfg.file, option);
  const finder = /^find(?<namespaces>_namespace)?:/.exec(option.text);
  if (finder === null) return { kind: 'list', place, names: linesOf(cfg, option, /[\n,]/) };
  const section = cfg.ini.get('options.packages.find');
  const list = (key: string): readonly string[] =>
    (section?.get(key)?.text ?? '').split(/[\n,]/).flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
  return {
    kind: 'find',
    place,
    where: list('where'),
    include: list('include'),
    exclude: list('exclude'),
    namespaces: finder.groups?.['namespaces'] !== undefined,
  };
}

function fromPyproject({ file, data }: TomlFile): Discovery | null {
  const path = ['tool', 'setuptools', 'packages'] as const;
  const value = valueAt(data, ...path);
  if (value === undefined)
    return valueAt(data, 'tool', 'setuptools', 'py-modules') === undefined ? null : unknown('only modules are named');
  if (Array.isArray(value))
    return {
      kind: 'list',
      place: atKey(file, path),
      names: value.flatMap((name, i): readonly Declared<string>[] =>
        typeof name === 'string' ? [{ value: name, place: atKey(file, [...path, i]) }] : [],
      ),
    };
  const find = tableAt(data, ...path, 'find');
  if (find === null) return unknown('[tool.setuptools.packages] is not understood');
  const where = stringAt(find, 'where');
  return {
    kind: 'find',
    place: atKey(file, [...path, 'find'], 'key'),
    where: where === null ? stringsAt(find, 'where') : [where],
    include: stringsAt(find, 'include'),
    exclude: stringsAt(find, 'exclude'),
    // On unless it is switched off (setuptools, "Package Discovery").
    namespaces: find['namespaces'] !== false,
  };
}

/** Folders of a tree: every one, and those with an `__init__.py`. Made in one walk over the paths. */
export type Folders = { readonly all: ReadonlySet<string>; readonly withInit: ReadonlySet<string> };

export function foldersOf(paths: ReadonlySet<string>): Folders {
  const all = new Set<string>();
  const withInit = new Set<string>();
  for (const path of paths) {
    for (let folder = parent(path); folder !== '' && !all.has(folder); folder = parent(folder)) all.add(folder);
    if (path.endsWith('/__init__.py')) withInit.add(parent(path));
  }
  return { all, withInit };
}

export type FoundPackage = { readonly name: string; readonly path: string };

/** The packages that go into the wheel, with their folders; null where that cannot be told. */
export function packagesOf({ discovery, dirs }: PackageConfig, folders: Folders, root: string): FoundPackage[] | null {
  if (isUnknown(discovery) || discovery.kind === 'none') return null;
  if (discovery.kind === 'list')
    return discovery.names.map(({ value }) => {
      // `diff_cover/violationsreporters` is taken as well, as distutils turns dots into slashes.
      const name = value.replaceAll('/', '.');
      return { name, path: below(root, folderOf(name, dirs)) };
    });
  const where = discovery.where.length > 0 ? discovery.where : [''];
  return where.flatMap((folder) => findBelow(below(root, folder), discovery, folders));
}

/** `build_py.get_package_dir`: the folder of the longest mapped prefix. */
export function folderOf(name: string, dirs: PackageDirs): string {
  const parts = name.split('.');
  for (let i = parts.length; i > 0; i--) {
    const mapped = dirs.get(parts.slice(0, i).join('.'));
    if (mapped !== undefined) return below(mapped, ...parts.slice(i));
  }
  return below(dirs.get('') ?? '', ...parts);
}

function findBelow(
  base: string,
  { include, exclude, namespaces }: Extract<Discovery, { kind: 'find' }>,
  folders: Folders,
): FoundPackage[] {
  const found: FoundPackage[] = [];
  const prefix = base === '' ? '' : `${base}/`;
  const matches = (name: string, patterns: readonly string[]): boolean => patterns.some((one) => fnmatch(name, one));
  const excluded = ['ez_setup', '*__pycache__', ...exclude];
  const candidates = namespaces ? folders.all : folders.withInit;
  // A package below a folder that is none is not walked into.
  const isWalked = (path: string): boolean => {
    for (let folder = parent(path); folder !== base && folder !== ''; folder = parent(folder))
      if (!candidates.has(folder)) return false;
    return true;
  };
  for (const path of candidates) {
    if (!path.startsWith(prefix) || path === base) continue;
    const rest = path.slice(prefix.length);
    if (rest.includes('.')) continue;
    const name = rest.replaceAll('/', '.');
    if ((include.length > 0 && !matches(name, include)) || matches(name, excluded) || !isWalked(path)) continue;
    found.push({ name, path });
  }
  return found;
}
