import type { Place } from '../core/place.ts';
import { atKey, atSpan } from '../core/place.ts';
import type { Maybe } from '../core/unknown.ts';
import { isUnknown, known, unknown } from '../core/unknown.ts';
import type { PythonProject } from './load-metadata.ts';
import { declaredArgument, isDynamic, optionPlace } from './load-metadata.ts';
import { findPackages } from './packages.ts';
import type { ImportPackage } from './packages.ts';
import { below, parent } from './path.ts';
import { createModules } from './python-modules.ts';
import type { Modules } from './python-modules.ts';
import { pythonPattern } from './python-pattern.ts';
import type { PythonVersion } from './python-version.ts';
import type { Reader } from './reader.ts';
import { parseJsonVersion } from './package-json.ts';
import { stringAt, tableAt } from './toml-file.ts';
import type { Provider } from './version-provider.ts';
import { versionProvider } from './version-provider.ts';
import type { VersionFacts, VersionPlace, VersionRole } from './versions.ts';

/** Finds every place where the distribution states its version, and which of them it is built with. */
export async function loadVersions(reader: Reader, root: string, python: PythonProject): Promise<VersionFacts> {
  const packages = findPackages(python, reader.paths, root);
  const modules = createModules(reader, packages, root);
  const stated = statedVersions(python, reader);
  const provider = versionProvider(python);
  const unread: { place: Place; reason: string }[] = [];
  const followed = provider === null ? null : ((await follow(provider, reader, modules, root)) ?? (await versionFile(provider, python, packages, reader, root)));
  const inPackages = (await Promise.all(packages.map((one) => packageVersions(one, reader, modules, unread)))).flat();
  const npm = python.metadata === null ? await npmVersion(reader, root) : null;
  const declared = declaredOf(python, stated.places[0], provider, followed, npm, inPackages);
  const all = [known(declared), ...stated.places, ...(npm === null ? [] : [npm]), ...inPackages];
  return {
    places: unique(all.filter((place) => place !== null && place !== undefined), provider),
    declared: declared !== null && !isUnknown(declared) && (declared.role === 'placeholder' || isPlaceholder(declared.value)) ? unknown(`\`${declared.label}\` is a placeholder`) : declared,
    dynamic: provider === null ? null : { provider: provider.name, isFromTag: provider.isFromTag, place: provider.place },
    malformed: stated.malformed,
    unread,
  };
}

function declaredOf(
  python: PythonProject,
  stated: VersionPlace | undefined,
  provider: Provider | null,
  followed: VersionPlace | null,
  npm: VersionPlace | null,
  inPackages: readonly VersionPlace[],
): Maybe<VersionPlace> {
  if (provider !== null) {
    // setup.py mostly reads the package's own `__version__` by code: where all places agree, that is the version.
    const agreeing = provider.isFromTag ? null : agreed(inPackages);
    return followed ?? agreeing ?? unknown(`the version is computed (${provider.name})`);
  }
  if (stated !== undefined) return stated;
  if (npm !== null) return npm;
  if (isUnknown(python.metadata)) return python.metadata;
  if (python.setupPy !== null && isUnknown(python.setupPy)) return python.setupPy;
  return null;
}

function agreed(places: readonly VersionPlace[]): VersionPlace | null {
  const sources = places.filter(({ role, value }) => role === 'source' && !isPlaceholder(value));
  const [first] = sources;
  return first !== undefined && sources.every(({ value }) => value === first.value) ? first : null;
}

/** Versions written in the metadata files themselves, the one that counts first. */
function statedVersions(python: PythonProject, reader: Reader): { readonly places: readonly VersionPlace[]; readonly malformed: VersionFacts['malformed'] } {
  const places: VersionPlace[] = [];
  let malformed: VersionFacts['malformed'] = null;
  const pyproject = known(python.pyproject);
  if (pyproject !== null) {
    const backend = stringAt(pyproject.data, 'build-system', 'build-backend') ?? 'poetry';
    const isStated = tableAt(pyproject.data, 'project') !== null;
    const poetryDynamic = tableAt(pyproject.data, 'tool', 'poetry-dynamic-versioning');
    for (const path of [['project'], ['tool', 'poetry']]) {
      const table = tableAt(pyproject.data, ...path);
      const version = table?.['version'];
      if (table === null || version === undefined || (path[0] === 'project' && isDynamic(table, 'version'))) continue;
      const place = atKey(pyproject.file, [...path, 'version']);
      // Beside [project], another backend than poetry's never looks at [tool.poetry].
      const isLeftover = path[0] === 'tool' && isStated && !backend.startsWith('poetry');
      const role = isLeftover ? 'leftover' : poetryDynamic === null && !isInjected(reader, pyproject.file, version) ? 'source' : 'placeholder';
      if (typeof version === 'string') places.push({ value: version, place, file: pyproject.file, role, label: `[${path.join('.')}] version` });
      else malformed = { place, type: typeName(version) };
    }
  }
  const cfg = known(python.setupCfg);
  const option = cfg?.ini.get('metadata')?.get('version');
  if (cfg !== null && option !== undefined && !/^(attr|file):/.test(option.text)) {
    places.push({ value: option.text, place: optionPlace(cfg.file, option), file: cfg.file, role: 'source', label: '[metadata] version' });
  }
  const setupPy = known(python.setupPy);
  const argument = setupPy === null ? null : known(declaredArgument(setupPy, 'version'));
  if (setupPy !== null && argument !== null) places.push({ ...argument, file: setupPy.file, role: isInjected(reader, setupPy.file, argument.value) ? 'placeholder' : 'source', label: 'setup(version=…)' });
  return { places, malformed };
}

/** A comment on or above the version's line says that a release job writes another one there (dspy's `#replace_package_version_marker`). */
function isInjected(reader: Reader, file: string, version: unknown): boolean {
  if (typeof version !== 'string') return false;
  const lines = (reader.sources.get(file)?.text ?? '').split('\n');
  const at = lines.findIndex((line) => /^\s*version\s*=/.test(line) && line.includes(version));
  if (at === -1) return false;
  const above = lines[at - 1]?.trim() ?? '';
  return [lines[at] ?? '', above.startsWith('#') ? above : ''].some((line) => INJECTED.test(line));
}

const INJECTED = /#.*(marker|placeholder|replaced? (by|with|in|at)\b|replace_|injected|overwritten|dummy)/i;

/** What a TOML value is, in TOML's own words. */
function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (value instanceof Date) return 'a date';
  if (typeof value === 'number' || typeof value === 'bigint') return 'a number';
  return typeof value === 'boolean' ? 'a boolean' : 'a table';
}

/** Looks the version up where the build backend would, without running anything. */
async function follow(provider: Provider, reader: Reader, modules: Modules, root: string): Promise<VersionPlace | null> {
  const { lookup } = provider;
  if (lookup === null) return null;
  if (lookup.kind === 'attr') {
    for (const file of modules.filesOf(lookup.module)) {
      const found = await modules.resolve(file, lookup.name);
      if (found?.version.kind === 'literal') return { ...found.version.declared, file: found.file, role: 'source', label: lookup.name };
    }
    return null;
  }
  const file = below(root, lookup.path);
  const source = await reader.text(file, { notUtf8: 'python-cookie' });
  if (source === null || isUnknown(source)) return null;
  const pattern = lookup.pattern === null ? /^\s*(?<version>\S+)\s*$/d : pythonPattern(lookup.pattern);
  const match = pattern?.exec(source.text);
  const span = match?.indices?.groups?.['version'];
  if (match?.groups?.['version'] === undefined || span === undefined) return null;
  return { value: match.groups['version'], place: atSpan(file, span[0], span[1]), file, role: 'source', label: file };
}

/**
 * setup.py reads the version from a file by code (`(HERE / "VERSION").read_text()`, `json.load(…"package.json")`): the
 * only such file that it names and that is there.
 */
async function versionFile(provider: Provider, python: PythonProject, packages: readonly ImportPackage[], reader: Reader, root: string): Promise<VersionPlace | null> {
  const setupPy = known(python.setupPy);
  const code = setupPy === null || provider.isFromTag ? undefined : reader.sources.get(setupPy.file)?.text;
  if (code === undefined) return null;
  const names = new Set([...code.matchAll(NAMED_FILE)].map((match) => match[1] ?? ''));
  const files = new Set([...names].flatMap((name) => [below(root, name), ...packages.map((one) => below(one.path, name))]).filter((file) => reader.paths.has(file)));
  const [file] = files;
  if (file === undefined || files.size !== 1) return null;
  if (file.endsWith('package.json')) return npmVersion(reader, parent(file));
  const source = await reader.text(file, { notUtf8: 'replace' });
  const match = source === null || isUnknown(source) ? null : /^\s*(?<version>\d\S*)\s*$/d.exec(source.text);
  const span = match?.indices?.groups?.['version'];
  return match?.groups?.['version'] === undefined || span === undefined ? null : { value: match.groups['version'], place: atSpan(file, span[0], span[1]), file, role: 'source', label: file };
}

const NAMED_FILE = /['"](?:\.\/)?((?:[\w.-]+\/)*(?:version(?:\.txt)?|package\.json))['"]/gi;

/** Files at the top of a package that may state its version, and the names that mean it there. */
const VERSION_FILES = ['__init__.py', '_version.py', 'version.py', '__version__.py', '__about__.py', '_about.py', 'about.py', '_meta.py', 'meta.py', '__meta__.py', '__pkginfo__.py', '_version_info.py', '_metadata.py', 'release.py', '__main__.py', 'main.py', 'cli.py', 'const.py', 'constants.py'];
const DUNDER = ['__version__', '__VERSION__'];
const PLAIN = ['VERSION', 'version', '_VERSION', '_version'];
const PARTS = ['__version_info__', 'version_info', 'VERSION_INFO'];

async function packageVersions(one: ImportPackage, reader: Reader, modules: Modules, unread: { place: Place; reason: string }[]): Promise<readonly VersionPlace[]> {
  const files = one.isModule ? [one.path] : VERSION_FILES.map((name) => below(one.path, name)).filter((file) => reader.paths.has(file));
  const places: VersionPlace[] = [];
  for (const file of files) {
    const text = await reader.text(file, { notUtf8: 'python-cookie' });
    if (text === null || isUnknown(text) || !/version/i.test(text.text)) continue;
    const read = await modules.source(file);
    if (read === null) continue;
    const names = /(__init__|version[^/]*|about(?:__)?|__pkginfo__)\.py$/.test(file) ? [...DUNDER, ...PLAIN, ...PARTS] : DUNDER;
    for (const name of names) {
      const found = await modules.resolve(file, name);
      // `__version__ = ".".join(map(str, VERSION))`: the parts are stated under another name of the same file.
      if (found === null || (found.version.kind === 'computed' && found.version.isDerived)) continue;
      places.push(...placesOf(found.version, name, found.file, found.file === file ? read.generatedBy : null));
      if (found.version.kind === 'unclear') unread.push({ place: atSpan(file, 0, 0), reason: `${name} in ${file} ${found.version.how}` });
      break;
    }
  }
  return places;
}

function placesOf(version: PythonVersion, name: string, file: string, generatedBy: string | null): readonly VersionPlace[] {
  const at = (role: VersionRole) => ({ file, role: generatedBy === null ? role : ('generated' as const), label: name });
  if (version.kind === 'literal') return [{ ...version.declared, ...at('source') }];
  if (version.kind === 'unclear') return [];
  return version.fallbacks.map((fallback) => ({ ...fallback, ...at('fallback') }));
}

/** A repository without a Python project: package.json is the version source where it has one. */
async function npmVersion(reader: Reader, root: string): Promise<VersionPlace | null> {
  const file = below(root, 'package.json');
  const source = await reader.text(file);
  const found = source === null || isUnknown(source) ? null : parseJsonVersion(source.text);
  return found === null ? null : { value: found.value, place: atSpan(file, found.start, found.end), file, role: 'source', label: 'version' };
}

/** Values that stand for a version written later: rules.md 1.1, incidents.md 4. */
export function isPlaceholder(value: string): boolean {
  return /^0(\.0)*([-_.]?(dev|a|alpha|b|rc|post)[-_.]?0*)?(\+.*)?$/i.test(value) || /^9{2,}(\.9{2,})+$/.test(value) || /\+(private|unknown|local|editable|dev)$/i.test(value) || !/^v?\d/.test(value);
}

/** Each place once; what stands for another version is marked so. */
function unique(places: readonly VersionPlace[], provider: Provider | null): readonly VersionPlace[] {
  const seen = new Map<string, VersionPlace>();
  for (const place of places) {
    const key = JSON.stringify(place.place);
    if (seen.has(key)) continue;
    const isStandIn = place.role === 'source' && (isPlaceholder(place.value) || (provider?.isFromTag === true && place.file.endsWith('pyproject.toml')));
    seen.set(key, isStandIn ? { ...place, role: 'placeholder' } : place);
  }
  return [...seen.values()];
}
