import type { Declared, Place } from '../core/place.ts';
import { atKey, atSpan, inFile } from '../core/place.ts';
import { known } from '../core/unknown.ts';
import type { PythonProject } from './load-metadata.ts';
import { linesOf } from './load-metadata-setup-lists.ts';
import type { FoundPackage } from './package-discovery.ts';
import { argument } from './package-discovery.ts';
import type { IdlePattern } from './packaging.ts';
import { matchPath } from './packaging-glob.ts';
import type { Manifest } from './packaging-manifest.ts';
import { isInSdist } from './packaging-manifest.ts';
import { tableAt, valueAt } from './toml-file.ts';

/** What says which files other than modules go into the wheel (setuptools/command/build_py.py). */
export type PackageData = {
  readonly patterns: readonly { readonly package: string; readonly pattern: Declared<string> }[];
  /** False where code computes some of it, or something is excluded again. */
  readonly isComplete: boolean;
  /** `include_package_data`: what the sdist holds below a package goes into the wheel. Null: computed. */
  readonly includesManifest: boolean | null;
  /** Where patterns, packages or the like are declared. */
  readonly place: Place;
};

export function readPackageData(python: PythonProject, fallback: Place): PackageData {
  const read = [setupPyPatterns(python), cfgPatterns(python), tomlPatterns(python)];
  return {
    patterns: read.flatMap(({ patterns }) => patterns),
    isComplete: read.every(({ isComplete }) => isComplete),
    includesManifest: includesManifest(python),
    place: read.findLast(({ place }) => place !== null)?.place ?? fallback,
  };
}

type Patterns = Pick<PackageData, 'patterns' | 'isComplete'> & { readonly place: Place | null };

function setupPyPatterns(python: PythonProject): Patterns {
  const py = known(python.setupPy);
  if (py === null) return { patterns: [], isComplete: true, place: null };
  const given = argument(py, 'package_data');
  const isWhole = py.call !== null && py.call.spread.length === 0 && argument(py, 'exclude_package_data') === null;
  if (given?.kind !== 'dict') return { patterns: [], isComplete: isWhole && given === null, place: null };
  let isComplete = isWhole;
  const patterns: { package: string; pattern: Declared<string> }[] = [];
  for (const [key, value] of given.entries)
    for (const item of value.kind === 'list' ? value.items : [value])
      if (item.kind === 'string' && key.kind === 'string') {
        const place = atSpan(py.file, item.span.start, item.span.end);
        patterns.push({ package: key.text, pattern: { value: item.text, place } });
      } else isComplete = false;
  return { patterns, isComplete, place: atSpan(py.file, given.span.start, given.span.end) };
}

function cfgPatterns(python: PythonProject): Patterns {
  const cfg = known(python.setupCfg);
  const options = [...(cfg?.ini.get('options.package_data') ?? [])];
  const [first] = options;
  if (cfg === null || first === undefined) {
    const isComplete = cfg?.ini.has('options.exclude_package_data') !== true;
    return { patterns: [], isComplete, place: null };
  }
  return {
    patterns: options.flatMap(([name, option]) =>
      linesOf(cfg, option, /[\n,]/).map((pattern) => ({ package: name, pattern })),
    ),
    isComplete: !cfg.ini.has('options.exclude_package_data'),
    place: atSpan(cfg.file, first[1].span.start, first[1].span.end),
  };
}

function tomlPatterns(python: PythonProject): Patterns {
  const pyproject = known(python.pyproject);
  if (pyproject === null) return { patterns: [], isComplete: true, place: null };
  const path = ['tool', 'setuptools', 'package-data'] as const;
  const table = tableAt(pyproject.data, ...path);
  const patterns = Object.entries(table ?? {}).flatMap(([name, list]) =>
    (Array.isArray(list) ? list : []).flatMap((value, i) =>
      typeof value === 'string'
        ? [{ package: name, pattern: { value, place: atKey(pyproject.file, [...path, name, i]) } }]
        : [],
    ),
  );
  return {
    patterns,
    place: table === null ? null : atKey(pyproject.file, path, 'key'),
    isComplete: tableAt(pyproject.data, 'tool', 'setuptools', 'exclude-package-data') === null,
  };
}

function includesManifest(python: PythonProject): boolean | null {
  const py = known(python.setupPy);
  const given = py === null ? null : argument(py, 'include_package_data');
  // A truth value is a literal of its own kind, which no version fact needs.
  const literal = py === null || given === null ? null : py.text.slice(given.span.start, given.span.end);
  if (literal !== null) return ({ True: true, False: false, 1: true, 0: false } as const)[literal] ?? null;
  const option = known(python.setupCfg)?.ini.get('options')?.get('include_package_data');
  if (option !== undefined) return /^(?:true|1|yes|on)$/i.test(option.text);
  const pyproject = known(python.pyproject);
  if (pyproject === null) return false;
  const toml = valueAt(pyproject.data, 'tool', 'setuptools', 'include-package-data');
  // On by default where pyproject.toml holds the metadata (setuptools/config/pyprojecttoml.py).
  return typeof toml === 'boolean' ? toml : tableAt(pyproject.data, 'project') !== null;
}

export type Shipping = {
  readonly data: PackageData;
  readonly packages: readonly FoundPackage[];
  readonly manifest: Manifest;
  /** A plug-in such as setuptools-scm takes every tracked file into the sdist. */
  readonly isScm: boolean;
  /** The project's folder. */
  readonly root: string;
};

/** Whether a tracked file that is no module goes into the wheel; null where it cannot be told. */
export function isShipped(file: string, { data, packages, manifest, isScm, root }: Shipping): boolean | null {
  const owners = packages.filter(({ path }) => path === '' || file.startsWith(`${path}/`));
  if (owners.length === 0) return false;
  for (const owner of owners) {
    const inside = owner.path === '' ? file : file.slice(owner.path.length + 1);
    for (const one of data.patterns)
      if (applies(one.package, owner.name) && matchPath(inside, one.pattern.value))
        return data.isComplete ? true : null;
  }
  if (data.includesManifest === true && (isScm || isInSdist(relative(file, root), manifest)))
    return data.isComplete ? true : null;
  return data.isComplete && data.includesManifest !== null ? false : null;
}

/** setup.cfg's option names come in lower case. */
function applies(key: string, name: string): boolean {
  return key === '' || key === '*' || key === name || key === name.toLowerCase().replaceAll('-', '_');
}

export function relative(file: string, root: string): string {
  return root === '' ? file : file.slice(root.length + 1);
}

/** Files that a build makes: what names them need not be there. */
const BUILT =
  /\.(?:so|pyd|dll|dylib|lib|a|o|mo|pyc|bin|exe|wasm|jar|whl|gz|zip|pem|min\.\w+|css|js|map|proto|_pb2\.py\w*)$|(?:^|\/)(?:build|dist|static|bin|libs?|frontend|node_modules)(?:\/|$)/i;

/** Patterns that match no tracked file, of packages that are there; what a build may make is left out. */
export function idlePatterns(shipping: Shipping, paths: readonly string[]): readonly IdlePattern[] {
  const { data, packages } = shipping;
  return data.patterns.flatMap(({ package: key, pattern }) => {
    const owners = packages.filter(({ name }) => applies(key, name));
    if (owners.length === 0 || BUILT.test(pattern.value)) return [];
    // Spare markers and stubs are listed for every package, and are a question of their own.
    if (/(?:\.pyi|py\.typed)$/.test(pattern.value)) return [];
    const folder = { path: '', files: 0, isFlat: true };
    const bare = pattern.value.replace(/^\.\//, '').replace(/\/{1,20}$/, '');
    for (const path of paths)
      for (const { path: base } of owners) {
        if (base !== '' && !path.startsWith(`${base}/`)) continue;
        const inside = base === '' ? path : path.slice(base.length + 1);
        if (matchPath(inside, bare)) return [];
        if (!/[*?[]/.test(bare) && inside.startsWith(`${bare}/`)) {
          folder.path = `${base}/${bare}`;
          folder.files++;
          folder.isFlat &&= !inside.slice(bare.length + 1).includes('/');
        }
      }
    return [{ package: key, pattern, folder: folder.files === 0 ? null : folder }];
  });
}

export function fallbackPlace(python: PythonProject): Place {
  return inFile(known(python.metadata)?.file ?? 'pyproject.toml');
}
