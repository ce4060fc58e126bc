import { rule } from '../../src/rules/publish-no-test-gate.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const PROJECT = '[project]\nname = "demo"\nversion = "1.0.0"\n';
const PYPA = '- uses: pypa/gh-action-pypi-publish@release/v1';
const TAG = "{push: {tags: ['v*']}}";

/** The job's own line is the fourth, the steps stand from line 7 on. */
function publish(job: string, steps = PYPA, on = TAG): string {
  return `on: ${on}\njobs:\n  publish:\n    ${job}\n    runs-on: ubuntu-latest\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`;
}

const tree = (workflow: string): { readonly [path: string]: string } => ({
  'pyproject.toml': PROJECT,
  [FILE]: workflow,
});
const tags = ['v0.9.0', 'v0.8.0', 'v0.7.0', 'v0.6.0'];
const before = (id: string, run: string): string =>
  `${publish(`needs: [${id}]`)}  ${id}:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`;

ruleTester(rule, {
  ok: [
    { name: 'a job that runs tests', tree: tree(before('quality', 'tox -e py')), tags },
    { name: 'a job that is called so', tree: tree(before('tests', './run')), tags },
    { name: 'tests in the job itself', tree: tree(publish('timeout-minutes: 5', `- run: pytest\n${PYPA}`)), tags },
    { name: 'an environment, which may have reviewers', tree: tree(publish('environment: pypi')), tags },
    {
      name: 'a called workflow that cannot be read',
      tree: tree(`${publish('needs: [all]')}  all:\n    uses: acme/workflows/.github/workflows/all.yml@v1\n`),
      tags,
    },
    {
      name: 'the run of another workflow',
      tree: {
        ...tree(publish('timeout-minutes: 5', PYPA, '{workflow_run: {workflows: [Tests], types: [completed]}}')),
        '.github/workflows/tests.yml': `name: Tests\non: ${TAG}\njobs:\n  run:\n    runs-on: ubuntu-latest\n    steps: [{run: pytest}]\n`,
      },
      tags,
    },
    {
      name: 'the push of a branch',
      tree: tree(publish('timeout-minutes: 5', PYPA, '{push: {branches: [main]}}')),
      tags,
    },
  ],
  bad: [
    {
      name: 'builds and uploads',
      tree: tree(before('build', 'pipx run build')),
      tags,
      reports: [
        {
          message: 'ungated',
          data: { tool: 'pypa/gh-action-pypi-publish', job: 'publish', when: 'a tag is pushed' },
          at: `${FILE}:7:15-53`,
        },
      ],
    },
  ],
  skip: [
    {
      name: 'no upload',
      tree: tree(publish('timeout-minutes: 5', '- run: true')),
      tags,
      reason: /no workflow uploads/,
    },
    { name: 'no version', tree: { [FILE]: publish('timeout-minutes: 5') }, reason: /no version/ },
  ],
});
