import { unknown } from '../../src/core/unknown.ts';
import { rule } from '../../src/rules/release-commit-skip-ci.ts';
import { ruleTester } from '../rule-tester.ts';

const workflow = (on: string, upload = 'pypa/gh-action-pypi-publish@release/v1') =>
  `on:\n${on}jobs:\n  publish:\n    runs-on: ubuntu-latest\n    permissions:\n      id-token: write\n    steps:\n      - uses: ${upload}\n`;
const treeWith = (on: string, upload?: string, version = '1.2.0') => ({
  'pyproject.toml': `[project]\nname = "demo"\nversion = "${version}"\n`,
  '.github/workflows/release.yml': workflow(on, upload),
});
const onTags = "  push:\n    tags: ['v*']\n";
const tree = treeWith(onTags);
const tags = ['v1.1.0', 'v1.0.0', 'v0.9.0'];
const message = 'Release 1.2.0 [skip ci]\n';
const bad = { tree, tags, head: ['v1.2.0'], tag: 'v1.2.0' };
const reported = { message: 'skipped', at: '.github/workflows/release.yml:3:13-15' } as const;

ruleTester(rule, {
  ok: [
    { name: 'a plain message', ...bad },
    { name: 'words that GitHub does not know', ...bad, message: 'Release [skip-ci] [ci-skip] skip ci [skip tests]\n' },
    { name: 'words spelled otherwise', ...bad, message: 'Release [Skip CI]\n' },
    { name: 'a trailer behind one empty line, as git writes it', ...bad, message: 'Release\n\nskip-checks: true\n' },
    { name: 'a trailer that is not the last', ...bad, message: 'Release\n\n\nskip-checks: true\nReviewed-by: Ada\n' },
  ],
  bad: [
    {
      name: 'in the first line',
      ...bad,
      message,
      reports: [
        {
          ...reported,
          data: {
            commit: 'ffffffffffff',
            words: '[skip ci]',
            tag: 'v1.2.0',
            workflow: '.github/workflows/release.yml',
            version: '1.2.0',
          },
          related: ['.github/workflows/release.yml:10:15-53'],
        },
      ],
    },
    {
      name: 'deep in a squashed message',
      ...bad,
      message: 'Release\n\n* Fix it (#12)\n* Docs [ci skip]\n',
      reports: [reported],
    },
    { name: '[no ci]', ...bad, message: 'Release [no ci]', reports: [reported] },
    { name: '[skip actions]', ...bad, message: 'Release [skip actions]', reports: [reported] },
    { name: '[actions skip]', ...bad, message: 'Release [actions skip]', reports: [reported] },
    { name: 'a trailer', ...bad, message: 'Release\n\n\nReviewed-by: Ada\nskip-checks: true\n', reports: [reported] },
    { name: 'a tag that is still to be made', tree, tags, release: '1.2.0', message, reports: [reported] },
    {
      name: 'the version comes from the tag',
      tree: { ...tree, 'pyproject.toml': '[project]\nname = "demo"\ndynamic = ["version"]\n' },
      tags,
      release: '1.2.0',
      message,
      reports: [reported],
    },
    {
      name: 'a revision, which is what is tagged',
      tree,
      tags,
      release: '1.2.0',
      message,
      workTree: null,
      reports: [reported],
    },
    {
      name: 'a workflow that also runs for pull requests',
      ...bad,
      tree: treeWith(`${onTags}  pull_request:\n`),
      message,
      reports: [reported],
    },
  ],
  skip: [
    {
      name: 'the workflow also waits for releases',
      ...bad,
      message,
      tree: treeWith(`${onTags}  release:\n    types: [published]\n`),
      reason: /`release`/,
    },
    {
      name: 'the workflow can be started by hand',
      ...bad,
      message,
      tree: treeWith(`${onTags}  workflow_dispatch:\n`),
      reason: /`workflow_dispatch`/,
    },
    { name: '`create` is no push', ...bad, message, tree: treeWith(`${onTags}  create:\n`), reason: /`create`/ },
    {
      name: 'python-semantic-release publishes in the run that made the commit',
      ...bad,
      message,
      tree: treeWith('  push:\n    branches: [main]\n'),
      reason: /does not start/,
    },
    {
      name: 'a workflow for branches and tags',
      ...bad,
      message,
      tree: treeWith("  push:\n    branches: [main]\n    tags: ['v*']\n"),
      reason: /push to a branch/,
    },
    {
      name: 'nothing uploads',
      ...bad,
      message,
      tree: treeWith(onTags, 'actions/checkout@v4'),
      reason: /no workflow uploads/,
    },
    {
      name: 'a commit for the release comes still: the tree has changes',
      tree,
      tags,
      release: '1.2.0',
      message,
      workTree: { changed: ['pyproject.toml'] },
      reason: /not committed yet/,
    },
    {
      name: 'a commit for the release comes still: the version is not raised',
      tree: treeWith(onTags, undefined, '1.1.0'),
      tags,
      release: '1.2.0',
      message,
      reason: /still to be made/,
    },
    {
      name: 'CI, which may commit before it tags',
      tree,
      tags,
      release: '1.2.0',
      message,
      workTree: unknown('in CI'),
      reason: /in CI/,
    },
    { name: 'no convention to make a tag by', tree, tags: [], release: '1.2.0', message, reason: /no convention/ },
    { name: 'not published', ...bad, message, config: { publish: false }, reason: /not published/ },
    { name: 'no repository', tree, tag: 'v1.2.0', reason: /not a git repository/ },
    {
      name: 'another publisher that cannot be read',
      ...bad,
      message,
      tree: {
        ...tree,
        '.github/workflows/other.yml':
          'on: workflow_dispatch\njobs:\n  publish:\n    uses: acme/ci/.github/workflows/publish.yml@main\n',
      },
      reason: /acme\/ci/,
    },
  ],
});
