import { atKey } from '../core/place.ts';
import type { Backend } from './pyproject-backends.ts';
import type { BackendFamily, KeyProblem, PyprojectProblem } from './pyproject-problems.ts';
import { nearest } from './pyproject-near.ts';
import type { TomlFile } from './toml-file.ts';
import { isTable, tableAt } from './toml-file.ts';

/** Fields of `[project]`: PEP 621, `license-files` of PEP 639, `import-names` and `import-namespaces` of PEP 794. */
export const FIELDS: readonly string[] = [
  'name',
  'version',
  'description',
  'readme',
  'requires-python',
  'license',
  'license-files',
  'authors',
  'maintainers',
  'keywords',
  'classifiers',
  'urls',
  'scripts',
  'gui-scripts',
  'entry-points',
  'dependencies',
  'optional-dependencies',
  'dynamic',
  'import-names',
  'import-namespaces',
];

const BUILD_FIELDS: readonly string[] = ['requires', 'build-backend', 'backend-path'];

/** Names that other tools have for a field. */
const OTHER_NAMES: { readonly [key: string]: string } = {
  homepage: 'urls',
  'home-page': 'urls',
  repository: 'urls',
  documentation: 'urls',
  url: 'urls',
  python: 'requires-python',
  python_requires: 'requires-python',
  'python-requires': 'requires-python',
  long_description: 'readme',
  install_requires: 'dependencies',
  requires: 'dependencies',
  extras: 'optional-dependencies',
  extras_require: 'optional-dependencies',
  plugins: 'entry-points',
  summary: 'description',
  'license-file': 'license-files',
};

/** Read in their sources: setuptools 61 (additionalProperties in its schema) and flit_core/config.py stop. */
const STOP_AT_FIELDS: readonly BackendFamily[] = ['setuptools', 'flit'];
/** hatchling takes what it knows from an author's table, the others read stop at the rest. */
const STOP_AT_PEOPLE: readonly BackendFamily[] = ['setuptools', 'flit', 'pdm', 'poetry', 'uv'];
const STOP_AT_README: readonly BackendFamily[] = ['setuptools', 'flit', 'pdm', 'poetry'];

export function keyProblems(file: TomlFile, backend: Backend): readonly PyprojectProblem[] {
  const project = tableAt(file.data, 'project') ?? {};
  const refusing = (families: readonly BackendFamily[]): string | null =>
    families.includes(backend.family) ? backend.name : null;
  const found = [
    ...unknownIn(project, FIELDS, { table: '[project]', path: ['project'], refusedBy: refusing(STOP_AT_FIELDS) }),
    ...peopleKeys(project, refusing(STOP_AT_PEOPLE)),
    ...readmeKeys(project['readme'], refusing(STOP_AT_README)),
  ];
  return [
    ...found.map(({ path, ...problem }) => ({
      ...problem,
      place: atKey(file.file, path, 'key'),
      since: backend.since,
    })),
    ...buildSystemKeys(file),
  ];
}

type Found = KeyProblem & { readonly path: readonly (string | number)[] };
type Table = {
  readonly table: string;
  readonly path: readonly (string | number)[];
  readonly refusedBy: string | null;
};

function unknownIn(
  given: { readonly [key: string]: unknown },
  known: readonly string[],
  where: Table,
): readonly Found[] {
  const { table, path, refusedBy } = where;
  const free = known.filter((name) => !Object.hasOwn(given, name));
  return Object.keys(given)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const other = Object.hasOwn(OTHER_NAMES, key) && table === '[project]' ? OTHER_NAMES[key] : undefined;
      return {
        kind: 'unknown-key',
        table,
        key,
        meant: nearest(key, free) ?? other ?? nearest(key, known),
        refusedBy,
        path: [...path, key],
      };
    });
}

function peopleKeys(project: { readonly [key: string]: unknown }, refusedBy: string | null): readonly Found[] {
  return ['authors', 'maintainers'].flatMap((field) => {
    const people = project[field];
    if (!Array.isArray(people)) return [];
    return people.flatMap((person, i) =>
      isTable(person)
        ? unknownIn(person, ['name', 'email'], { table: field, path: ['project', field, i], refusedBy })
        : [],
    );
  });
}

function readmeKeys(readme: unknown, refusedBy: string | null): readonly Found[] {
  if (!isTable(readme)) return [];
  // PEP 621 allows `charset` as a parameter of the content type; several backends read the key.
  return unknownIn(readme, ['file', 'text', 'content-type'], {
    table: 'readme',
    path: ['project', 'readme'],
    refusedBy,
  }).filter(({ key }) => key !== 'charset');
}

/** `python -m build` stops at any key that it does not know; pip and uv pass it over. */
function buildSystemKeys({ file, data }: TomlFile): readonly PyprojectProblem[] {
  const table = tableAt(data, 'build-system') ?? {};
  return unknownIn(table, BUILD_FIELDS, {
    table: '[build-system]',
    path: ['build-system'],
    refusedBy: null,
  }).map(({ path, ...problem }) => ({
    ...problem,
    refusedBy: problem.meant === null ? null : 'python -m build',
    place: atKey(file, path, 'key'),
    since: '',
  }));
}
