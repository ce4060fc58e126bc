import { rule } from '../../src/rules/publish-permissions-drop-contents.ts';
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
    { name: 'no checkout', tree: { [FILE]: publish(`- uses: actions/download-artifact@v7\n${PYPA}`) } },
    {
      name: 'listed',
      tree: {
        [FILE]: publish(`- uses: actions/checkout@v5\n${PYPA}`, 'permissions: {id-token: write, contents: read}'),
      },
    },
    {
      name: 'no block: the default reads',
      tree: { [FILE]: publish(`- uses: actions/checkout@v5\n${PYPA}`, 'name: x') },
    },
    {
      name: 'a key of its own',
      tree: {
        [FILE]: publish(`- uses: actions/checkout@v5\n  with: {ssh-key: "\${{ secrets.KEY }}"}\n${PYPA}`),
      },
    },
  ],
  bad: [
    {
      name: 'the job lists its identity only',
      tree: { [FILE]: publish(`- uses: actions/checkout@v5\n${PYPA}`) },
      reports: [{ message: 'unread', data: { job: 'publish' }, at: `${FILE}:5:5-16`, related: [`${FILE}:7:15-34`] }],
    },
    {
      name: 'the workflow lists its identity only',
      tree: {
        [FILE]: publish(`- uses: actions/checkout@v5\n${PYPA}`, 'name: x', 'on: push\npermissions: {id-token: write}'),
      },
      reports: [{ message: 'unread', at: `${FILE}:2:1-12` }],
    },
  ],
  skip: [{ name: 'no workflows', tree: {}, reason: 'no workflows' }],
});
