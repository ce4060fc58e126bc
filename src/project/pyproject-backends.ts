import type { BackendFamily, PyprojectProblem } from './pyproject-problems.ts';
import { atKey } from '../core/place.ts';
import { isFault, parseDependency } from '../version/pep508.ts';
import { parseSpecifiers } from '../version/specifiers.ts';
import { nearest } from './pyproject-near.ts';
import type { TomlFile } from './toml-file.ts';
import { stringAt, stringsAt, tableAt } from './toml-file.ts';
import { normalName } from '../version/distribution-name.ts';

/** What builds the project, as far as pyproject.toml tells. */
export type Backend = {
  /** As a message names it: `hatchling`, or the backend as written. */
  readonly name: string;
  readonly family: BackendFamily;
  /** ISO day since which it reads and checks `[project]`; empty: always did. */
  readonly since: string;
  /** `[build-system]` is there. */
  readonly isDeclared: boolean;
};

/** setuptools 61.0.0 and poetry-core 2.0.0, the first to read `[project]`. */
const SETUPTOOLS_SINCE = '2022-03-24';
const POETRY_SINCE = '2025-01-05';
/** It reads `[project]` not at all, or as a draft had it. */
const NEVER = '9999-12-31';

export function backendOf({ data }: TomlFile): Backend {
  const isDeclared = tableAt(data, 'build-system') !== null;
  // PEP 517: where no backend is named, setuptools builds.
  const written = stringAt(data, 'build-system', 'build-backend') ?? 'setuptools.build_meta:__legacy__';
  const [family, name, since] = familyOf(written);
  const requires = stringsAt(data, 'build-system', 'requires');
  // maturin 0.12 built itself with setuptools 53, and read the table with another tool.
  const isOld =
    (family === 'setuptools' && isHeldBelow(requires, ['setuptools'], 61)) ||
    (family === 'poetry' && isHeldBelow(requires, ['poetry-core', 'poetry'], 2));
  return isOld ? { name, family: 'other', since: NEVER, isDeclared } : { name, family, since, isDeclared };
}

/** Whether a requirement admits no version from a major one on: `<61`, `~=53.0`, `==44.*`. */
function isHeldBelow(requires: readonly string[], packages: readonly string[], major: number): boolean {
  return requires.some((text) => {
    const parsed = parseDependency(text);
    if (isFault(parsed) || !packages.includes(normalName(parsed.name))) return false;
    return parseSpecifiers(parsed.versions)?.clauses.some(({ operator, version }) => {
      const first = Number(/^\d{1,6}/.exec(version)?.[0] ?? 'NaN');
      const isBelow = first < major || (operator === '<' && first === major && /^\d+(?:\.0)*$/.test(version));
      return isBelow && ['<', '<=', '==', '===', '~='].includes(operator);
    });
  });
}

function familyOf(written: string): readonly [BackendFamily, string, string] {
  if (written.startsWith('setuptools.')) return ['setuptools', 'setuptools', SETUPTOOLS_SINCE];
  if (written.startsWith('hatchling.')) return ['hatchling', 'hatchling', ''];
  if (written.startsWith('flit_core.')) return ['flit', 'flit_core', ''];
  if (written === 'pdm.backend') return ['pdm', 'pdm-backend', ''];
  if (written.startsWith('poetry.core.')) return ['poetry', 'poetry-core', POETRY_SINCE];
  // It followed drafts of PEP 621: `version = {from = …}`, classifiers both stated and dynamic (pdm 1.8).
  if (written.startsWith('pdm.pep517.')) return ['other', 'pdm-pep517', NEVER];
  if (written === 'uv_build') return ['uv', 'uv_build', ''];
  return ['other', written, ''];
}

/** Backends and the packages that bring them. */
const PACKAGES: { readonly [backend: string]: readonly string[] } = {
  'setuptools.build_meta': ['setuptools'],
  'setuptools.build_meta:__legacy__': ['setuptools'],
  'hatchling.build': ['hatchling'],
  'flit_core.buildapi': ['flit-core', 'flit'],
  'flit.buildapi': ['flit'],
  'poetry.core.masonry.api': ['poetry-core', 'poetry'],
  'poetry.masonry.api': ['poetry'],
  'poetry_dynamic_versioning.backend': ['poetry-dynamic-versioning'],
  'pdm.backend': ['pdm-backend'],
  'pdm.pep517.api': ['pdm-pep517'],
  uv_build: ['uv-build'],
  maturin: ['maturin'],
  'scikit_build_core.build': ['scikit-build-core'],
  'scikit_build_core.setuptools.build_meta': ['scikit-build-core'],
  mesonpy: ['meson-python'],
  'sipbuild.api': ['sip'],
  'jupyter_packaging.build_api': ['jupyter-packaging'],
  'py_build_cmake.build': ['py-build-cmake'],
  'pbr.build': ['pbr'],
  whey: ['whey'],
  'enscons.api': ['enscons'],
  pymsbuild: ['pymsbuild'],
};

/**
 * Packages that are often required to build and that depend on no backend; any other may bring one along
 * (hatch-vcs brings hatchling, setuptools-scm brings setuptools).
 */
const BRINGS_NONE = new Set([
  ...Object.values(PACKAGES).flat(),
  'wheel',
  'cython',
  'tomli',
  'toml',
  'packaging',
  'numpy',
  'ninja',
  'cmake',
  'pybind11',
  'twine',
]);
/** Backends that need another to work: flit is on flit_core, poetry on poetry-core. */
const BRINGS: { readonly [name: string]: readonly string[] } = {
  pbr: ['setuptools'],
  'jupyter-packaging': ['setuptools'],
  enscons: ['setuptools'],
  sip: ['setuptools'],
  flit: ['flit-core'],
  poetry: ['poetry-core'],
  'poetry-dynamic-versioning': ['poetry-core', 'poetry'],
};

export function backendProblems(file: TomlFile, backend: Backend): readonly PyprojectProblem[] {
  const { data } = file;
  const table = tableAt(data, 'build-system');
  if (table === null) return undeclared(file, backend);
  const written = stringAt(table, 'build-backend');
  // A backend of the tree's own may have any name, and require what it likes.
  if (written === null || table['backend-path'] !== undefined) return [];
  const place = atKey(file.file, ['build-system', 'build-backend']);
  const required = requiredNames(stringsAt(table, 'requires'));
  const packages = Object.hasOwn(PACKAGES, written) ? PACKAGES[written] : undefined;
  if (packages === undefined) {
    const meant = nearest(written, Object.keys(PACKAGES));
    const isOwn = required.some((name) => name.replaceAll('-', '_') === written.split(/[.:]/, 1)[0]?.toLowerCase());
    // `hatchling` alone imports and has no hooks; a module of that very package may.
    if (
      meant === null ||
      (isOwn && !['hatchling', 'flit_core', 'setuptools'].includes(written.split(/[.:]/, 1)[0] ?? ''))
    )
      return [];
    return [{ kind: 'backend-near', backend: written, meant, place, since: '' }];
  }
  const brought = new Set(required.flatMap((name) => [name, ...(BRINGS[name] ?? [])]));
  const isBrought = packages.some((name) => brought.has(name)) || required.some((name) => !BRINGS_NONE.has(name));
  if (isBrought || !Array.isArray(table['requires'])) return [];
  return [
    {
      kind: 'backend-not-required',
      backend: written,
      package: packages[0] ?? written,
      requires: required.join(', '),
      place: atKey(file.file, ['build-system', 'requires']),
      since: '',
    },
  ];
}

function requiredNames(requires: readonly string[]): readonly string[] {
  return requires.map((text) => {
    const parsed = parseDependency(text);
    return isFault(parsed) ? text : normalName(parsed.name);
  });
}

/** Tables that only one backend reads, and only when it builds. */
const SETTINGS: readonly (readonly [readonly string[], string])[] = [
  [['hatch', 'build'], 'hatchling.build'],
  [['hatch', 'version'], 'hatchling.build'],
  [['flit'], 'flit_core.buildapi'],
  [['pdm', 'build'], 'pdm.backend'],
  [['pdm', 'version'], 'pdm.backend'],
  [['maturin'], 'maturin'],
  [['scikit-build'], 'scikit_build_core.build'],
  [['uv', 'build-backend'], 'uv_build'],
];

function undeclared({ file, data }: TomlFile, { name }: Backend): readonly PyprojectProblem[] {
  const uv = tableAt(data, 'tool', 'uv');
  // uv builds neither the root of a workspace nor an application, as long as no backend is declared.
  const isVirtual = uv?.['package'] === false || uv?.['workspace'] !== undefined;
  if (tableAt(data, 'project') === null || isVirtual) return [];
  const meant = SETTINGS.find(([path]) => tableAt(data, 'tool', ...path) !== null);
  const place = atKey(file, ['project'], 'key');
  const tool = meant === undefined ? null : `[tool.${meant[0].join('.')}]`;
  return [{ kind: 'no-build-system', tool, backend: meant?.[1] ?? name, place, since: '' }];
}
