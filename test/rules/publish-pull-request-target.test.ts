import { rule } from '../../src/rules/publish-pull-request-target.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const PYPA = '- uses: pypa/gh-action-pypi-publish@release/v1';
const GRANT = 'permissions: {id-token: write}';

/** A workflow with one job; `job` stands in line 5, the steps from line 7 on. */
function publish(steps: string, job = GRANT, on = 'on: {push: {tags: ["v*"]}}'): string {
  return `${on}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    ${job}\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`;
}
const REQUEST = 'on: [pull_request_target, push]';

ruleTester(rule, {
  ok: [
    { name: 'a tag', tree: { [FILE]: publish(PYPA) } },
    { name: 'a request without rights', tree: { [FILE]: publish(PYPA, GRANT, 'on: pull_request') } },
    {
      name: 'a condition on the step',
      tree: { [FILE]: publish(`${PYPA}\n  if: github.event_name == 'push'`, GRANT, REQUEST) },
    },
    { name: 'a condition on the job', tree: { [FILE]: publish(PYPA, `if: github.event_name == 'push'`, REQUEST) } },
    { name: 'a job before it, which may be skipped', tree: { [FILE]: publish(PYPA, 'needs: gate', REQUEST) } },
    {
      name: 'another index',
      tree: { [FILE]: publish(`${PYPA}\n  with: {repository-url: https://example.com/}`, GRANT, REQUEST) },
    },
  ],
  bad: [
    {
      name: 'an identity',
      tree: { [FILE]: publish(PYPA, GRANT, REQUEST) },
      reports: [
        {
          message: 'refused',
          data: { tool: 'pypa/gh-action-pypi-publish', job: 'publish', index: 'PyPI' },
          at: `${FILE}:7:15-53`,
          related: [`${FILE}:1:6-25`],
        },
      ],
    },
    {
      name: 'a token',
      tree: { [FILE]: publish(`${PYPA}\n  with: {password: "\${{ secrets.P }}"}`, GRANT, REQUEST) },
      reports: [
        {
          message: 'token',
          data: { tool: 'pypa/gh-action-pypi-publish', job: 'publish', index: 'PyPI', name: 'password' },
          at: `${FILE}:7:15-53`,
        },
      ],
    },
  ],
  skip: [{ name: 'no workflows', tree: {}, reason: 'no workflows' }],
});
