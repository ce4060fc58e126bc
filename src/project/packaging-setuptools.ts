import { atSpan } from '../core/place.ts';
import { isUnknown, known } from '../core/unknown.ts';
import type { PythonProject } from './load-metadata.ts';
import type { FoundPackage, Folders, PackageConfig } from './package-discovery.ts';
import { argument, folderOf } from './package-discovery.ts';
import type { OmittedPackage, SetuptoolsFacts } from './packaging.ts';
import type { Shipping } from './packaging-data.ts';
import { isShipped, relative } from './packaging-data.ts';
import { isInSdist } from './packaging-manifest.ts';
import type { SetupTree } from './packaging-setup-tree.ts';
import { below, parent } from './path.ts';
import type { Reader } from './reader.ts';

/** Top-level names that belong to the sources of a project, never to one distribution alone. */
const STRAY = new Set('test tests testing docs doc example examples benchmark benchmarks'.split(' '));

/** Source folders that find() takes for packages, beside the distribution's own. */
export function findStray(
  { discovery }: PackageConfig,
  packages: readonly FoundPackage[],
  files: readonly string[],
  python: PythonProject,
): SetuptoolsFacts['stray'] {
  if (isUnknown(discovery) || discovery.kind !== 'find') return [];
  const tops = new Map<string, FoundPackage>();
  // A folder without modules is found where namespaces are looked for, and nothing of it is installed.
  const filled = new Set(files.flatMap((file) => (file.endsWith('.py') ? [parent(file)] : [])));
  for (const one of packages) {
    if (!filled.has(one.path)) continue;
    const top = one.name.split('.')[0] ?? '';
    const shortest = tops.get(top);
    if (shortest === undefined || one.name.length < shortest.name.length) tops.set(top, one);
  }
  if (![...tops.keys()].some((top) => !STRAY.has(top.toLowerCase()))) return [];
  const metadata = known(python.metadata);
  const name = metadata === null ? '' : (known(metadata.name)?.value ?? '').toLowerCase();
  // A command that runs it, or a distribution of that name, means it.
  const isMeant = (top: string): boolean =>
    top === name || metadata?.entryPoints.items.some(({ value }) => value.split(/[.:]/)[0]?.trim() === top) === true;
  return [...tops]
    .filter(([top]) => STRAY.has(top.toLowerCase()) && !isMeant(top))
    .map(([, one]) => ({ name: one.name, path: one.path, place: discovery.place }));
}

/** Listed packages without a folder; a git submodule is a folder whose files are not in the tree. */
export function findAbsent(
  { discovery, dirs }: PackageConfig,
  folders: Folders,
  root: string,
  hasSubmodules: boolean,
): SetuptoolsFacts['absent'] {
  if (isUnknown(discovery) || discovery.kind !== 'list' || hasSubmodules) return [];
  return discovery.names.flatMap((name) => {
    const path = below(root, folderOf(name.value.replaceAll('/', '.'), dirs));
    return path === '' || folders.all.has(path) || name.value.includes('*') ? [] : [{ name, path }];
  });
}

/** How many modules are searched for imports of packages that are not listed. */
const MODULES = 150;

/** Packages that a listed one imports at its top level, and that an explicit list leaves out. */
export async function findOmitted(
  reader: Reader,
  { discovery }: PackageConfig,
  packages: readonly FoundPackage[],
  folders: Folders,
  files: readonly string[],
  shipping: Shipping,
): Promise<readonly OmittedPackage[]> {
  if (isUnknown(discovery) || discovery.kind !== 'list') return [];
  const listed = new Set(packages.map(({ path }) => path));
  const candidates = [...folders.withInit].flatMap((path) => {
    const owner = packages.find((one) => one.path === parent(path));
    const last = path.slice(path.lastIndexOf('/') + 1);
    if (owner === undefined || listed.has(path) || /^_?tests?$/.test(last)) return [];
    // Taken along as package data (`include_package_data` with `recursive-include demo/api *`), it is there all the same.
    if (isShipped(`${path}/__init__.py`, shipping) !== false) return [];
    return [{ name: `${owner.name}.${last}`, path }];
  });
  if (candidates.length === 0) return [];
  const sources = files.filter((file) => file.endsWith('.py') && listed.has(parent(file))).slice(0, MODULES);
  const omitted = new Map<string, OmittedPackage>();
  for (const file of sources) {
    const source = await reader.text(file, { notUtf8: 'python-cookie', isGuess: true });
    if (source === null || isUnknown(source)) continue;
    for (const one of candidates) {
      if (omitted.has(one.path)) continue;
      const at = importOf(source.text, file, one, packages);
      if (at !== null)
        omitted.set(one.path, { ...one, place: discovery.place, importedAt: atSpan(file, at.start, at.end) });
    }
  }
  return [...omitted.values()];
}

/** An import at the left margin, so on every way: `from .rules import *`, `from . import rules`, `import demo.rules`. */
function importOf(
  text: string,
  file: string,
  { name, path }: FoundPackage,
  packages: readonly FoundPackage[],
): { readonly start: number; readonly end: number } | null {
  const [owner, last] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.') + 1)];
  const own = packages.find((one) => one.path === parent(file));
  const isSibling = own !== undefined && parent(path) === own.path;
  for (const match of text.matchAll(
    /^(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+([^\n]{1,300})|import[ \t]+([\w., \t]{1,300}))/gm,
  )) {
    const [line, from = '', names = '', plain = ''] = match;
    const listed = names
      .replaceAll(/[()#]/g, ' ')
      .split(',')
      .map((part) => part.trim().split(/\s+/)[0]);
    const isHit =
      from === name ||
      from.startsWith(`${name}.`) ||
      (from === owner && listed.includes(last)) ||
      (isSibling && (from === `.${last}` || from.startsWith(`.${last}.`) || (from === '.' && listed.includes(last)))) ||
      plain.split(',').some((part) => part.trim() === name || part.trim().startsWith(`${name}.`));
    // A module of the same name may be what is meant.
    if (isHit) return { start: match.index, end: match.index + line.trimEnd().length };
  }
  return null;
}

const OPTIONS = [
  'packages',
  'py_modules',
  'package_dir',
  'install_requires',
  'python_requires',
  'include_package_data',
];

/** Keys of `[options]` one slip away from an option that setuptools knows; unknown ones are passed over in silence. */
export function findMisspelt(python: PythonProject): SetuptoolsFacts['misspelt'] {
  const cfg = known(python.setupCfg);
  const options = cfg?.ini.get('options');
  if (cfg === null || options === undefined || argument1(python, 'pbr')) return [];
  return [...options].flatMap(([key, option]) => {
    const meant = OPTIONS.find((one) => !options.has(one) && isNear(key, one));
    if (meant === undefined || OPTIONS.includes(key)) return [];
    const start = keyStart(cfg.text, option.span.start);
    return [{ key, meant, place: atSpan(cfg.file, start, start + key.length) }];
  });
}

function argument1(python: PythonProject, name: string): boolean {
  const py = known(python.setupPy);
  return py !== null && argument(py, name) !== null;
}

function keyStart(text: string, from: number): number {
  let start = text.lastIndexOf('\n', from - 1) + 1;
  // A value on the lines below its key.
  while (start > 0 && /^[ \t]/.test(text.slice(start, start + 1))) start = text.lastIndexOf('\n', start - 2) + 1;
  return start;
}

/** One letter left out, added, changed, or two swapped; a `-` is a `_`. */
function isNear(key: string, option: string): boolean {
  const [short, long] = key.length < option.length ? [key, option] : [option, key];
  if (long.length - short.length > 1 || key === option) return false;
  let i = 0;
  while (i < short.length && short[i] === long[i]) i++;
  const [restShort, restLong] = [short.slice(i), long.slice(i)];
  if (short.length < long.length) return restShort === restLong.slice(1);
  const isSwapped =
    restShort[0] === restLong[1] && restShort[1] === restLong[0] && restShort.slice(2) === restLong.slice(2);
  return restShort.slice(1) === restLong.slice(1) || isSwapped;
}

/** Files that setup.py opens on every way, tracked, and left out of the sdist. */
export function findMissingInputs(
  tree: SetupTree,
  python: PythonProject,
  shipping: Shipping | null,
  manifest: Shipping['manifest'],
  paths: ReadonlySet<string>,
  root: string,
): SetuptoolsFacts['missingInputs'] {
  const py = known(python.setupPy);
  if (py === null) return [];
  const command = argument(py, 'cmdclass');
  const hasOwnSdist =
    command !== null &&
    !(command.kind === 'call' && command.callee === 'versioneer.get_cmdclass') &&
    !(command.kind === 'dict' && command.entries.every(([key]) => key.kind === 'string' && key.text !== 'sdist'));
  if (hasOwnSdist) return [];
  const kept = [
    keptFiles(python),
    tree.stringsOf('data_files')?.strings ?? [],
    tree.stringsOf('scripts')?.strings ?? [],
  ];
  const mentioned = kept.flat();
  const found = new Map<string, SetuptoolsFacts['missingInputs'][number]>();
  for (const { path, span } of tree.opened) {
    const file = below(root, path);
    if (found.has(file) || !paths.has(file) || /\.(?:py|pyx|pxd|c|h|cpp)$/.test(file)) continue;
    if (mentioned.some((one) => one.includes(path)) || isInSdist(relative(file, root), manifest)) continue;
    // Where the packages cannot be told, a file below one of them may be its data.
    if (shipping === null ? path.includes('/') && !/^requirements?\//.test(path) : isShipped(file, shipping) !== false)
      continue;
    found.set(file, { file, place: atSpan(py.file, span.start, span.end) });
  }
  return [...found.values()];
}

/** Values that name files which setuptools keeps: licences, and what `file:` reads. */
function keptFiles(python: PythonProject): readonly string[] {
  const cfg = known(python.setupCfg);
  const metadata = [...(cfg?.ini.get('metadata') ?? [])];
  const readme = known(known(python.metadata)?.readme ?? null);
  return [
    ...metadata.flatMap(([key, option]) =>
      /^license_files?$/.test(key) || option.text.startsWith('file:') ? [option.text] : [],
    ),
    ...(readme === null ? [] : [readme.value]),
  ];
}
