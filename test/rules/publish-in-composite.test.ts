import { rule } from '../../src/rules/publish-in-composite.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const ACTION = '.github/actions/upload/action.yml';
const WORKFLOW =
  'on: push\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    permissions: {id-token: write}\n    steps:\n      - uses: actions/checkout@v5\n      - uses: ./.github/actions/upload\n';

function action(uses: string): string {
  return `runs:\n  using: composite\n  steps:\n    - uses: ${uses}\n`;
}

ruleTester(rule, {
  ok: [
    {
      name: 'a version of before v1.12.0',
      tree: { [ACTION]: action('pypa/gh-action-pypi-publish@v1.11.0'), [FILE]: WORKFLOW },
    },
    {
      name: 'a release of before v1.12.0',
      tree: { [ACTION]: action('pypa/gh-action-pypi-publish@release/v1'), [FILE]: WORKFLOW },
      tag: 'v1.0.0',
      head: [{ name: 'v1.0.0', date: '2024-10-01T12:00:00Z' }],
      tags: [],
    },
    {
      name: 'a commit that nobody knows',
      tree: { [ACTION]: action(`pypa/gh-action-pypi-publish@${'a'.repeat(40)}`), [FILE]: WORKFLOW },
    },
    {
      name: 'the image',
      tree: { [ACTION]: action('docker://ghcr.io/pypa/gh-action-pypi-publish:v1.12.4'), [FILE]: WORKFLOW },
    },
    { name: 'another action', tree: { [ACTION]: action('acme/publish@v1'), [FILE]: WORKFLOW } },
    {
      name: 'a step of the job',
      tree: { [FILE]: WORKFLOW.replace('./.github/actions/upload', 'pypa/gh-action-pypi-publish@release/v1') },
    },
    {
      name: 'an action that nobody uses',
      tree: {
        [ACTION]: action('pypa/gh-action-pypi-publish@v1.13.0'),
        [FILE]: 'on: push\njobs: {a: {runs-on: x, steps: [{run: y}]}}\n',
      },
    },
  ],
  bad: [
    {
      // tobocop2/lilbee#232: `docker run ghcr.io/tobocop2/lilbee:main` instead of the action's own image.
      name: 'a step of a composite action',
      tree: { [ACTION]: action('pypa/gh-action-pypi-publish@release/v1'), [FILE]: WORKFLOW },
      reports: [
        {
          message: 'nested',
          data: { tool: 'pypa/gh-action-pypi-publish', file: ACTION, job: 'publish', workflow: FILE },
          at: `${ACTION}:4:13-51`,
        },
      ],
    },
    {
      name: 'a commit of v1.13.0',
      tree: {
        [ACTION]: action('pypa/gh-action-pypi-publish@ed0c53931b1dc9bd32cbe73a98c7f6766f8a527e'),
        [FILE]: WORKFLOW,
      },
      reports: [{ message: 'nested', at: `${ACTION}:4:13-81` }],
    },
  ],
  skip: [{ name: 'no workflows', tree: {}, reason: 'no workflows' }],
});
