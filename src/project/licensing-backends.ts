import type { Declared } from '../core/place.ts';
import { atKey } from '../core/place.ts';
import { comparePep440, parsePep440 } from '../version/pep440.ts';
import type { Specifiers } from '../version/specifiers.ts';
import { admits, parseSpecifiers } from '../version/specifiers.ts';
import type { FirstVersion, LicenseBackend } from './licensing.ts';
import type { TomlFile } from './toml-file.ts';
import { stringAt, stringsAt, valueAt } from './toml-file.ts';
import { normalName } from '../version/distribution-name.ts';

/** `[version, day]` of a release that brought something. */
type First = readonly [version: string, day: string];

type Known = {
  readonly name: string;
  readonly modules: RegExp;
  /** First to take `license = "…"`. */
  readonly strings?: First;
  /** First to take `license-files = […]`. */
  readonly arrays?: First;
  /** First to refuse an expression that is not valid, or to write it where PyPI refuses it. */
  readonly validates?: First;
  /** First to refuse an expression beside `License ::` classifiers. */
  readonly forbidsBoth?: First;
  /** First to stop where a pattern of `license-files` matches nothing. */
  readonly needsMatch?: First;
  /** First to stop where the file of `license = {file = …}` is not there. */
  readonly needsFile?: First;
  /** Refuses `..` in a pattern; `/` at its start is refused by all of these and setuptools. */
  readonly refusesParents?: First;
};

const PDM: First = ['2.4.0', '2024-09-20'];
const SCIKIT: First = ['0.11.0', '2025-02-27'];
const SETUPTOOLS: First = ['77.0.0', '2025-03-19'];
const FLIT: First = ['3.11.0', '2025-02-19'];
const POETRY: First = ['2.2.0', '2025-09-14'];
const UV: First = ['0.7.0', '2025-04-29'];
const ALWAYS: First = ['0', '0000-00-00'];

/**
 * Read in the sources of the backends. What pyrel could not prove is left out: which maturin and which meson-python take
 * a string, as what they lean on is not pinned.
 */
const BACKENDS: readonly Known[] = [
  {
    // setuptools/dist.py `_finalize_license_expression`, 77.0.0 of 2025-03-19; a pattern without a match is a warning
    // until 2027-02-18 (`_find_pattern`), a missing `{file = …}` is one for good (`_filter_existing_files`).
    name: 'setuptools',
    modules: /^setuptools\.build_meta/,
    strings: SETUPTOOLS,
    arrays: SETUPTOOLS,
    validates: SETUPTOOLS,
    forbidsBoth: SETUPTOOLS,
  },
  {
    // hatchling/metadata/core.py: strings are SPDX expressions since before 1.0, `license-files` is an array since 1.26
    // and a table of `paths` or `globs` before; a pattern without a match is passed over, classifiers are let be.
    name: 'hatchling',
    modules: /^hatchling\.build$/,
    arrays: ['1.26.0', '2024-11-10'],
    validates: ['1.0.0', '2022-05-17'],
    needsFile: ALWAYS,
  },
  {
    // flit_core/config.py: `_license_files_from_globs`, "License classifiers are deprecated in favor of …".
    name: 'flit_core',
    modules: /^flit_core\.buildapi$/,
    strings: FLIT,
    arrays: FLIT,
    validates: FLIT,
    forbidsBoth: FLIT,
    needsMatch: FLIT,
    needsFile: FLIT,
    refusesParents: FLIT,
  },
  {
    // pdm-backend 2.4.0 takes pyproject-metadata 0.9, whose `validate` refuses both and `_get_files_from_globs` an idle pattern.
    // It leaves the expression to PyPI, which asks `packaging` (warehouse/forklift/metadata.py).
    name: 'pdm-backend',
    modules: /^pdm\.backend$/,
    strings: PDM,
    arrays: PDM,
    validates: PDM,
    forbidsBoth: PDM,
    needsMatch: PDM,
    needsFile: ['2.0.0', '2023-02-03'],
    refusesParents: PDM,
  },
  {
    // poetry-core 2.2.0 (#870); an expression that is not valid is a warning, and goes into `License`.
    name: 'poetry-core',
    modules: /^poetry\.core\.masonry\.api$/,
    needsMatch: POETRY,
    needsFile: ['2.0.0', '2025-01-04'],
    refusesParents: POETRY,
  },
  {
    // uv-build-backend/src/metadata.rs: `LicenseGlobNoMatches`, `InvalidSpdx`; classifiers only warn.
    name: 'uv_build',
    modules: /^uv_build$/,
    validates: UV,
    needsMatch: UV,
    needsFile: UV,
    refusesParents: UV,
  },
  {
    // Vendors pyproject-metadata, 0.9 since 0.11.0 (#917).
    name: 'scikit-build-core',
    modules: /^scikit_build_core\.build$/,
    strings: SCIKIT,
    arrays: SCIKIT,
    validates: SCIKIT,
    forbidsBoth: SCIKIT,
    needsMatch: SCIKIT,
    needsFile: SCIKIT,
    refusesParents: SCIKIT,
  },
  {
    // Needs pyproject-metadata 0.9 from 0.18.0 on, and any version before.
    name: 'meson-python',
    modules: /^mesonpy$/,
    validates: ['0.18.0', '2025-05-05'],
    forbidsBoth: ['0.18.0', '2025-05-05'],
    needsMatch: ['0.18.0', '2025-05-05'],
    needsFile: ['0.18.0', '2025-05-05'],
  },
  {
    // 1.9.2 writes `License-Expression`, unchecked; PyPI checks it.
    name: 'maturin',
    modules: /^maturin$/,
    validates: ['1.9.2', '2025-07-27'],
    refusesParents: ['1.9.0', '2025-06-23'],
  },
];

/** Adds what only the loader of files asks. */
export type KnownBackend = LicenseBackend & {
  readonly needsMatch: string | null;
  readonly needsFile: string | null;
  readonly refusesParents: string | null;
};

/** The backend of `[build-system]`; setuptools where the table names none (PEP 517). */
export function licenseBackend(pyproject: TomlFile): KnownBackend | null {
  const { file, data } = pyproject;
  // A backend in the tree may do anything.
  if (valueAt(data, 'build-system', 'backend-path') !== undefined) return null;
  const module = stringAt(data, 'build-system', 'build-backend') ?? 'setuptools.build_meta';
  const known = BACKENDS.find(({ modules }) => modules.test(module));
  if (known === undefined) return null;
  const requires = requirementsOf(stringsAt(data, 'build-system', 'requires'), known.name, file);
  const bounds = new Map<string, Declared<string> | null>();
  const bound = (first: First | undefined): Declared<string> | null => {
    if (first === undefined) return null;
    if (!bounds.has(first[0])) bounds.set(first[0], boundBelow(requires, first[0]));
    return bounds.get(first[0]) ?? null;
  };
  const from = (first: First | undefined): string | null =>
    first === undefined || bound(first) !== null ? null : first[1];
  const version = (first: First | undefined): FirstVersion | null =>
    first === undefined ? null : { version: first[0], day: first[1], bound: bound(first) };
  return {
    name: known.name,
    strings: version(known.strings),
    arrays: version(known.arrays),
    validates: from(known.validates),
    forbidsBoth: from(known.forbidsBoth),
    needsMatch: from(known.needsMatch),
    needsFile: from(known.needsFile),
    refusesParents: from(known.refusesParents),
  };
}

type BuildRequirement = Declared<string> & { readonly specifiers: Specifiers };

const REQUIREMENT =
  /^(?<name>[A-Za-z0-9][\w.-]{0,100})\s*(?:\[[^\]]{0,100}\])?\s*\(?(?<rest>[^;)@]{0,300})\)?(?<tail>[;@].*)?$/s;

function requirementsOf(requires: readonly string[], wanted: string, file: string): readonly BuildRequirement[] {
  return requires.flatMap((value, i) => {
    const { name, rest, tail } = REQUIREMENT.exec(value.trim().slice(0, 500))?.groups ?? {};
    if (name === undefined || normalName(name) !== normalName(wanted)) return [];
    // An address may hold any version.
    const specifiers = tail?.startsWith('@') === true ? parseSpecifiers('') : parseSpecifiers(rest ?? '');
    return specifiers === null ? [] : [{ value, place: atKey(file, ['build-system', 'requires', i]), specifiers }];
  });
}

/** The requirement that admits no version from `first` on; with several, for several environments, all have to. */
function boundBelow(requires: readonly BuildRequirement[], first: string): Declared<string> | null {
  const [one] = requires;
  return one !== undefined && requires.every(({ specifiers }) => !reaches(specifiers, first)) ? one : null;
}

/** Whether any version from `first` on fits: those that the clauses name, and the next ones of each kind. */
function reaches(specifiers: Specifiers, first: string): boolean {
  const floor = parsePep440(first);
  const isOpen = specifiers.clauses.every(({ operator }) => ['>=', '>', '!='].includes(operator));
  if (floor === null || isOpen) return true;
  const [major = 0, minor = 0, patch = 0] = floor.release;
  const steps = [...Array(50).keys()];
  const probes = [
    ...specifiers.clauses.map(({ version }) => version.replace(/\.\*$/, '')),
    ...steps.flatMap((i) => [`${major}.${minor}.${patch + i}`, `${major}.${minor + i + 1}`, `${major + i + 1}.0`]),
  ];
  return probes.some(
    (probe) => parsePep440(probe) !== null && comparePep440(probe, first) >= 0 && admits(specifiers, probe),
  );
}
