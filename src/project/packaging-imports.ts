import type { Declared } from '../core/place.ts';
import { inFile } from '../core/place.ts';
import type { Unknown } from '../core/unknown.ts';
import { isUnknown, known, unknown } from '../core/unknown.ts';
import type { PythonProject } from './load-metadata.ts';
import type { FoundPackage } from './package-discovery.ts';
import type { Discovery } from './packaging.ts';
import { candidatePackages, isNamedAs } from './packages.ts';
import { parent } from './path.ts';
import { tableAt } from './toml-file.ts';

type Setup = {
  /** How setuptools comes by the packages; null where another backend builds. */
  readonly discovery: Discovery | null;
  /** What that finds; null where it cannot be told, or nothing is said. */
  readonly packages: readonly FoundPackage[] | null;
};

/** What can be imported of an installation: top-level packages and modules, each with the file that makes it one. */
export function importedNames(
  python: PythonProject,
  { discovery, packages }: Setup,
  paths: ReadonlySet<string>,
  root: string,
): readonly Declared<string>[] | Unknown {
  const { packages: candidates, isConfigured } = candidatePackages(python, paths, root);
  if (packages !== null) {
    const modules = candidates.filter(({ isModule }) => isModule && isConfigured);
    const found = [...outermost(packages, paths), ...modules.map(({ name, path }) => ({ name, file: path }))];
    return found.length === 0 ? unknown('the packages are not in the tree') : declared(found);
  }
  if (discovery !== null && isUnknown(discovery)) return unknown(discovery.unknown);
  if (!isConfigured && choosesFiles(python)) return unknown('[tool.hatch.build] chooses what is packed');
  // What nobody names, and what does not carry the distribution's name, is code that may or may not be packed.
  const isCertain = isConfigured || candidates.some((one) => isNamedAs(one, python));
  if (!isCertain || candidates.length === 0) return unknown('nothing tells which packages are packed');
  return declared(
    candidates.map(({ name, path, isModule }) => ({ name, file: isModule ? path : `${path}/__init__.py` })),
  );
}

/** Hatchling packs the package of the distribution's name only where nothing is chosen. */
function choosesFiles(python: PythonProject): boolean {
  const data = known(python.pyproject)?.data ?? {};
  const chosen = ['packages', 'only-include', 'include', 'force-include'];
  return [
    ['tool', 'hatch', 'build'],
    ['tool', 'hatch', 'build', 'targets', 'wheel'],
  ].some((path) => {
    const table = tableAt(data, ...path) ?? {};
    return chosen.some((key) => table[key] !== undefined);
  });
}

/** Packages with an `__init__.py` that lie in no other one; of a namespace, what stands in it. */
function outermost(
  packages: readonly FoundPackage[],
  paths: ReadonlySet<string>,
): readonly { readonly name: string; readonly file: string }[] {
  const regular = packages.filter(({ path }) => paths.has(`${path}/__init__.py`));
  const folders = new Set(regular.map(({ path }) => path));
  return regular
    .filter(({ path }) => !folders.has(parent(path)))
    .map(({ name, path }) => ({ name, file: `${path}/__init__.py` }));
}

function declared(found: readonly { readonly name: string; readonly file: string }[]): readonly Declared<string>[] {
  const byName = new Map(found.map(({ name, file }) => [name, { value: name, place: inFile(file) }]));
  return [...byName.values()].sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
}
