import type { Place } from '../core/place.ts';
import { atKey, atSpan } from '../core/place.ts';
import { known } from '../core/unknown.ts';
import type { PythonProject, SetupCall, SetupPy } from './load-metadata.ts';
import { declaredArgument, keyword } from './load-metadata.ts';
import type { TomlFile } from './toml-file.ts';
import { isTable, tableAt, valueAt } from './toml-file.ts';
import type { Lookup, Provider } from './version-lookup.ts';
import { fromTag, requirements, scmProvider } from './version-provider-scm.ts';
import type { SourceProblem } from './versions.ts';

/** `attr: demo.__version__` and `file: VERSION`, as setup.cfg writes them. */
export function setupCfgDirective(text: string): Lookup {
  const attr = /^attr:\s*(?<path>[\w.]+)$/.exec(text)?.groups?.['path'];
  if (attr !== undefined) return attribute(attr);
  const file = /^file:\s*(?<path>[^\s,]+)\s*$/.exec(text)?.groups?.['path'];
  return file === undefined ? null : { kind: 'file', path: file, pattern: null };
}

function attribute(path: string): Lookup {
  const dot = path.lastIndexOf('.');
  // setuptools/config/expand.py, read_attr: `attr: VERSION` is a name of the root package.
  return {
    kind: 'attr',
    modules: [path.slice(0, Math.max(0, dot))],
    name: path.slice(dot + 1),
    isStatic: true,
  };
}

/** A dynamic version under setuptools, which asks its own table, plugins, setup.cfg and setup.py. */
export function setuptoolsProvider(pyproject: TomlFile, python: PythonProject, place: Place): Provider {
  const setupPy = known(python.setupPy);
  const cfg = known(python.setupCfg)?.ini.get('metadata')?.get('version');
  return (
    dynamicTable(pyproject) ??
    scmOf(pyproject, python) ??
    (cfg === undefined ? null : { name: 'setup.cfg', isFromTag: false, place, lookup: setupCfgDirective(cfg.text) }) ??
    (setupPy?.call ? setupPyProvider(setupPy, pyproject) : null) ?? {
      name: 'setuptools',
      isFromTag: false,
      place,
      lookup: null,
      problem: withoutProvider(pyproject, python, place),
    }
  );
}

function dynamicTable({ data, file }: TomlFile): Provider | null {
  const table = valueAt(data, 'tool', 'setuptools', 'dynamic', 'version');
  if (!isTable(table)) return null;
  const { attr, file: path } = table;
  const at = (key: string): Place => atKey(file, ['tool', 'setuptools', 'dynamic', 'version', key]);
  if (typeof attr === 'string')
    return { name: `setuptools attr: ${attr}`, isFromTag: false, place: at('attr'), lookup: attribute(attr) };
  const only =
    typeof path === 'string'
      ? path
      : Array.isArray(path) && path.length === 1 && typeof path[0] === 'string'
        ? path[0]
        : null;
  if (only === null) return null;
  const lookup: Lookup = { kind: 'file', path: only, pattern: null };
  return { name: `setuptools file: ${only}`, isFromTag: false, place: at('file'), lookup };
}

/**
 * setuptools-scm takes part where its table is there, where `setup()` is told, or (9.1) with the extra `simple`
 * (_integration/pyproject_reading.py, should_infer); 9.0 took part wherever it was required.
 */
function scmOf(pyproject: TomlFile, python: PythonProject): Provider | null {
  const found = scmProvider(pyproject);
  if (found === null || found.settings != null || found.name !== 'setuptools-scm') return found;
  const required = requirements(pyproject);
  const own = required.find(({ name }) => name === 'setuptools-scm');
  const isSimple = own !== undefined && (/\[[^\]]*\bsimple\b/.test(own.text) || /==\s*9\.0/.test(own.text));
  const isSure = python.setupPy === null && python.setupCfg === null && areKnown(required);
  if (isSimple || !isSure) return found;
  const problem: SourceProblem = {
    kind: 'inactive',
    place: found.place,
    tool: 'setuptools-scm',
    setting: '[tool.setuptools_scm]',
    built: '0.0.0',
  };
  return { ...found, problem };
}

/** Build requirements that set no version: only where all are known is it certain that none does. */
const NO_VERSION = new Set(
  'setuptools wheel pip build cython numpy oldest-supported-numpy pybind11 cffi setuptools-rust setuptools-scm cmake ninja mypy packaging tomli toml scikit-build'.split(
    ' ',
  ),
);

function areKnown(required: readonly { readonly name: string }[]): boolean {
  return required.every(({ name }) => NO_VERSION.has(name));
}

/** setuptools leaves the version to plugins, and writes 0.0.0 where none sets it (config/pyprojecttoml.py). */
function withoutProvider(pyproject: TomlFile, python: PythonProject, place: Place): SourceProblem | null {
  const isSure =
    python.setupPy === null &&
    python.setupCfg === null &&
    tableAt(pyproject.data, 'build-system') !== null &&
    tableAt(pyproject.data, 'tool', 'setuptools', 'dynamic', 'version') === null &&
    areKnown(requirements(pyproject));
  return isSure ? { kind: 'no-provider', place, backend: 'setuptools', built: '0.0.0' } : null;
}

/** Keywords of setup() with which a tool takes the version from the tag. */
const KEYWORDS: readonly (readonly [string, string])[] = [
  ['use_scm_version', 'setuptools-scm'],
  ['pbr', 'pbr'],
  ['d2to1', 'pbr'],
  ['version_config', 'setuptools-git-versioning'],
  ['setuptools_git_versioning', 'setuptools-git-versioning'],
  ['use_vcs_version', 'vcs-versioning'],
];

/** setup(): a literal is no provider; scm keywords and computed values are. */
export function setupPyProvider(setupPy: SetupPy, pyproject: TomlFile | null): Provider | null {
  const { file, call } = setupPy;
  if (call === null) return scmProvider(pyproject);
  const scm = keywordProvider(setupPy, call);
  if (scm !== null) return scm;
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
    return scmProvider(pyproject) ?? byCode;
  }
  if (known(declaredArgument(setupPy, 'version')) !== null) return null;
  return computedArgument(setupPy, version);
}

/** What a keyword of setup() makes the version from; null where none does. */
export function keywordProvider({ file, text }: SetupPy, call: SetupCall): Provider | null {
  for (const [name, tool] of KEYWORDS) {
    const given = call.keywords.find((one) => one.name === name);
    // d2to1 takes the version from setup.cfg, unless pbr hooks into it.
    if (given !== undefined && (name !== 'd2to1' || text.includes('pbr')))
      return fromTag(tool, atSpan(file, given.span.start, given.span.end));
  }
  const given = call.keywords.find(({ name }) => name === 'use_incremental');
  if (given === undefined) return null;
  const place = atSpan(file, given.span.start, given.span.end);
  return { name: 'incremental', isFromTag: false, place, lookup: { kind: 'incremental', path: null } };
}

function computedArgument({ file, source }: SetupPy, version: NonNullable<ReturnType<typeof keyword>>): Provider {
  const place = atSpan(file, version.span.start, version.span.end);
  if (version.kind === 'call') {
    const callee = version.callee ?? 'an expression';
    const isVersioneer = callee.startsWith('versioneer');
    const found = { name: `setup.py: ${callee}()`, isFromTag: isVersioneer, place, lookup: null };
    return isVersioneer ? { ...found, tool: 'versioneer' } : found;
  }
  if (version.kind === 'name') {
    const imported = source.bindings.find((binding) => binding.name === version.name.split('.')[0]);
    const lookup: Lookup =
      imported?.value.kind === 'import' && !version.name.includes('.')
        ? { kind: 'attr', modules: [imported.value.module], name: imported.value.original, isStatic: false }
        : null;
    return { name: `setup.py: ${version.name}`, isFromTag: false, place, lookup };
  }
  return { name: 'setup.py: an expression', isFromTag: false, place, lookup: null };
}
