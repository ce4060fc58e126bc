import { rule } from '../../src/rules/publish-verify-disabled.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const PYPA = '- uses: pypa/gh-action-pypi-publish@release/v1';
const GRANT = 'permissions: {id-token: write}';

/** A workflow with one job; `job` stands in line 5, the steps from line 7 on. */
function publish(steps: string, job = GRANT, on = 'on: {push: {tags: ["v*"]}}'): string {
  return `${on}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    ${job}\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`;
}

ruleTester(rule, {
  ok: [
    { name: 'by default', tree: { [FILE]: publish(PYPA) } },
    { name: 'turned on', tree: { [FILE]: publish(`${PYPA}\n  with: {verify-metadata: true}`) } },
    { name: 'an expression', tree: { [FILE]: publish(`${PYPA}\n  with: {verify-metadata: "\${{ inputs.v }}"}`) } },
  ],
  bad: [
    {
      name: 'turned off',
      tree: { [FILE]: publish(`${PYPA}\n  with: {verify-metadata: false}`) },
      reports: [
        {
          message: 'disabled',
          data: { tool: 'pypa/gh-action-pypi-publish', input: 'verify-metadata', value: 'false' },
          at: `${FILE}:8:33-38`,
        },
      ],
    },
    {
      name: 'turned off in the old spelling',
      tree: { [FILE]: publish(`${PYPA}\n  with: {verify_metadata: "False"}`) },
      reports: [{ message: 'disabled', at: `${FILE}:8:34-39` }],
    },
  ],
  skip: [{ name: 'no workflows', tree: {}, reason: 'no workflows' }],
});
