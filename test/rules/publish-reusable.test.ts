import { rule } from '../../src/rules/publish-reusable.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const UPLOAD = '.github/workflows/upload.yml';

function callee(step = '- uses: pypa/gh-action-pypi-publish@release/v1', on = 'on: workflow_call'): string {
  return `${on}\njobs:\n  upload:\n    runs-on: ubuntu-latest\n    permissions: {id-token: write}\n    steps:\n      ${step.replaceAll('\n', '\n      ')}\n`;
}
const CALLER =
  'on: {push: {tags: ["v*"]}}\njobs:\n  release:\n    permissions: {id-token: write}\n    uses: ./.github/workflows/upload.yml\n';
const OFF = '- uses: pypa/gh-action-pypi-publish@release/v1\n  with: {attestations: false}';

ruleTester(rule, {
  ok: [
    { name: 'a workflow that starts by itself', tree: { [FILE]: callee(undefined, 'on: push') } },
    {
      name: 'a token, which knows no repository',
      tree: {
        [UPLOAD]: callee('- uses: pypa/gh-action-pypi-publish@release/v1\n  with: {password: "${{ secrets.P }}"}'),
      },
    },
    {
      name: 'another index',
      tree: {
        [UPLOAD]: callee(
          '- uses: pypa/gh-action-pypi-publish@release/v1\n  with: {repository-url: https://example.com/}',
        ),
      },
    },
    { name: 'a tool that may have a token', tree: { [UPLOAD]: callee('- run: twine upload dist/*') } },
    {
      name: 'an index that the caller names',
      tree: {
        [UPLOAD]: callee(
          '- uses: pypa/gh-action-pypi-publish@release/v1\n  with: {repository-url: "${{ inputs.url }}"}',
        ),
        [FILE]: CALLER,
      },
    },
    {
      name: 'a workflow that is called by its full name',
      tree: { [UPLOAD]: callee(), [FILE]: CALLER.replace('./', 'acme/demo/').replace('.yml', '.yml@main') },
    },
    {
      name: 'a rehearsal in a called workflow, without attestations',
      tree: {
        [UPLOAD]: callee(`${OFF.slice(0, -1)}, repository-url: "https://test.pypi.org/legacy/"}`),
        [FILE]: CALLER,
      },
    },
  ],
  bad: [
    {
      // PalmSens/palmsens-sdk#451: the publisher is looked up by the caller's repository and the called file.
      name: 'only other repositories call it',
      tree: { [UPLOAD]: callee(OFF) },
      reports: [
        {
          message: 'crossRepository',
          data: { tool: 'pypa/gh-action-pypi-publish', job: 'upload', file: UPLOAD, index: 'PyPI' },
          at: `${UPLOAD}:7:15-53`,
        },
      ],
    },
    {
      name: 'only other repositories call it, with uv',
      tree: { [UPLOAD]: callee('- run: uv publish --trusted-publishing always') },
      reports: [{ message: 'crossRepository', at: `${UPLOAD}:7:14-52` }],
    },
    {
      // pypa/gh-action-pypi-publish#283, wingfoil-io/wingfoil#916
      name: 'attestations in a called workflow',
      tree: { [UPLOAD]: callee(), [FILE]: CALLER },
      reports: [
        {
          message: 'attestations',
          data: {
            tool: 'pypa/gh-action-pypi-publish',
            job: 'upload',
            file: UPLOAD,
            index: 'PyPI',
            caller: FILE,
            name: 'upload.yml',
            callerName: 'publish.yml',
          },
          at: `${UPLOAD}:7:15-53`,
          related: [`${FILE}:5:11-41`],
        },
      ],
    },
    {
      name: 'attestations asked for, with a version of before the default',
      tree: {
        [UPLOAD]: callee('- uses: pypa/gh-action-pypi-publish@v1.10.3\n  with: {attestations: true}'),
        [FILE]: CALLER,
      },
      reports: [{ message: 'attestations', at: `${UPLOAD}:7:15-50` }],
    },
    {
      name: 'a called workflow without attestations',
      tree: { [UPLOAD]: callee(OFF), [FILE]: CALLER },
      reports: [{ message: 'sameRepository', at: `${UPLOAD}:7:15-53`, related: [`${FILE}:5:11-41`] }],
    },
    {
      name: 'a version of before attestations',
      tree: { [UPLOAD]: callee('- uses: pypa/gh-action-pypi-publish@v1.8.14'), [FILE]: CALLER },
      reports: [{ message: 'sameRepository', at: `${UPLOAD}:7:15-50` }],
    },
    {
      name: 'a release of before attestations',
      tree: { [UPLOAD]: callee('- uses: pypa/gh-action-pypi-publish@unstable/v1'), [FILE]: CALLER },
      tag: 'v1.0.0',
      head: [{ name: 'v1.0.0', date: '2024-05-01T12:00:00Z' }],
      tags: [],
      reports: [{ message: 'sameRepository', at: `${UPLOAD}:7:15-54` }],
    },
    {
      name: 'a commit that nobody knows',
      tree: { [UPLOAD]: callee(`- uses: pypa/gh-action-pypi-publish@${'a'.repeat(40)}`), [FILE]: CALLER },
      reports: [{ message: 'sameRepository', at: `${UPLOAD}:7:15-83` }],
    },
    {
      name: 'a workflow that starts by itself, too',
      tree: { [UPLOAD]: callee(undefined, 'on: [push, workflow_call]'), [FILE]: CALLER },
      reports: [{ message: 'sameRepository', at: `${UPLOAD}:7:15-53` }],
    },
    {
      name: 'uv in a called workflow, as ruff and uv do',
      tree: { [UPLOAD]: callee('- run: uv publish --trusted-publishing always'), [FILE]: CALLER },
      reports: [{ message: 'sameRepository', at: `${UPLOAD}:7:14-52` }],
    },
  ],
  skip: [{ name: 'no workflows', tree: {}, reason: 'no workflows' }],
});
