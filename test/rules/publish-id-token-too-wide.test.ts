import { rule } from '../../src/rules/publish-id-token-too-wide.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';

/** The permissions of the workflow stand in line 2. */
function workflow(test = '', publish = '', top = 'permissions: {id-token: write, contents: read}'): string {
  return `on: {push: {tags: ["v*"]}}
${top}
jobs:
  test:
    runs-on: ubuntu-latest${test}
    steps:
      - run: pytest
  publish:
    runs-on: ubuntu-latest${publish}
    steps:
      - uses: pypa/gh-action-pypi-publish@release/v1
`;
}

ruleTester(rule, {
  ok: [
    {
      name: 'the job that publishes has it',
      tree: { [FILE]: workflow('', '\n    permissions: {id-token: write}', 'permissions: {contents: read}') },
    },
    {
      name: 'the other jobs have permissions of their own',
      tree: { [FILE]: workflow('\n    permissions: {contents: read}') },
    },
    {
      name: 'the other job attests',
      tree: { [FILE]: workflow().replace('run: pytest', 'uses: actions/attest-build-provenance@v3') },
    },
    {
      name: 'the other job attests by an input',
      tree: {
        [FILE]: workflow().replace(
          'run: pytest',
          'uses: hynek/build-and-inspect-python-package@v2\n        with: {attest-build-provenance-github: "true"}',
        ),
      },
    },
    {
      name: 'the other job calls a workflow that may need it',
      tree: {
        [FILE]: workflow().replace(
          '    runs-on: ubuntu-latest\n    steps:\n      - run: pytest\n',
          '    uses: acme/ci/.github/workflows/test.yml@v1\n',
        ),
      },
    },
    {
      name: 'all jobs publish',
      tree: { [FILE]: workflow().replace('run: pytest', 'uses: pypa/gh-action-pypi-publish@release/v1') },
    },
    {
      name: 'a token is used',
      tree: { [FILE]: `${workflow()}        with: {password: "\${{ secrets.PYPI }}"}\n` },
    },
  ],
  bad: [
    {
      name: 'the workflow grants it to its tests',
      tree: { [FILE]: workflow() },
      reports: [
        {
          message: 'workflow',
          data: { file: FILE, others: 'test', job: 'publish' },
          at: `${FILE}:2:15-23`,
          related: [`${FILE}:11:15-53`],
        },
      ],
    },
    {
      name: 'a release that is out',
      tree: { [FILE]: workflow() },
      tag: 'v1.0.0',
      head: [{ name: 'v1.0.0', date: '2026-05-01T12:00:00Z' }],
      tags: [],
      reports: [{ message: 'released', at: `${FILE}:2:15-23` }],
    },
    {
      name: 'the workflow grants everything',
      tree: { [FILE]: workflow('', '', 'permissions: write-all') },
      reports: [{ message: 'workflow', at: `${FILE}:2:1-12` }],
    },
    {
      name: 'the job may do everything',
      tree: { [FILE]: workflow('', '\n    permissions: write-all') },
      reports: [{ message: 'all', data: { job: 'publish' }, at: `${FILE}:10:5-16` }],
    },
  ],
  skip: [{ name: 'no workflows', tree: {}, reason: 'no workflows' }],
});
