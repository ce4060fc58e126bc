import { rule } from '../../src/rules/publish-password-disables-oidc.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const PYPA = '- uses: pypa/gh-action-pypi-publish@release/v1';
const GRANT = 'permissions: {id-token: write}';

/** A workflow with one job; `job` stands in line 5, the steps from line 7 on. */
function publish(steps: string, job = GRANT, on = 'on: {push: {tags: ["v*"]}}'): string {
  return `${on}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    ${job}\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`;
}
const PASSWORD = 'password: "${{ secrets.PYPI }}"';

ruleTester(rule, {
  ok: [
    { name: 'no password', tree: { [FILE]: publish(`${PYPA}\n  with: {attestations: true}`) } },
    { name: 'attestations by default', tree: { [FILE]: publish(`${PYPA}\n  with: {${PASSWORD}}`) } },
    {
      name: 'attestations turned off',
      tree: { [FILE]: publish(`${PYPA}\n  with: {${PASSWORD}, attestations: false}`) },
    },
    {
      name: 'another index',
      tree: {
        [FILE]: publish(
          `${PYPA}\n  with: {${PASSWORD}, attestations: true, repository-url: https://pypi.example.com/}`,
        ),
      },
    },
  ],
  bad: [
    {
      name: 'a password beside attestations',
      tree: { [FILE]: publish(`${PYPA}\n  with:\n    ${PASSWORD}\n    attestations: true`) },
      reports: [
        {
          message: 'attestations',
          data: { value: 'true', name: 'password', index: 'PyPI' },
          at: `${FILE}:10:25-29`,
          related: [`${FILE}:9:22-41`],
        },
      ],
    },
  ],
  skip: [{ name: 'no workflows', tree: {}, reason: 'no workflows' }],
});
