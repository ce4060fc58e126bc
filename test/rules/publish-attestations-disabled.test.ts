import { rule } from '../../src/rules/publish-attestations-disabled.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const PYPA = '- uses: pypa/gh-action-pypi-publish@release/v1';
const GRANT = 'permissions: {id-token: write}';

/** A workflow with one job; `job` stands in line 5, the steps from line 7 on. */
function publish(steps: string, job = GRANT, on = 'on: {push: {tags: ["v*"]}}'): string {
  return `${on}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    ${job}\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`;
}
const OFF = `${PYPA}\n  with: {attestations: false}`;

ruleTester(rule, {
  ok: [
    { name: 'by default', tree: { [FILE]: publish(PYPA) } },
    {
      name: 'a token, which signs nothing anyway',
      tree: { [FILE]: publish(`${PYPA}\n  with: {attestations: false, password: p}`) },
    },
    {
      name: 'a rehearsal',
      tree: {
        [FILE]: publish(`${PYPA}\n  with: {attestations: false, repository-url: "https://test.pypi.org/legacy/"}`),
      },
    },
    {
      // pypa/gh-action-pypi-publish#319
      name: 'a second upload of the same files',
      tree: { [FILE]: publish(`${PYPA}\n  with: {repository-url: "https://test.pypi.org/legacy/"}\n${OFF}`) },
    },
    {
      name: 'a called workflow, which cannot attest',
      tree: {
        '.github/workflows/upload.yml': publish(OFF, GRANT, 'on: workflow_call'),
        [FILE]: `on: push\njobs:\n  call:\n    ${GRANT}\n    uses: ./.github/workflows/upload.yml\n`,
      },
    },
    { name: 'a version that knows none', tree: { [FILE]: publish(OFF.replace('release/v1', 'v1.8.14')) } },
  ],
  bad: [
    {
      name: 'turned off',
      tree: { [FILE]: publish(OFF) },
      reports: [
        { message: 'disabled', data: { tool: 'pypa/gh-action-pypi-publish', value: 'false' }, at: `${FILE}:8:30-35` },
      ],
    },
  ],
  skip: [{ name: 'no workflows', tree: {}, reason: 'no workflows' }],
});
