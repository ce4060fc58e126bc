import type { Place } from '../core/place.ts';
import { atKey } from '../core/place.ts';
import { known } from '../core/unknown.ts';
import type { PythonProject } from './load-metadata.ts';
import { isDynamic, optionPlace } from './load-metadata.ts';
import type { TomlFile } from './toml-file.ts';
import { stringAt, tableAt } from './toml-file.ts';
import type { Provider } from './version-lookup.ts';
import { flit, flitModule, hatch, maturin, meson, pdm, scikitBuild, uvBuild } from './version-provider-backends.ts';
import { dynamicVersioning, poetryProvider } from './version-provider-poetry.ts';
import {
  keywordProvider,
  setupCfgDirective,
  setupPyProvider,
  setuptoolsProvider,
} from './version-provider-setuptools.ts';
import { scmProvider } from './version-provider-scm.ts';
import type { SourceProblem } from './versions.ts';

/** What computes the version of a project whose metadata says that it is computed; null where it is stated. */
export function versionProvider(python: PythonProject, hatchToml: TomlFile | null): Provider | null {
  const pyproject = known(python.pyproject);
  const setupPy = known(python.setupPy);
  const setupCfg = known(python.setupCfg);
  if (pyproject !== null) {
    const project = tableAt(pyproject.data, 'project');
    if (project !== null) {
      if (isDynamic(project, 'version')) return dynamicOf(pyproject, python, hatchToml);
      // maturin warns, and takes Cargo's version all the same (src/metadata.rs, merge_version).
      const isMaturin = stringAt(pyproject.data, 'build-system', 'build-backend') === 'maturin';
      return isMaturin && project['version'] === undefined
        ? maturin(pyproject, atKey(pyproject.file, ['project']))
        : null;
    }
    const poetry = poetryProvider(pyproject);
    if (poetry !== null) return poetry;
    if (tableAt(pyproject.data, 'tool', 'poetry') !== null) return null;
    const module = stringAt(pyproject.data, 'tool', 'flit', 'metadata', 'module');
    if (module !== null) return flit(module, atKey(pyproject.file, ['tool', 'flit', 'metadata', 'module']));
  }
  // pbr reads the version in setup.cfg as the one to come, and takes its own from the tag.
  const keyword = setupPy?.call ? keywordProvider(setupPy, setupPy.call) : null;
  if (keyword?.name === 'pbr') return keyword;
  const given = setupCfg?.ini.get('metadata')?.get('version');
  if (given !== undefined && setupCfg !== null) {
    const lookup = setupCfgDirective(given.text);
    return lookup === null
      ? null
      : { name: given.text, isFromTag: false, place: optionPlace(setupCfg.file, given), lookup };
  }
  return setupPy === null ? scmProvider(pyproject) : setupPyProvider(setupPy, pyproject);
}

function dynamicOf(pyproject: TomlFile, python: PythonProject, hatchToml: TomlFile | null): Provider {
  const { data, file } = pyproject;
  const place = atKey(file, ['project', 'dynamic']);
  const backend = stringAt(data, 'build-system', 'build-backend');
  const own = backend === null ? null : byBackend(backend, pyproject, place, hatchToml);
  if (own !== null) return own;
  const setuptools = setuptoolsProvider(pyproject, python, place);
  if (backend?.startsWith('setuptools.') === true) return setuptools;
  // No backend, one of the project's own, or one that is not known: what is configured for another may be what it reads.
  const configured = [setuptools, hatch(pyproject, hatchToml), pdm(pyproject), scmProvider(pyproject)];
  const found = configured.find((one) => one !== null && (one.lookup !== null || one.isFromTag));
  if (found != null) return { ...found, problem: null };
  return backend === null ? setuptools : { name: backend, isFromTag: false, place, lookup: null };
}

function byBackend(backend: string, pyproject: TomlFile, place: Place, hatchToml: TomlFile | null): Provider | null {
  if (backend.startsWith('hatchling')) return hatch(pyproject, hatchToml) ?? nothing(backend, place, null);
  if (backend === 'pdm.backend') return pdm(pyproject) ?? nothing(backend, place, '0.0.0');
  if (backend.startsWith('pdm.pep517')) return pdm(pyproject);
  if (backend.startsWith('flit')) return flit(flitModule(pyproject.data), place);
  if (backend.startsWith('poetry')) return dynamicVersioning(pyproject) ?? poetryDynamic(pyproject, place);
  if (backend === 'maturin') return maturin(pyproject, place);
  if (backend.startsWith('scikit_build_core')) return scikitBuild(pyproject, place);
  if (backend === 'mesonpy') return meson(place);
  return backend === 'uv_build' ? uvBuild(place) : null;
}

/** Hatchling stops without a table of its own, unless a hook of the project makes the metadata; pdm writes 0.0.0. */
function nothing(backend: string, place: Place, built: string | null): Provider {
  const problem: SourceProblem = { kind: 'no-provider', place, backend, built };
  return { name: backend, isFromTag: false, place, lookup: null, problem };
}

/** poetry-core takes `[tool.poetry] version` where `[project]` says that the version is dynamic (factory.py). */
function poetryDynamic({ data, file }: TomlFile, place: Place): Provider {
  const isStated = typeof tableAt(data, 'tool', 'poetry')?.['version'] === 'string';
  return {
    name: 'poetry-core',
    isFromTag: false,
    place: isStated ? atKey(file, ['tool', 'poetry', 'version']) : place,
    lookup: { kind: 'stated' },
  };
}
