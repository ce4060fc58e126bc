import { rule } from '../../src/rules/workflow-unparseable.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/ci.yml';
const good = 'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pytest\n';

ruleTester(rule, {
  ok: [
    { name: 'a workflow', tree: { [FILE]: good } },
    { name: 'Windows line ends', tree: { [FILE]: good.replaceAll('\n', '\r\n') } },
    { name: 'a byte order mark', tree: { [FILE]: `\ufeff${good}` } },
    {
      name: 'quoted text that goes on with less indentation, as GitHub allows',
      tree: {
        [FILE]: `${good}  publish:\n    if: "startsWith(github.ref, 'refs/tags/') &&\n  github.repository == 'acme/demo'"\n    runs-on: ubuntu-latest\n`,
      },
    },
    {
      name: 'anchors, which GitHub has known since 2025',
      tree: {
        [FILE]: `${good}  more:\n    runs-on: ubuntu-latest\n    env: &env {A: b}\n    steps:\n      - run: pytest\n        env: *env\n`,
      },
    },
    {
      name: 'a key given twice is GitHub’s to complain about',
      tree: { [FILE]: good.replace('    runs-on', '    name: a\n    name: b\n    runs-on') },
    },
    {
      name: 'a script with broken YAML in it',
      tree: {
        [FILE]: good.replace('- run: pytest', '- run: |\n          cat > x.yml <<EOF\n          a: [\n          EOF'),
      },
    },
    { name: 'broken YAML elsewhere', tree: { [FILE]: good, '.github/dependabot.yml': 'a: [\n' } },
  ],
  bad: [
    {
      name: 'an open bracket',
      tree: { [FILE]: 'on: push\njobs: [\n' },
      reports: [
        {
          message: 'invalid',
          data: {
            file: FILE,
            problem: 'Flow sequence in block collection must be sufficiently indented and end with a ]',
          },
          at: `${FILE}:3:1`,
        },
      ],
    },
    {
      name: 'a merge left unresolved',
      tree: { [FILE]: '<<<<<<< HEAD\non: push\n=======\non: [push]\n>>>>>>> main\n' },
      reports: [{ message: 'invalid', at: `${FILE}:1:1` }],
    },
    {
      name: 'nested beyond reason',
      tree: { [FILE]: `on: push\njobs: ${'['.repeat(200)}\n` },
      reports: [
        { message: 'invalid', data: { file: FILE, problem: 'nested more than 100 levels deep' }, at: `${FILE}:2:106` },
      ],
    },
    {
      name: 'no jobs',
      tree: { [FILE]: 'name: CI\non: push\n' },
      reports: [{ message: 'jobless', data: { file: FILE }, at: `${FILE}:1:1` }],
    },
    {
      name: 'jobs without any',
      tree: { [FILE]: 'on: push\njobs:\n  # test:\n' },
      reports: [{ message: 'jobless', at: `${FILE}:2:1-5` }],
    },
    {
      name: 'the configuration of another service',
      tree: { [FILE]: good, '.github/workflows/dependabot.yaml': 'version: 2\nupdates: []\n' },
      reports: [{ message: 'jobless', at: '.github/workflows/dependabot.yaml:1:1' }],
    },
    {
      name: 'all commented out',
      tree: { [FILE]: '# on: push\n# jobs:\n' },
      reports: [{ message: 'empty', data: { file: FILE }, at: `${FILE}:1:1` }],
    },
    { name: 'an empty file', tree: { [FILE]: '' }, reports: [{ message: 'empty', at: `${FILE}:1:1` }] },
  ],
  skip: [{ name: 'no workflows', tree: { 'pyproject.toml': '' }, reason: 'no workflows' }],
});
