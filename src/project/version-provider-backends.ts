import type { Place } from '../core/place.ts';
import { atKey } from '../core/place.ts';
import { below } from './path.ts';
import type { TomlFile, TomlTable } from './toml-file.ts';
import { stringAt, tableAt, valueAt } from './toml-file.ts';
import type { FilePattern, Lookup, Provider } from './version-lookup.ts';
import type { Settings } from './toml-settings.ts';
import { placeIn, settingsAt } from './toml-settings.ts';
import type { SourceProblem } from './versions.ts';

/** hatchling/version/core.py: no annotation allowed. */
const HATCH: FilePattern = {
  text: String.raw`(?i)^(__version__|VERSION) *= *(['"])v?(?P<version>.+?)\2`,
  group: 'version',
  isDefault: true,
};

/** pdm/backend/hooks/version: no annotation allowed. `VERSION` since 2.5. */
const PDM: FilePattern = {
  text: String.raw`^(?:__version__|VERSION)\s*=\s*["'](.+?)["']\s*(?:#.*)?$`,
  group: 1,
  isDefault: true,
};

/** scikit_build_core/metadata/regex.py: `: str` allowed. */
const SCIKIT: FilePattern = {
  text: String.raw`(?i)^(__version__|VERSION)(?: ?\: ?str)? *= *(['"])v?(?P<value>.+?)\2`,
  group: 'value',
  isDefault: true,
};

/** `[tool.hatch.version]`, or `[version]` in hatch.toml, whose tables win. */
export function hatch(pyproject: TomlFile, hatchToml: TomlFile | null): Provider | null {
  const settings = settingsAt(hatchToml, 'version') ?? settingsAt(pyproject, 'tool', 'hatch', 'version');
  if (settings === null) {
    // A metadata hook may set every field, also those of plugins that are not known here.
    const hasHook =
      tableAt(pyproject.data, 'tool', 'hatch', 'metadata', 'hooks') !== null ||
      (hatchToml !== null && tableAt(hatchToml.data, 'metadata', 'hooks') !== null);
    const place = atKey(pyproject.file, ['project', 'dynamic']);
    return hasHook ? { name: 'hatch: a metadata hook', isFromTag: false, place, lookup: null } : null;
  }
  const source = stringAt(settings.data, 'source') ?? 'regex';
  const path = stringAt(settings.data, 'path');
  const tool = HATCH_FROM_TAG.get(source);
  if (tool !== undefined) {
    const place = placeIn(settings);
    const own = tool === 'hatch-vcs' ? settings : settingsAt(pyproject, 'tool', tool);
    return { name: `hatch: ${source}`, isFromTag: true, place, lookup: null, settings: own, tool };
  }
  const lookup = hatchLookup(settings, source, path);
  const name = path !== null && lookup !== null ? `hatch: ${path}` : `hatch: ${source}`;
  return { name, isFromTag: false, place: path === null ? placeIn(settings) : placeIn(settings, 'path'), lookup };
}

const HATCH_FROM_TAG: ReadonlyMap<string, string> = new Map([
  ['vcs', 'hatch-vcs'],
  ['uv-dynamic-versioning', 'uv-dynamic-versioning'],
  ['versioningit', 'versioningit'],
]);

function hatchLookup({ data }: Settings, source: string, path: string | null): Lookup {
  if (source === 'nodejs') return { kind: 'npm', path: path ?? 'package.json' };
  if (source === 'incremental') return { kind: 'incremental', path };
  if (path === null) return null;
  // hatch-regex-commit is hatchling's own source that commits what it writes.
  if (source === 'regex' || source === 'regex_commit') {
    const text = stringAt(data, 'pattern') ?? '';
    return { kind: 'file', path, pattern: text === '' ? HATCH : { text, group: 'version', isDefault: false } };
  }
  if (source !== 'code') return null;
  const expression = stringAt(data, 'expression') ?? '__version__';
  return /^\w+$/.test(expression) ? { kind: 'name', path, name: expression } : null;
}

export function pdm(pyproject: TomlFile): Provider | null {
  const settings = settingsAt(pyproject, 'tool', 'pdm', 'version');
  if (settings === null) return null;
  const { data } = settings;
  const path = stringAt(data, 'path') ?? stringAt(data, 'from');
  // pdm-pep517, before pdm-backend: `{ from = "…" }` and `{ use_scm = true }`.
  const isScm = data['use_scm'] === true;
  const source = stringAt(data, 'source') ?? (isScm ? 'scm' : path === null ? null : 'file');
  const place = placeIn(settings);
  if (source === 'file' && path !== null) {
    const text = stringAt(data, 'pattern');
    const pattern = text === null ? PDM : { text, group: 1, isDefault: false };
    const at = stringAt(data, 'path') === null ? 'from' : 'path';
    return {
      name: `pdm: ${path}`,
      isFromTag: false,
      place: placeIn(settings, at),
      lookup: { kind: 'file', path, pattern },
    };
  }
  if (source === 'scm')
    return { name: 'pdm: scm', isFromTag: true, place, lookup: null, settings, tool: 'pdm-backend' };
  return { name: `pdm: ${source ?? 'no source'}`, isFromTag: false, place, lookup: null, settings };
}

/** The module that flit builds: `[tool.flit.module] name`, else the project's name. */
export function flitModule(data: TomlTable): string {
  return (
    stringAt(data, 'tool', 'flit', 'module', 'name') ?? (stringAt(data, 'project', 'name') ?? '').replaceAll('-', '_')
  );
}

/** flit_core/common.py, version_files: the package itself wins, then these modules of it. */
export function flit(module: string, place: Place): Provider {
  const modules = [module, `${module}.version`, `${module}._version`, `${module}.__version__`];
  return {
    name: `flit: ${module}.__version__`,
    isFromTag: false,
    place,
    lookup: { kind: 'attr', modules, name: '__version__', isStatic: true },
  };
}

/** maturin takes the version of the Cargo package (src/metadata.rs). */
export function maturin(pyproject: TomlFile, place: Place): Provider {
  const manifest = stringAt(pyproject.data, 'tool', 'maturin', 'manifest-path') ?? 'Cargo.toml';
  return { name: 'maturin', isFromTag: false, place, lookup: { kind: 'cargo', path: below('', manifest) } };
}

export function scikitBuild(pyproject: TomlFile, place: Place): Provider {
  const settings = settingsAt(pyproject, 'tool', 'scikit-build', 'metadata', 'version');
  if (settings === null) {
    const isElsewhere = [
      valueAt(pyproject.data, 'dynamic-metadata'),
      valueAt(pyproject.data, 'tool', 'dynamic-metadata'),
    ];
    const isOverridden = valueAt(pyproject.data, 'tool', 'scikit-build', 'overrides') !== undefined;
    const isSure = isElsewhere.every((value) => value === undefined) && !isOverridden;
    const problem: SourceProblem | null = isSure
      ? { kind: 'no-provider', place, backend: 'scikit-build-core', built: null }
      : null;
    return { name: 'scikit-build-core', isFromTag: false, place, lookup: null, problem };
  }
  const provider = stringAt(settings.data, 'provider') ?? '';
  const name = `scikit-build-core: ${provider.replace('scikit_build_core.metadata.', '')}`;
  if (provider.endsWith('.setuptools_scm')) {
    const scm = settingsAt(pyproject, 'tool', 'setuptools_scm');
    return { name, isFromTag: true, place: placeIn(settings), lookup: null, settings: scm, tool: 'setuptools-scm' };
  }
  if (/^(?:setuptools_git_versioning|versioningit|vcs_versioning)/.test(provider))
    return { name, isFromTag: true, place: placeIn(settings), lookup: null };
  const input = stringAt(settings.data, 'input');
  // `result` and `remove` put the version together from parts of the file.
  const isPlain = settings.data['result'] === undefined && settings.data['remove'] === undefined;
  if (!provider.endsWith('.regex') || input === null || !isPlain)
    return { name, isFromTag: false, place: placeIn(settings), lookup: null };
  const text = stringAt(settings.data, 'regex');
  const pattern = text === null ? SCIKIT : { text, group: 'value', isDefault: false };
  return { name, isFromTag: false, place: placeIn(settings, 'input'), lookup: { kind: 'file', path: input, pattern } };
}

export function meson(place: Place): Provider {
  return { name: 'meson-python', isFromTag: false, place, lookup: { kind: 'meson', path: 'meson.build' } };
}

/** uv_build refuses every dynamic field (crates/uv-build-backend/src/metadata.rs). */
export function uvBuild(place: Place): Provider {
  const problem: SourceProblem = { kind: 'static-only', place, backend: 'uv_build' };
  return { name: 'uv_build', isFromTag: false, place, lookup: null, problem };
}
