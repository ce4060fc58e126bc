import type { KeyPath } from '../core/place.ts';
import { atKey } from '../core/place.ts';
import type { Backend } from './pyproject-backends.ts';
import { FIELDS } from './pyproject-keys.ts';
import { nearest } from './pyproject-near.ts';
import type { BackendFamily, PyprojectProblem } from './pyproject-problems.ts';
import type { TomlFile, TomlTable } from './toml-file.ts';
import { isTable, stringAt, stringsAt, tableAt } from './toml-file.ts';
import { normalName } from '../version/distribution-name.ts';

// Facts: PEP 517, 518, 621, 639, 735, 794, and what setuptools (validate-pyproject), hatchling, flit_core, pdm-backend,
// poetry-core and uv_build check, read in their sources of August 2026.

/** A tree of expected types; leaves are named as a person names them. */
type Shape =
  | 'string'
  /** Not judged further. */
  | 'any'
  | { readonly listOf: Shape }
  | { readonly tableOf: Shape }
  | { readonly either: readonly ('string' | 'table')[] };

const STRINGS: Shape = { listOf: 'string' };
const PEOPLE: Shape = { listOf: { tableOf: 'string' } };

const PROJECT: { readonly [field: string]: Shape } = {
  name: 'string',
  version: 'string',
  description: 'string',
  readme: { either: ['string', 'table'] },
  'requires-python': 'string',
  license: { either: ['string', 'table'] },
  authors: PEOPLE,
  maintainers: PEOPLE,
  keywords: STRINGS,
  classifiers: STRINGS,
  urls: { tableOf: 'string' },
  scripts: { tableOf: 'string' },
  'gui-scripts': { tableOf: 'string' },
  'entry-points': { tableOf: { tableOf: 'string' } },
  dependencies: STRINGS,
  'optional-dependencies': { tableOf: STRINGS },
  dynamic: STRINGS,
  'import-names': STRINGS,
  'import-namespaces': STRINGS,
};

const BUILD_SYSTEM: { readonly [field: string]: Shape } = {
  requires: STRINGS,
  'build-backend': 'string',
};

/** What is asked for the name and the version where nothing else gives them; maturin takes the version from Cargo.toml. */
const NEED_VERSION: readonly BackendFamily[] = ['setuptools', 'hatchling', 'flit', 'pdm', 'poetry', 'uv'];
/** They hold the names in `dynamic` against a list; flit and uv know how to compute few or none. */
const CHECK_DYNAMIC: readonly BackendFamily[] = ['setuptools', 'flit', 'poetry', 'uv'];
/** setuptools (schema), hatchling, flit and uv take a name of PEP 508 for an extra only. */
const CHECK_EXTRAS: readonly BackendFamily[] = ['setuptools', 'hatchling', 'flit', 'uv'];
const CHECK_PEOPLE: readonly BackendFamily[] = ['setuptools', 'hatchling', 'poetry'];
/** Where both are stated (version-static-and-dynamic says it of the version). */
const CHECK_CONFLICT: readonly BackendFamily[] = ['setuptools', 'hatchling', 'flit', 'pdm', 'uv'];

/** `isBuilt`: something builds a distribution of it, so that a lint tool's settings alone are not what the table holds. */
export function shapeProblems(file: TomlFile, backend: Backend, isBuilt: boolean): readonly PyprojectProblem[] {
  const { data } = file;
  const problems: PyprojectProblem[] = [];
  const { project, 'build-system': build } = data;
  if (build !== undefined && !isTable(build)) problems.push(wrongType(file, ['build-system'], 'a table', build));
  if (isTable(build)) {
    for (const [field, shape] of Object.entries(BUILD_SYSTEM))
      problems.push(...mismatches(file, ['build-system', field], build[field], shape));
    if (build['requires'] === undefined)
      problems.push(missing(file, '[build-system]', 'requires', { ...backend, name: 'pip', since: '' }));
  }
  if (project !== undefined && !isTable(project)) problems.push(wrongType(file, ['project'], 'a table', project));
  if (isTable(project) && Object.keys(project).length > 0)
    problems.push(...projectProblems(file, project, backend, isBuilt));
  return problems;
}

function projectProblems(
  file: TomlFile,
  project: TomlTable,
  backend: Backend,
  isBuilt: boolean,
): readonly PyprojectProblem[] {
  const problems: PyprojectProblem[] = [];
  for (const [field, shape] of Object.entries(PROJECT))
    for (const problem of mismatches(file, ['project', field], project[field], shape))
      problems.push({ ...problem, since: backend.since });
  const poetry = backend.family === 'poetry' ? tableAt(file.data, 'tool', 'poetry') : null;
  if (isBuilt && poetry?.['package-mode'] !== false) {
    if (project['name'] === undefined) problems.push(missing(file, '[project]', 'name', backend));
    const isGiven = project['version'] !== undefined || stringsAt(project, 'dynamic').includes('version');
    if (!isGiven && NEED_VERSION.includes(backend.family) && poetry?.['version'] === undefined)
      problems.push(missing(file, '[project]', 'version', backend));
  }
  problems.push(...dynamicProblems(file, project, backend));
  problems.push(...extraProblems(file, project, backend));
  if (CHECK_PEOPLE.includes(backend.family)) problems.push(...namelessPeople(file, project, backend));
  const readme = project['readme'];
  if (isTable(readme) && backend.family !== 'other') problems.push(...readmeProblems(file, readme, backend));
  return problems;
}

function mismatches(file: TomlFile, path: KeyPath, value: unknown, shape: Shape): readonly PyprojectProblem[] {
  if (value === undefined || shape === 'any') return [];
  if (shape === 'string') return typeof value === 'string' ? [] : [wrongType(file, path, 'a string', value)];
  if ('either' in shape)
    return typeof value === 'string' || isTable(value) ? [] : [wrongType(file, path, 'a string or a table', value)];
  if ('listOf' in shape) {
    if (!Array.isArray(value)) return [wrongType(file, path, `an array of ${many(shape.listOf)}`, value)];
    return value.flatMap((item, i) => mismatches(file, [...path, i], item, shape.listOf)).slice(0, 3);
  }
  if (!isTable(value)) return [wrongType(file, path, `a table of ${many(shape.tableOf)}`, value)];
  return Object.entries(value)
    .flatMap(([key, item]) => mismatches(file, [...path, key], item, shape.tableOf))
    .slice(0, 3);
}

function many(shape: Shape): string {
  if (shape === 'string') return 'strings';
  return typeof shape === 'object' && 'listOf' in shape ? 'arrays' : 'tables';
}

function wrongType({ file }: TomlFile, path: KeyPath, expected: string, value: unknown): PyprojectProblem {
  return { kind: 'type', key: shownPath(path), expected, found: typeName(value), place: atKey(file, path), since: '' };
}

/** `[project] authors`, `[project] urls.Home`, item 2 of it. */
function shownPath(path: KeyPath): string {
  const [table, ...rest] = path;
  if (rest.length === 0) return `[${table}]`;
  const shown = rest.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
  return `\`[${table}] ${shown.slice(1)}\``;
}

function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (value instanceof Date) return 'a date';
  if (isTable(value)) return 'a table';
  if (typeof value === 'boolean') return 'a boolean';
  return typeof value === 'string' ? 'a string' : 'a number';
}

function missing({ file }: TomlFile, table: string, key: string, { name, since }: Backend): PyprojectProblem {
  return { kind: 'missing', table, key, backend: name, place: atKey(file, [table.slice(1, -1)], 'key'), since };
}

function dynamicProblems(file: TomlFile, project: TomlTable, backend: Backend): readonly PyprojectProblem[] {
  const { dynamic } = project;
  if (!Array.isArray(dynamic)) return [];
  return dynamic.flatMap((field: unknown, i): readonly PyprojectProblem[] => {
    if (typeof field !== 'string') return [];
    const place = atKey(file.file, ['project', 'dynamic', i]);
    const { since, name, family } = backend;
    if (field === 'name')
      return [
        valueProblem(
          '`dynamic`',
          'lists "name", which has to be stated',
          'Take "name" out of `dynamic`',
          backend,
          place,
        ),
      ];
    if (!FIELDS.includes(field)) {
      if (!CHECK_DYNAMIC.includes(family)) return [];
      const meant = nearest(field, FIELDS);
      const todo = meant === null ? `Take "${field}" out of \`dynamic\`` : `Write "${meant}"`;
      return [valueProblem('`dynamic`', `lists "${field}", which is no field of [project]`, todo, backend, place)];
    }
    if (field === 'version' || project[field] === undefined) return [];
    const stated = atKey(file.file, ['project', field], 'key');
    const isRefused = CHECK_CONFLICT.includes(family);
    return [{ kind: 'dynamic-conflict', field, index: i, stated, isRefused, backend: name, place, since }];
  });
}

function valueProblem(
  key: string,
  problem: string,
  todo: string,
  { name, since }: Backend,
  place: PyprojectProblem['place'],
): PyprojectProblem {
  return { kind: 'value', key, problem, todo, backend: name, place, since };
}

const NAME = /^(?:[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9._-]{0,200}[A-Za-z0-9])$/;

function extraProblems(file: TomlFile, project: TomlTable, backend: Backend): readonly PyprojectProblem[] {
  const extras = tableAt(project, 'optional-dependencies');
  if (extras === null || !CHECK_EXTRAS.includes(backend.family)) return [];
  const seen = new Map<string, string>();
  return Object.keys(extras).flatMap((extra): readonly PyprojectProblem[] => {
    const place = atKey(file.file, ['project', 'optional-dependencies', extra], 'key');
    const key = '`[project] optional-dependencies`';
    if (!NAME.test(extra)) {
      const problem = `has an extra "${extra}", and a name holds letters, digits, ".", "_" and "-" only`;
      return [valueProblem(key, problem, 'Rename the extra', backend, place)];
    }
    const other = seen.get(normalName(extra));
    seen.set(normalName(extra), extra);
    // setuptools puts both into one.
    if (other === undefined || backend.family === 'setuptools') return [];
    const problem = `has "${other}" and "${extra}", which are one name`;
    return [valueProblem(key, problem, 'Put both into one extra', backend, place)];
  });
}

function namelessPeople(file: TomlFile, project: TomlTable, backend: Backend): readonly PyprojectProblem[] {
  return ['authors', 'maintainers'].flatMap((field) => {
    const people = project[field];
    if (!Array.isArray(people)) return [];
    return people.flatMap((person, i): readonly PyprojectProblem[] => {
      if (!isTable(person)) return [];
      // hatchling takes an empty text for none.
      const isGiven = (key: string): boolean =>
        backend.family === 'hatchling' ? person[key] !== undefined && person[key] !== '' : person[key] !== undefined;
      if (isGiven('name') || isGiven('email')) return [];
      const place = atKey(file.file, ['project', field, i]);
      const todo = 'Write a name or an address, or remove the entry';
      return [valueProblem(`\`[project] ${field}\``, 'has an entry without name and email', todo, backend, place)];
    });
  });
}

function readmeProblems(file: TomlFile, readme: TomlTable, backend: Backend): readonly PyprojectProblem[] {
  const [path, text] = [stringAt(readme, 'file'), stringAt(readme, 'text')];
  const place = atKey(file.file, ['project', 'readme'], 'key');
  const key = '`[project] readme`';
  if (path !== null && text !== null)
    return [valueProblem(key, 'has both `file` and `text`', 'Keep one of them', backend, place)];
  if (readme['file'] === undefined && readme['text'] === undefined)
    return [valueProblem(key, 'has neither `file` nor `text`', 'Write `file = "README.md"`', backend, place)];
  return [];
}
