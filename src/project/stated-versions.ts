import { atKey } from '../core/place.ts';
import { known } from '../core/unknown.ts';
import type { IniFile, PythonProject } from './load-metadata.ts';
import { declaredArgument, optionPlace } from './load-metadata.ts';
import type { Reader } from './reader.ts';
import type { TomlFile } from './toml-file.ts';
import { isTable, stringAt, tableAt } from './toml-file.ts';
import type { VersionFacts, VersionPlace, VersionRole } from './versions.ts';

export type StatedVersions = Pick<VersionFacts, 'malformed'> & { readonly places: readonly VersionPlace[] };

/** Versions written in the metadata files themselves, the one that counts first. */
export function statedVersions(python: PythonProject, reader: Reader): StatedVersions {
  const pyproject = known(python.pyproject);
  const { places, malformed } = pyproject === null ? { places: [], malformed: null } : inPyproject(pyproject, reader);
  const cfg = known(python.setupCfg);
  return { places: [...places, ...(cfg === null ? [] : inSetupCfg(cfg)), ...inSetupPy(python, reader)], malformed };
}

/** Settings that give a version for where the real one cannot be had: a tarball without git. */
const FALLBACKS: readonly (readonly string[])[] = [
  ['tool', 'setuptools_scm', 'fallback_version'],
  ['tool', 'setuptools-scm', 'fallback_version'],
  ['tool', 'hatch', 'version', 'fallback-version'],
  ['tool', 'hatch', 'version', 'raw-options', 'fallback_version'],
  ['tool', 'pdm', 'version', 'fallback_version'],
  ['tool', 'uv-dynamic-versioning', 'fallback-version'],
  ['tool', 'versioningit', 'default-version'],
];

export function fallbackVersions(python: PythonProject): readonly VersionPlace[] {
  const pyproject = known(python.pyproject);
  if (pyproject === null) return [];
  return FALLBACKS.flatMap((path) => {
    const value = stringAt(pyproject.data, ...path);
    const { file } = pyproject;
    return value === null
      ? []
      : [{ value, place: atKey(file, path), file, role: 'fallback', label: path.at(-1) ?? '' }];
  });
}

function inPyproject({ file, data }: TomlFile, reader: Reader): StatedVersions {
  const places: VersionPlace[] = [];
  let malformed: StatedVersions['malformed'] = null;
  const backend = stringAt(data, 'build-system', 'build-backend') ?? 'poetry';
  const isStated = tableAt(data, 'project') !== null;
  const isDynamicPoetry = tableAt(data, 'tool', 'poetry-dynamic-versioning') !== null;
  for (const path of [['project'], ['tool', 'poetry']]) {
    const table = tableAt(data, ...path);
    const version = table?.['version'];
    // PEP 621 forbids a version that is stated and dynamic; what is stated is compared all the same.
    if (table === null || version === undefined) continue;
    const place = atKey(file, [...path, 'version']);
    if (typeof version !== 'string') {
      // pdm-pep517, before PEP 621 was settled: `version = { use_scm = true }`.
      if (!isTable(version) || !backend.startsWith('pdm.pep517')) malformed = { place, type: typeName(version) };
      continue;
    }
    // Beside [project], another backend than poetry's never looks at [tool.poetry].
    const isLeftover = path[0] === 'tool' && isStated && !backend.startsWith('poetry');
    const isReplaced = isDynamicPoetry || isInjected(reader, file, version);
    const role: VersionRole = isLeftover ? 'leftover' : isReplaced ? 'placeholder' : 'source';
    places.push({ value: version, place, file, role, label: `[${path.join('.')}] version` });
  }
  return { places, malformed };
}

function inSetupCfg({ file, ini }: IniFile): readonly VersionPlace[] {
  const option = ini.get('metadata')?.get('version');
  if (option === undefined || /^(attr|file):/.test(option.text)) return [];
  return [{ value: option.text, place: optionPlace(file, option), file, role: 'source', label: '[metadata] version' }];
}

function inSetupPy(python: PythonProject, reader: Reader): readonly VersionPlace[] {
  const setupPy = known(python.setupPy);
  const argument = setupPy === null ? null : known(declaredArgument(setupPy, 'version'));
  if (setupPy === null || argument === null) return [];
  const role: VersionRole = isInjected(reader, setupPy.file, argument.value) ? 'placeholder' : 'source';
  return [{ ...argument, file: setupPy.file, role, label: 'setup(version=…)' }];
}

const INJECTED = /#.*(marker|placeholder|replaced? (by|with|in|at)\b|replace_|injected|overwritten|dummy)/i;

/** A comment on or above the version's line says that a release job writes another one there (dspy's `#replace_package_version_marker`). */
function isInjected(reader: Reader, file: string, version: string): boolean {
  const lines = (reader.sources.get(file)?.text ?? '').split('\n');
  const at = lines.findIndex((line) => /^\s*version\s*=/.test(line) && line.includes(version));
  if (at === -1) return false;
  const above = lines[at - 1]?.trim() ?? '';
  return [lines[at] ?? '', above.startsWith('#') ? above : ''].some((line) => INJECTED.test(line));
}

/** What a TOML value is, in TOML's own words. */
function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (value instanceof Date) return 'a date';
  if (typeof value === 'number' || typeof value === 'bigint') return 'a number';
  return typeof value === 'boolean' ? 'a boolean' : 'a table';
}
