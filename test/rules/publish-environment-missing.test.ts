import { rule } from '../../src/rules/publish-environment-missing.ts';
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
    { name: 'an environment', tree: { [FILE]: publish(PYPA, 'environment: pypi') } },
    { name: 'an environment with a URL', tree: { [FILE]: publish(PYPA, 'environment: {name: pypi, url: x}') } },
    { name: 'an environment that is computed', tree: { [FILE]: publish(PYPA, 'environment: ${{ inputs.where }}') } },
    { name: 'a token', tree: { [FILE]: publish(`${PYPA}\n  with: {password: "\${{ secrets.PYPI }}"}`) } },
    {
      name: 'a rehearsal',
      tree: { [FILE]: publish(`${PYPA}\n  with: {repository-url: https://test.pypi.org/legacy/}`) },
    },
    { name: 'a tool that may have a token', tree: { [FILE]: publish('- run: twine upload dist/*') } },
  ],
  bad: [
    {
      name: 'no environment',
      tree: { [FILE]: publish(PYPA) },
      reports: [{ message: 'missing', data: { job: 'publish' }, at: `${FILE}:3:3-10`, related: [`${FILE}:7:15-53`] }],
    },
    {
      name: 'a called workflow whose caller gives none',
      tree: {
        '.github/workflows/upload.yml':
          'on: {workflow_call: {inputs: {environment: {default: ""}}}}\njobs:\n  upload:\n    runs-on: ubuntu-latest\n    environment: ${{ inputs.environment }}\n    steps:\n      - uses: pypa/gh-action-pypi-publish@release/v1\n',
        [FILE]: `on: push\njobs:\n  call:\n    ${GRANT}\n    uses: ./.github/workflows/upload.yml\n`,
      },
      reports: [{ message: 'missing', at: '.github/workflows/upload.yml:3:3-9' }],
    },
  ],
  skip: [{ name: 'no workflows', tree: {}, reason: 'no workflows' }],
});
