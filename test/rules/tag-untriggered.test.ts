import { rule } from '../../src/rules/tag-untriggered.ts';
import { ruleTester } from '../rule-tester.ts';

const pyproject = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "0.2.0"\n' };
const steps = '    runs-on: ubuntu-latest\n    steps:\n      - uses: pypa/gh-action-pypi-publish@release/v1\n';
const workflow = (on: string, condition = '') => ({
  ...pyproject,
  '.github/workflows/release.yml': `${on}jobs:\n  publish:\n${condition}${steps}`,
});
const onTags = (...patterns: readonly string[]) =>
  `on:\n  push:\n    tags:\n${patterns.map((pattern) => `      - '${pattern}'\n`).join('')}`;
const forTags = "    if: startsWith(github.ref, 'refs/tags/')\n";
const FINALS = 'v[0-9]+.[0-9]+.[0-9]+';

ruleTester(rule, {
  ok: [
    { name: 'a pattern that matches', tree: workflow(onTags('v*')), tag: 'v0.2.0', tags: [] },
    { name: 'every push', tree: workflow('on: push\n'), tag: '0.2.0', tags: [] },
    {
      name: 'filters for paths are not asked for tags',
      tree: workflow("on:\n  push:\n    paths: ['src/**']\n"),
      tag: '0.2.0',
      tags: [],
    },
    {
      name: 'what is not ignored',
      tree: workflow("on:\n  push:\n    tags-ignore: ['helm-*']\n"),
      tag: '0.2.0',
      tags: [],
    },
    { name: 'the creation of the tag', tree: workflow('on: create\n'), tag: '0.2.0', tags: [] },
    {
      name: 'another workflow publishes',
      tree: {
        ...workflow(onTags('v*')),
        '.github/workflows/other.yml': `${onTags('[0-9]*')}jobs:\n  publish:\n${steps}`,
      },
      tag: '0.2.0',
      tags: [],
    },
    {
      name: 'a workflow that calls the one that publishes',
      tree: {
        ...pyproject,
        '.github/workflows/release.yml': `on: workflow_call\njobs:\n  publish:\n${steps}`,
        '.github/workflows/main.yml': `${onTags('*')}jobs:\n  call:\n    uses: ./.github/workflows/release.yml\n`,
      },
      tag: '0.2.0',
      tags: [],
    },
  ],
  bad: [
    {
      name: 'a tag without its `v`',
      tree: workflow(onTags('v*')),
      tag: '0.2.0',
      tags: ['v0.1.0'],
      reports: [
        {
          message: 'unmatched',
          data: { tag: '0.2.0', workflow: '.github/workflows/release.yml', pattern: 'v*' },
          at: '.github/workflows/release.yml:4:10-12',
          related: ['.github/workflows/release.yml:9:15-53'],
        },
      ],
    },
    {
      name: 'a first pre-release, for which the pattern has no room',
      tree: workflow(onTags(FINALS)),
      tag: 'v0.2.0a1',
      tags: ['v0.1.1', 'v0.1.0'],
      reports: [{ message: 'unmatched', at: '.github/workflows/release.yml:4:10-31' }],
    },
    {
      name: 'a regular expression, which GitHub does not read',
      tree: workflow(onTags('^v[0-9]+$')),
      tag: 'v1',
      tags: [],
      reports: [{ message: 'unmatched', at: '.github/workflows/release.yml:4:10-19' }],
    },
    {
      name: 'planned from the convention',
      tree: workflow(onTags('v0.1.*')),
      release: '0.2.0',
      tags: ['v0.1.2', 'v0.1.1', 'v0.1.0'],
      reports: [{ message: 'unmatched', at: '.github/workflows/release.yml:4:10-16' }],
    },
    {
      name: 'a negated pattern behind the one that matches',
      tree: workflow(onTags('v*', '!v0.2*')),
      tag: 'v0.2.0',
      tags: ['v0.1.0'],
      reports: [{ message: 'keptOut', at: '.github/workflows/release.yml:5:10-16' }],
    },
    {
      name: 'an ignored tag',
      tree: workflow("on:\n  push:\n    tags-ignore: ['v0.*', 'v0.2*']\n"),
      tag: 'v0.2.0',
      tags: [],
      reports: [{ message: 'keptOut', at: '.github/workflows/release.yml:3:20-24' }],
    },
    {
      name: 'branches only, for a job that waits for a tag',
      tree: workflow('on:\n  push:\n    branches: [main]\n  pull_request:\n', forTags),
      tag: 'v0.2.0',
      tags: [],
      reports: [
        {
          message: 'branchesOnly',
          data: { tag: 'v0.2.0', workflow: '.github/workflows/release.yml', prefix: 'v' },
          at: '.github/workflows/release.yml:3:5-13',
        },
      ],
    },
  ],
  skip: [
    { name: 'no tag', tree: workflow(onTags('v*')), release: '0.2.0', reason: /no tag is given/ },
    { name: 'nothing publishes', tree: pyproject, tag: '0.2.0', tags: [], reason: /no workflow uploads/ },
    {
      name: 'to TestPyPI only',
      tree: {
        ...pyproject,
        '.github/workflows/test.yml': `${onTags('v*')}jobs:\n  publish:\n${steps}        with:\n          repository-url: https://test.pypi.org/legacy/\n`,
      },
      tag: '0.2.0',
      tags: [],
      reason: /no workflow uploads/,
    },
    {
      name: 'not published, as the configuration says',
      tree: workflow(onTags('v*')),
      config: { publish: false },
      tag: '0.2.0',
      tags: [],
      reason: /not published/,
    },
    {
      name: 'a release starts it too',
      tree: workflow(`${onTags('v*')}  release:\n    types: [published]\n`),
      tag: '0.2.0',
      tags: [],
      reason: /also started by `release`/,
    },
    {
      name: 'started by hand',
      tree: workflow('on: workflow_dispatch\n'),
      tag: '0.2.0',
      tags: [],
      reason: /also started by `workflow_dispatch`/,
    },
    {
      name: 'released from a branch',
      tree: workflow('on:\n  push:\n    branches: [main]\n'),
      tag: '0.2.0',
      tags: [],
      reason: /push to a branch/,
    },
    {
      name: 'a merged pull request',
      tree: workflow(`${onTags('v*')}  pull_request:\n    types: [closed]\n`),
      tag: '0.2.0',
      tags: [],
      reason: /also started by `pull_request`/,
    },
    {
      name: 'a pattern that GitHub does not document',
      tree: workflow(onTags('v[^0]*')),
      tag: 'v0.2.0',
      tags: [],
      reason: /no filter pattern/,
    },
    {
      name: 'tags beside tags-ignore',
      tree: workflow(`${onTags('v*')}    tags-ignore: ['x']\n`),
      tag: '0.2.0',
      tags: [],
      reason: /refuses/,
    },
    {
      name: 'tags without a pattern',
      tree: workflow('on:\n  push:\n    tags:\n    branches: [main]\n'),
      tag: '0.2.0',
      tags: [],
      reason: /without a pattern/,
    },
    {
      name: 'another service may publish',
      tree: { ...workflow(onTags('v*')), '.travis.yml': 'deploy:\n  provider: pypi\n' },
      tag: '0.2.0',
      tags: [],
      reason: /\.travis\.yml may publish/,
    },
    {
      name: 'earlier tags like it start nothing either',
      tree: workflow(onTags(FINALS)),
      tag: 'v0.2.0rc1',
      tags: ['v0.1.0', 'v0.1.0rc1'],
      reason: /v0.1.0rc1 starts nothing/,
    },
    {
      name: 'pre-releases are kept out on purpose',
      tree: workflow(onTags('v*', '!v*rc*')),
      tag: 'v0.2.0rc1',
      tags: ['v0.1.0'],
      reason: /keeps pre-releases out/,
    },
    {
      name: 'a development release',
      tree: workflow(onTags(FINALS)),
      tag: 'v0.2.0.dev1',
      tags: ['v0.1.0'],
      reason: /development releases/,
    },
    {
      name: 'a tag of another component (titiler helm-2.1.1)',
      tree: workflow(onTags('[0-9]*')),
      tag: 'helm-2.1.1',
      tags: ['0.2.0', '0.1.0'],
      reason: /another project/,
    },
    {
      name: 'a moving alias',
      tree: workflow(onTags('v[0-9]+.[0-9]+')),
      tag: 'v1',
      head: ['v1', 'v1.2'],
      tags: ['v1.1'],
      reason: /moving alias/,
    },
    { name: 'a shallow clone', tree: workflow(onTags('v*')), tag: '0.2.0', tags: 'shallow', reason: /shallow/ },
  ],
});
