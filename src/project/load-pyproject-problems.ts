import { atKey } from '../core/place.ts';
import { known } from '../core/unknown.ts';
import { isFault, parseDependency } from '../version/pep508.ts';
import type { PythonProject } from './load-metadata.ts';
import type { Backend } from './pyproject-backends.ts';
import { backendOf, backendProblems } from './pyproject-backends.ts';
import { fieldProblems } from './pyproject-fields.ts';
import { groupProblems } from './pyproject-groups.ts';
import { keyProblems } from './pyproject-keys.ts';
import type { PyprojectProblem } from './pyproject-problems.ts';
import { shapeProblems } from './pyproject-shape.ts';
import type { Reader } from './reader.ts';
import type { TomlFile } from './toml-file.ts';
import { isTable, stringAt, tableAt } from './toml-file.ts';
import { normalName } from '../version/distribution-name.ts';

/** Holds the project's metadata against their specifications, and against what the build backend and PyPI refuse. */
export async function loadPyprojectProblems(
  _reader: Reader,
  _root: string,
  python: PythonProject,
): Promise<readonly PyprojectProblem[]> {
  const file = known(python.pyproject);
  if (file === null) return fieldProblems(python, SETUPTOOLS);
  const backend = backendOf(file);
  const isBuilt = backend.isDeclared || python.setupPy !== null || python.setupCfg !== null;
  return [
    ...shapeProblems(file, backend, isBuilt),
    ...keyProblems(file, backend),
    ...groupProblems(file),
    ...buildRequirements(file),
    ...backendProblems(file, backend),
    ...fieldProblems(python, backend),
    ...overrides(file),
  ];
}

const SETUPTOOLS: Backend = { name: 'setuptools', family: 'setuptools', since: '', isDeclared: false };

function buildRequirements({ file, data }: TomlFile): readonly PyprojectProblem[] {
  const requires = tableAt(data, 'build-system')?.['requires'];
  if (!Array.isArray(requires)) return [];
  return requires.flatMap((text: unknown, i): readonly PyprojectProblem[] => {
    const parsed = typeof text === 'string' ? parseDependency(text) : null;
    if (typeof text !== 'string' || parsed === null || !isFault(parsed)) return [];
    const place = atKey(file, ['build-system', 'requires', i]);
    const since = parsed.isVersion ? VERSIONS_SINCE : '';
    return [
      {
        kind: 'requirement',
        list: '`[build-system] requires`',
        text: text.slice(0, 120),
        fault: parsed.fault,
        place,
        since,
      },
    ];
  });
}

/** pip 24.1 is the first that refuses version clauses which are not PEP 440's (June 2024). */
const VERSIONS_SINCE = '2024-06-21';

/** Dependencies that uv takes from a repository while the metadata names them without a version. */
function overrides({ file, data }: TomlFile): readonly PyprojectProblem[] {
  const project = tableAt(data, 'project');
  const sources = tableAt(data, 'tool', 'uv', 'sources');
  // Without a backend uv builds nothing: the root of a workspace is no package (opentelemetry-python-contrib).
  if (project === null || sources === null || tableAt(data, 'build-system') === null) return [];
  const lists = Object.values(tableAt(project, 'optional-dependencies') ?? {});
  const asked = [project['dependencies'], ...lists].flatMap((list): unknown[] => (Array.isArray(list) ? list : []));
  const free = new Set(
    asked.flatMap((text) => {
      const one = typeof text === 'string' ? parseDependency(text) : null;
      return one === null || isFault(one) || one.url !== null || one.versions !== '' ? [] : [normalName(one.name)];
    }),
  );
  return Object.entries(sources).flatMap(([name, source]): readonly PyprojectProblem[] => {
    // `marker` and arrays: only some platforms are served from there.
    if (!isTable(source) || source['marker'] !== undefined || source['group'] !== undefined) return [];
    const address = stringAt(source, 'git') ?? stringAt(source, 'url');
    if (address === null || !free.has(normalName(name))) return [];
    const shown = address.replace(/\/\/[^/@\s]*@/, '//').slice(0, 120);
    return [
      { kind: 'override', name, source: shown, place: atKey(file, ['tool', 'uv', 'sources', name], 'key'), since: '' },
    ];
  });
}
