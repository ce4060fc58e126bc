/**
 * The rooms of src and what each may import: the one table behind both locks, the linter's import rules
 * (`.oxlintrc.rooms.json`, generated) and `test/house/architecture.test.ts`.
 */
export type Room = {
  /** Folder below src with a closing slash, or a file. */
  readonly path: string;
  /** Rooms that it may import values and types from. `*` is every room. */
  readonly values: readonly string[];
  /** Rooms of which it may import types only. */
  readonly types: readonly string[];
  /** Packages that it may import, by name. */
  readonly libraries: readonly string[];
  /** Whether `node:*` is open to it. */
  readonly node: boolean;
  /** Printed with each violation. */
  readonly reason: string;
};

export const rooms: readonly Room[] = [
  {
    path: 'core/',
    values: [],
    types: [],
    libraries: [],
    node: false,
    reason: 'core holds the types that every room shares, so it leans on nothing',
  },
  {
    path: 'version/',
    values: ['core/'],
    types: [],
    libraries: ['@renovatebot/pep440', 'semver'],
    node: false,
    reason: 'versions and tags are values, the same wherever they come from',
  },
  {
    path: 'project/',
    values: ['core/', 'version/'],
    types: [],
    libraries: [
      'smol-toml',
      'toml-eslint-parser',
      'yaml',
      'unbash',
      'dockerfile-ast',
      '@lezer/python',
      '@lezer/common',
      'spdx-expression-parse',
      'spdx-license-ids',
      'spdx-exceptions',
      'mdast-util-from-markdown',
      'mdast-util-gfm',
      'micromark-extension-gfm',
      'sax',
    ],
    node: false,
    reason: 'the project turns bytes into facts through its ports; it knows neither the disk nor who asks',
  },
  {
    path: 'plan/',
    values: ['core/', 'version/'],
    types: ['project/'],
    libraries: ['@actions/expressions'],
    node: false,
    reason: 'the plan is a pure function of facts and a version',
  },
  {
    path: 'rules/',
    values: ['core/', 'version/'],
    types: ['project/', 'plan/'],
    libraries: [],
    node: false,
    reason: 'a rule is a value: facts in, reports out, nothing loaded, nothing awaited',
  },
  {
    path: 'config/',
    values: ['core/', 'project/'],
    types: ['rules/'],
    libraries: ['json-schema-to-ts'],
    node: false,
    reason: 'the config is resolved from text and the rules’ declarations; it judges nothing and reads nothing',
  },
  {
    path: 'engine/',
    values: ['core/', 'project/'],
    types: ['rules/', 'config/', 'plan/'],
    libraries: [],
    node: false,
    reason: 'the engine asks the rules that it is handed; it neither reads nor prints',
  },
  {
    path: 'report/',
    values: ['core/'],
    types: [],
    libraries: ['diff'],
    node: false,
    reason: 'a format is a pure function of the report',
  },
  {
    path: 'adopt/',
    values: ['core/', 'version/', 'project/'],
    types: ['plan/'],
    libraries: ['yaml', 'diff'],
    node: false,
    reason: 'what `pyrel init` proposes is a pure function of facts: it writes texts, and others ask and write files',
  },
  {
    path: 'io/',
    values: ['core/', 'version/', 'project/', 'config/'],
    types: ['rules/'],
    libraries: ['cosmiconfig'],
    node: true,
    reason: 'adapters fill the ports; what is read is judged elsewhere',
  },
  {
    path: 'commands/',
    values: [
      'core/',
      'version/',
      'project/',
      'plan/',
      'rules/',
      'config/',
      'engine/',
      'report/',
      'adopt/',
      'io/',
      'lint.ts',
      'subjects.ts',
    ],
    types: [],
    libraries: [],
    node: false,
    reason: 'a command wires the rooms together with the surroundings that cli.ts hands it',
  },
  {
    path: 'subjects.ts',
    values: ['core/', 'version/', 'project/', 'plan/', 'config/'],
    types: ['engine/'],
    libraries: [],
    node: false,
    reason: 'what lint and plan share: the projects that a request concerns, with facts and plans',
  },
  {
    path: 'lint.ts',
    values: ['core/', 'project/', 'rules/', 'engine/', 'subjects.ts'],
    types: [],
    libraries: [],
    node: false,
    reason: 'the lint engine is handed its readers, so that it runs on a tree in memory',
  },
  {
    path: 'cli.ts',
    values: ['*'],
    types: [],
    libraries: ['yargs'],
    node: true,
    reason: 'the command line reads the flags and the surroundings, and it alone knows yargs',
  },
];

/** Names of the surroundings: they reach the program through io/ and cli.ts as arguments. */
export const surroundings: readonly string[] = [
  'process',
  'console',
  'fetch',
  'performance',
  'require',
  'setTimeout',
  'setInterval',
  'setImmediate',
];
