import type { Declared } from '../core/place.ts';
import { atKey } from '../core/place.ts';
import { isUnknown, known } from '../core/unknown.ts';
import type { TargetRequest } from './bump-target.ts';
import { readTarget } from './bump-target.ts';
import type { BumpTool, VersionForm } from './bump-tools.ts';
import type { PythonProject } from './load-metadata.ts';
import { below } from './path.ts';
import type { Reader } from './reader.ts';
import { parseToml, tableAt, valueAt } from './toml-file.ts';
import type { TomlTable } from './toml-file.ts';

/** `semantic_release/const.py`: SEMVER_REGEX. */
const SEMVER = /^v?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

/** `[tool.semantic_release]` of python-semantic-release, 7 and later. */
export async function loadSemanticRelease(
  reader: Reader,
  root: string,
  python: PythonProject,
): Promise<BumpTool | null> {
  const pyproject = known(python.pyproject);
  const path = ['tool', 'semantic_release'];
  const table = pyproject === null ? null : tableAt(pyproject.data, ...path);
  if (table === null || pyproject === null) return null;
  const { file } = pyproject;
  const named = (key: string): readonly Declared<string>[] => entriesAt(file, table, [...path, key], key);
  const keys = named('version_toml').flatMap((entry) => keyRequest(entry) ?? []);
  const variables = ['version_variables', 'version_variable']
    .flatMap(named)
    .flatMap((entry) => variableOf(entry) ?? []);
  const forms = await Promise.all(variables.map((variable) => formOf(reader, root, variable)));
  const requests = [...keys, ...variables.map(variableRequest)];
  return {
    tool: 'python-semantic-release',
    file,
    place: atKey(file, path),
    current: null,
    currentLabel: 'version',
    targets: await Promise.all(requests.map((request) => readTarget(reader, root, request))),
    more: requests.length === 0 || table['version_pattern'] !== undefined ? 'the config names no files' : null,
    forms: forms.filter((form) => form !== null),
    marked: [],
  };
}

/** A list, or before version 8 one text with commas. */
function entriesAt(
  file: string,
  table: TomlTable,
  path: readonly (string | number)[],
  key: string,
): readonly Declared<string>[] {
  const value = table[key];
  if (typeof value === 'string')
    return value.split(',').map((one) => ({ value: one.trim(), place: atKey(file, path) }));
  return (Array.isArray(value) ? value : []).flatMap((one: unknown, i) =>
    typeof one === 'string' ? [{ value: one, place: atKey(file, [...path, i]) }] : [],
  );
}

/** `pyproject.toml:project.version`. A key that is not there is passed over (`declarations/toml.py`). */
function keyRequest({ value, place }: Declared<string>): TargetRequest | null {
  const [path, key] = value.split(':');
  if (path === undefined || key === undefined) return null;
  const isIn = (text: string): boolean | null => {
    const parsed = parseToml(text);
    return 'data' in parsed ? valueAt(parsed.data, ...key.split('.')) !== undefined : null;
  };
  return { path, place, onMiss: 'passes-over', text: key, isIn };
}

type Variable = Declared<string> & { readonly path: string; readonly pattern: RegExp };

/** `src/demo/__init__.py:__version__`, with `:tf` or `:nf` behind it since version 9. */
function variableOf({ value, place }: Declared<string>): Variable | null {
  const [path, name] = value.split(':');
  if (path === undefined || name === undefined || name === '') return null;
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  // `declarations/pattern.py`: the name, `:=`, `==`, `:`, `=`, `@` or a blank, and a version.
  const pattern = new RegExp(
    `(?<![\\w.-])${escaped}['"]?\\s{0,9}(?::=|==|[:=@ ])\\s{0,9}['"]?([vV]?\\d[^\\s'",;)]{0,40})`,
  );
  return { value: name, place, path, pattern };
}

function variableRequest({ value, path, place, pattern }: Variable): TargetRequest {
  // A tag format may put anything in front of the version, so only a name that is nowhere is missing for certain.
  const isIn = (text: string): boolean | null => pattern.test(text) || (text.includes(value) ? null : false);
  return { path, place, onMiss: 'passes-over', text: value, isIn };
}

async function formOf(reader: Reader, root: string, variable: Variable): Promise<VersionForm | null> {
  const source = await reader.text(below(root, variable.path), { notUtf8: 'replace', isGuess: true });
  const stated = source === null || isUnknown(source) ? undefined : variable.pattern.exec(source.text)?.[1];
  if (stated === undefined) return null;
  return { pattern: SEMVER, label: 'its pattern for SemVer', place: variable.place, stated };
}
