import { rule } from '../../src/rules/publish-action-ref.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const PYPA = '- uses: pypa/gh-action-pypi-publish@release/v1';
const GRANT = 'permissions: {id-token: write}';

/** A workflow with one job; `job` stands in line 5, the steps from line 7 on. */
function publish(steps: string, job = GRANT, on = 'on: {push: {tags: ["v*"]}}'): string {
  return `${on}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    ${job}\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`;
}
const MASTER = '- uses: pypa/gh-action-pypi-publish@master\n  with: {password: "${{ secrets.P }}"}';

ruleTester(rule, {
  ok: [
    { name: 'the branch that is kept', tree: { [FILE]: publish(PYPA) } },
    { name: 'a tag', tree: { [FILE]: publish(PYPA.replace('release/v1', 'v1.13.0')) } },
    {
      name: 'a commit, where a commit is asked for',
      tree: { [FILE]: publish(PYPA.replace('release/v1', 'a'.repeat(40))) },
      options: { pin: 'commit' },
    },
    {
      name: 'a tag, where a tag is asked for',
      tree: { [FILE]: publish(PYPA.replace('release/v1', 'v1.13.0')) },
      options: { pin: 'tag' },
    },
    {
      name: 'a release of when master was kept',
      tree: { [FILE]: publish(MASTER) },
      tag: 'v1.0.0',
      head: [{ name: 'v1.0.0', date: '2021-05-01T12:00:00Z' }],
      tags: [],
    },
    { name: 'another action', tree: { [FILE]: publish('- uses: acme/publish@master') } },
  ],
  bad: [
    {
      name: 'master',
      tree: { [FILE]: publish(MASTER) },
      reports: [
        { message: 'sunset', data: { tool: 'pypa/gh-action-pypi-publish', ref: 'master' }, at: `${FILE}:7:15-49` },
      ],
      fixed: { [FILE]: publish(MASTER.replace('master', 'release/v1')) },
    },
    {
      name: 'master at a release that is out',
      tree: { [FILE]: publish(MASTER) },
      tag: 'v1.0.0',
      head: [{ name: 'v1.0.0', date: '2026-05-01T12:00:00Z' }],
      tags: [],
      reports: [{ message: 'released', at: `${FILE}:7:15-49` }],
      fixed: null,
    },
    {
      name: 'a branch, where a tag is asked for',
      tree: { [FILE]: publish(PYPA) },
      options: { pin: 'tag' },
      reports: [
        {
          message: 'moving',
          data: { tool: 'pypa/gh-action-pypi-publish', ref: 'release/v1', pin: 'a tag' },
          at: `${FILE}:7:15-53`,
        },
      ],
      fixed: null,
    },
    {
      name: 'a tag, where a commit is asked for',
      tree: { [FILE]: publish(PYPA.replace('release/v1', 'v1.13.0')) },
      options: { pin: 'commit' },
      reports: [{ message: 'tag', at: `${FILE}:7:15-50` }],
      fixed: null,
    },
  ],
  skip: [{ name: 'no workflows', tree: {}, reason: 'no workflows' }],
});
