import type { Place } from '../core/place.ts';
import { atKey, atSpan } from '../core/place.ts';
import { known } from '../core/unknown.ts';
import type { IniFile, PythonProject, SetupPy } from './load-metadata.ts';
import { declaredArgument, isDynamic, keyword, optionPlace } from './load-metadata.ts';
import type { TomlFile, TomlTable } from './toml-file.ts';
import { isTable, stringAt, stringsAt, tableAt, valueAt } from './toml-file.ts';

/** Where a computed version is to be looked up in the tree. */
export type Lookup =
  /** A module attribute: `attr: demo.__version__`, flit's module. */
  | { readonly kind: 'attr'; readonly module: string; readonly name: string }
  /** A file that holds nothing but the version, or (`pattern`) the version in its `version` group. Relative to the project's root. */
  | { readonly kind: 'file'; readonly path: string; readonly pattern: string | null }
  | null;

export type Provider = {
  readonly name: string;
  readonly isFromTag: boolean;
  readonly place: Place;
  readonly lookup: Lookup;
};

/** Tools that take the version from the tag, by the name of their requirement. rules.md 5.2. */
const FROM_TAG: readonly string[] = [
  'setuptools-scm',
  'setuptools_scm',
  'hatch-vcs',
  'uv-dynamic-versioning',
  'versioningit',
  'versioneer',
  'pbr',
  'setuptools-git-versioning',
  'dunamai',
  'poetry-dynamic-versioning',
  'vcs-versioning',
  'miniver',
  'setuptools-git',
];

/** hatchling's default pattern (`hatchling/version/core.py`): no annotation allowed. */
const HATCH_PATTERN = String.raw`(?i)^(__version__|VERSION) *= *(['"])v?(?P<version>.+?)\2`;

/** What computes the version of a project whose metadata says that it is computed; null where it is stated. */
export function versionProvider(python: PythonProject): Provider | null {
  const pyproject = known(python.pyproject);
  const setupPy = known(python.setupPy);
  const setupCfg = known(python.setupCfg);
  if (pyproject !== null) {
    const project = tableAt(pyproject.data, 'project');
    if (project !== null) return isDynamic(project, 'version') ? dynamicOf(pyproject, setupPy, setupCfg) : null;
    const poetry = tableAt(pyproject.data, 'tool', 'poetry-dynamic-versioning');
    if (poetry !== null && poetry['enable'] !== false)
      return fromTag('poetry-dynamic-versioning', atKey(pyproject.file, ['tool', 'poetry-dynamic-versioning']));
    if (tableAt(pyproject.data, 'tool', 'poetry') !== null) return null;
    const module = stringAt(pyproject.data, 'tool', 'flit', 'metadata', 'module');
    if (module !== null) return flit(module, atKey(pyproject.file, ['tool', 'flit', 'metadata', 'module']));
  }
  const given = setupCfg?.ini.get('metadata')?.get('version');
  if (given !== undefined && setupCfg !== null) {
    const lookup = directive(given.text);
    return lookup === null
      ? null
      : { name: given.text, isFromTag: false, place: optionPlace(setupCfg.file, given), lookup };
  }
  return setupPy === null ? scmTable(pyproject) : setupPyProvider(setupPy, pyproject);
}

/** `attr: demo.__version__` and `file: VERSION`, as setup.cfg writes them. */
function directive(text: string): Lookup {
  const attr = /^attr:\s*(?<module>[\w.]+)\.(?<name>\w+)$/.exec(text)?.groups;
  if (attr !== undefined) return { kind: 'attr', module: attr['module'] ?? '', name: attr['name'] ?? '' };
  const file = /^file:\s*(?<path>\S+)$/.exec(text)?.groups?.['path'];
  return file === undefined ? null : { kind: 'file', path: file, pattern: null };
}

function dynamicOf(pyproject: TomlFile, setupPy: SetupPy | null, setupCfg: IniFile | null): Provider {
  const { data, file } = pyproject;
  const place = atKey(file, ['project', 'dynamic']);
  const cfg = setupCfg?.ini.get('metadata')?.get('version');
  return (
    setuptoolsDynamic(pyproject) ??
    hatch(pyproject) ??
    pdm(pyproject) ??
    scmTable(pyproject) ??
    (cfg === undefined ? null : { name: 'setup.cfg', isFromTag: false, place, lookup: directive(cfg.text) }) ??
    (setupPy?.call ? setupPyProvider(setupPy, pyproject) : null) ??
    byBackend(data, place)
  );
}

function byBackend(data: TomlTable, place: Place): Provider {
  const backend = stringAt(data, 'build-system', 'build-backend') ?? 'setuptools';
  if (backend.startsWith('flit')) {
    const module =
      stringAt(data, 'tool', 'flit', 'module', 'name') ??
      (stringAt(data, 'project', 'name') ?? '').replaceAll('-', '_');
    return flit(module, place);
  }
  return { name: backend, isFromTag: false, place, lookup: null };
}

function flit(module: string, place: Place): Provider {
  return {
    name: `flit: ${module}.__version__`,
    isFromTag: false,
    place,
    lookup: { kind: 'attr', module, name: '__version__' },
  };
}

function setuptoolsDynamic({ data, file }: TomlFile): Provider | null {
  const table = valueAt(data, 'tool', 'setuptools', 'dynamic', 'version');
  if (!isTable(table)) return null;
  const { attr, file: path } = table;
  const at = (key: string): Place => atKey(file, ['tool', 'setuptools', 'dynamic', 'version', key]);
  if (typeof attr === 'string') {
    const dot = attr.lastIndexOf('.');
    return {
      name: `setuptools attr: ${attr}`,
      isFromTag: false,
      place: at('attr'),
      lookup: { kind: 'attr', module: attr.slice(0, Math.max(0, dot)), name: attr.slice(dot + 1) },
    };
  }
  const only =
    typeof path === 'string'
      ? path
      : Array.isArray(path) && path.length === 1 && typeof path[0] === 'string'
        ? path[0]
        : null;
  return only === null
    ? null
    : {
        name: `setuptools file: ${only}`,
        isFromTag: false,
        place: at('file'),
        lookup: { kind: 'file', path: only, pattern: null },
      };
}

function hatch({ data, file }: TomlFile): Provider | null {
  const table = tableAt(data, 'tool', 'hatch', 'version');
  if (table === null) return null;
  const place = atKey(file, ['tool', 'hatch', 'version']);
  const source = stringAt(table, 'source') ?? 'regex';
  const path = stringAt(table, 'path');
  if (source === 'regex' && path !== null) {
    const pattern = stringAt(table, 'pattern') ?? HATCH_PATTERN;
    return {
      name: `hatch: ${path}`,
      isFromTag: false,
      place: atKey(file, ['tool', 'hatch', 'version', 'path']),
      lookup: { kind: 'file', path, pattern },
    };
  }
  const isFromTag = ['vcs', 'uv-dynamic-versioning', 'versioningit'].includes(source);
  return { name: `hatch: ${source}`, isFromTag, place, lookup: null };
}

function pdm({ data, file }: TomlFile): Provider | null {
  const table = tableAt(data, 'tool', 'pdm', 'version');
  if (table === null) return null;
  const source = stringAt(table, 'source');
  const path = stringAt(table, 'path');
  const place = atKey(file, ['tool', 'pdm', 'version']);
  if (source === 'file' && path !== null) {
    // pdm-backend, version.py: the first line `__version__ = "…"`, an annotation allowed.
    const pattern = String.raw`(?m)^__version__\b[^=\n]*=\s*['"](?P<version>.+?)['"]`;
    return { name: `pdm: ${path}`, isFromTag: false, place, lookup: { kind: 'file', path, pattern } };
  }
  return { name: `pdm: ${source ?? 'scm'}`, isFromTag: source === 'scm', place, lookup: null };
}

/** A build requirement or a tool table of a tool that takes the version from the tag. */
function scmTable(pyproject: TomlFile | null): Provider | null {
  if (pyproject === null) return null;
  const { data, file } = pyproject;
  for (const table of [
    'setuptools_scm',
    'versioningit',
    'versioneer',
    'setuptools-git-versioning',
    'uv-dynamic-versioning',
  ]) {
    if (tableAt(data, 'tool', table) !== null)
      return fromTag(table.replace('_', '-'), atKey(file, ['tool', table], 'key'));
  }
  const requires = stringsAt(data, 'build-system', 'requires');
  for (const requirement of requires) {
    const name = /^[\w.-]+/.exec(requirement)?.[0].toLowerCase() ?? '';
    if (FROM_TAG.includes(name)) return fromTag(name.replace('_', '-'), atKey(file, ['build-system', 'requires']));
  }
  return null;
}

/** setup(): a literal is no provider; scm keywords and computed values are. */
function setupPyProvider(setupPy: SetupPy, pyproject: TomlFile | null): Provider | null {
  const { file, call, source } = setupPy;
  if (call === null) return scmTable(pyproject);
  for (const scm of ['use_scm_version', 'pbr', 'use_incremental', 'version_config', 'setuptools_git_versioning']) {
    const given = call.keywords.find(({ name }) => name === scm);
    if (given !== undefined)
      return fromTag(
        scm === 'use_scm_version' ? 'setuptools-scm' : scm,
        atSpan(file, given.span.start, given.span.end),
      );
  }
  const version = keyword(call, 'version');
  if (version === null) {
    const [spread] = call.spread;
    const byCode =
      spread === undefined
        ? null
        : {
            name: 'setup.py: arguments made by code',
            isFromTag: false,
            place: atSpan(file, spread.span.start, spread.span.end),
            lookup: null,
          };
    return scmTable(pyproject) ?? byCode;
  }
  if (known(declaredArgument(setupPy, 'version')) !== null) return null;
  const place = atSpan(file, version.span.start, version.span.end);
  if (version.kind === 'call') {
    const callee = version.callee ?? 'an expression';
    return { name: `setup.py: ${callee}()`, isFromTag: callee.startsWith('versioneer'), place, lookup: null };
  }
  if (version.kind === 'name') {
    const imported = source.bindings.find((binding) => binding.name === version.name.split('.')[0]);
    const lookup: Lookup =
      imported?.value.kind === 'import' && !version.name.includes('.')
        ? { kind: 'attr', module: imported.value.module, name: imported.value.original }
        : null;
    return { name: `setup.py: ${version.name}`, isFromTag: false, place, lookup };
  }
  return { name: 'setup.py: an expression', isFromTag: false, place, lookup: null };
}

function fromTag(name: string, place: Place): Provider {
  return { name, isFromTag: true, place, lookup: null };
}
