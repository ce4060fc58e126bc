import type { Declared } from '../core/place.ts';
import { atKey } from '../core/place.ts';
import { unknown } from '../core/unknown.ts';
import type { EntryPoint, Metadata, MetadataLists, Requirement } from './metadata.ts';
import type { TomlTable } from './toml-file.ts';
import { isTable, stringAt, stringsAt, tableAt, valueAt } from './toml-file.ts';

// Lists of the metadata that pyproject.toml declares: `[project]`, `[tool.poetry]`, `[tool.flit.metadata]`.

type Path = readonly (string | number)[];

export function listsOfProject(file: string, project: TomlTable, data: TomlTable): MetadataLists {
  const dynamic = new Set(stringsAt(project, 'dynamic'));
  // setuptools fills dynamic lists from files or from setup.py, other backends by plug-ins.
  const isComplete = (field: string): boolean => !dynamic.has(field);
  const at = (field: string): readonly string[] => ['project', field];
  const optional = Object.entries(tableAt(project, 'optional-dependencies') ?? {}).flatMap(([extra, given]) =>
    requirementsOf(file, [...at('optional-dependencies'), extra], given, extra),
  );
  return {
    requiresPython: dynamic.has('requires-python')
      ? unknown('requires-python is dynamic')
      : stringOf(file, at('requires-python'), project['requires-python']),
    classifiers: {
      items: strings(file, at('classifiers'), project['classifiers']),
      isComplete: isComplete('classifiers'),
    },
    requirements: {
      items: [...requirementsOf(file, at('dependencies'), project['dependencies'], null), ...optional],
      isComplete: isComplete('dependencies') && isComplete('optional-dependencies'),
    },
    entryPoints: {
      items: [
        ...group(file, at('scripts'), 'console_scripts', project['scripts']),
        ...group(file, at('gui-scripts'), 'gui_scripts', project['gui-scripts']),
        ...groups(file, at('entry-points'), project['entry-points']),
      ],
      // A dynamic table without a static one is filled by setup.py; poetry-core 2 reads its own scripts beside these.
      isComplete:
        isComplete('scripts') && isComplete('entry-points') && tableAt(data, 'tool', 'poetry', 'scripts') === null,
    },
  };
}

export function listsOfPoetry(file: string, poetry: TomlTable): MetadataLists {
  const at = ['tool', 'poetry'] as const;
  const table = tableAt(poetry, 'dependencies') ?? {};
  const inExtras = new Set(Object.values(tableAt(poetry, 'extras') ?? {}).flatMap((names) => list(names)));
  return {
    // Poetry's own notation (`^3.8`) is not PEP 440's.
    requiresPython: table['python'] === undefined ? null : unknown('Poetry writes it in a notation of its own'),
    // Poetry adds the classifiers of the Python versions and of the licence.
    classifiers: { items: strings(file, [...at, 'classifiers'], poetry['classifiers']), isComplete: false },
    requirements: {
      items: Object.entries(table).flatMap(([name, given]) =>
        poetryRequirement(file, [...at, 'dependencies', name], name, given, inExtras),
      ),
      isComplete: true,
    },
    entryPoints: {
      items: [
        ...group(file, [...at, 'scripts'], 'console_scripts', poetry['scripts']),
        ...groups(file, [...at, 'plugins'], poetry['plugins']),
      ],
      isComplete: true,
    },
  };
}

export function listsOfFlit(file: string, flit: TomlTable, data: TomlTable): MetadataLists {
  const at = ['tool', 'flit', 'metadata'] as const;
  const extras = Object.entries(tableAt(flit, 'requires-extra') ?? {}).flatMap(([extra, given]) =>
    requirementsOf(file, [...at, 'requires-extra', extra], given, extra),
  );
  return {
    requiresPython: stringOf(file, [...at, 'requires-python'], flit['requires-python']),
    classifiers: { items: strings(file, [...at, 'classifiers'], flit['classifiers']), isComplete: true },
    requirements: {
      items: [...requirementsOf(file, [...at, 'requires'], flit['requires'], null), ...extras],
      isComplete: true,
    },
    entryPoints: {
      items: group(
        file,
        ['tool', 'flit', 'scripts'],
        'console_scripts',
        tableAt(data, 'tool', 'flit', 'scripts') ?? undefined,
      ),
      isComplete: tableAt(data, 'tool', 'flit', 'entrypoints') === null && flit['entry-points-file'] === undefined,
    },
  };
}

function stringOf(file: string, path: Path, value: unknown): Metadata['requiresPython'] {
  if (value === undefined) return null;
  return typeof value === 'string' ? { value, place: atKey(file, path) } : unknown(`${path.join('.')} is not a string`);
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function strings(file: string, path: Path, value: unknown): readonly Declared<string>[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item, i) =>
    typeof item === 'string' ? [{ value: item, place: atKey(file, [...path, i]) }] : [],
  );
}

function requirementsOf(file: string, path: Path, value: unknown, extra: string | null): readonly Requirement[] {
  return strings(file, path, value).map(({ value: text, place }) => ({ text, extra, place }));
}

/** A table of names and object references. Poetry allows a table as the value (`callable`, `reference`). */
function group(file: string, path: Path, name: string, value: unknown): readonly EntryPoint[] {
  if (!isTable(value)) return [];
  return Object.entries(value).flatMap(([entry, given]) => {
    // `type = "file"` installs a script as it is.
    const isFile = isTable(given) && given['type'] === 'file';
    const key = isTable(given) ? (typeof given['callable'] === 'string' ? 'callable' : 'reference') : null;
    const text = isTable(given) ? stringAt(given, key ?? '') : given;
    if (typeof text !== 'string' || isFile) return [];
    const place = atKey(file, key === null ? [...path, entry] : [...path, entry, key]);
    return [{ group: name, name: entry, value: text, place, groupPlace: atKey(file, path, 'key') }];
  });
}

function groups(file: string, path: Path, value: unknown): readonly EntryPoint[] {
  if (!isTable(value)) return [];
  return Object.entries(value).flatMap(([name, table]) => group(file, [...path, name], name, table));
}

/** What a dependency that is no plain version becomes in `Requires-Dist`, as poetry-core writes it. */
function poetryRequirement(
  file: string,
  path: Path,
  name: string,
  given: unknown,
  inExtras: ReadonlySet<string>,
): readonly Requirement[] {
  if (name === 'python') return [];
  const several = Array.isArray(given) ? given : [given];
  return several.flatMap((one, i) => {
    const at = Array.isArray(given) ? [...path, i] : path;
    if (typeof one === 'string') return [{ text: `${name} ${one}`, extra: null, place: atKey(file, at) }];
    // An optional dependency that no extra names is not in the metadata.
    if (!isTable(one) || (one['optional'] === true && !inExtras.has(name))) return [];
    const extra = one['optional'] === true ? name : null;
    const [key, url] = addressOf(one);
    return key === null
      ? [{ text: name, extra, place: atKey(file, at) }]
      : [{ text: `${name} @ ${url}`, extra, place: atKey(file, [...at, key]) }];
  });
}

function addressOf(table: TomlTable): readonly [string, string] | readonly [null, null] {
  for (const [key, before] of [
    ['git', 'git+'],
    ['url', ''],
    ['path', 'file:'],
    ['file', 'file:'],
  ] as const) {
    const value = valueAt(table, key);
    if (typeof value === 'string') return [key, before + value];
  }
  return [null, null];
}
