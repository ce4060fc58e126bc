import { rule } from '../../src/rules/publish-runner-not-linux.ts';
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
    { name: 'Linux', tree: { [FILE]: publish(PYPA) } },
    { name: 'a matrix', tree: { [FILE]: publish(PYPA).replace('ubuntu-latest', '${{ matrix.os }}') } },
    {
      name: 'a machine of one’s own',
      tree: { [FILE]: publish(PYPA).replace('ubuntu-latest', '[self-hosted, macos-x]') },
    },
    {
      name: 'a condition',
      tree: { [FILE]: publish(`${PYPA}\n  if: runner.os == 'Linux'`).replace('ubuntu', 'macos') },
    },
    { name: 'another tool', tree: { [FILE]: publish('- run: uv publish').replace('ubuntu', 'windows') } },
  ],
  bad: [
    {
      name: 'Windows',
      tree: { [FILE]: publish(PYPA).replace('ubuntu', 'windows') },
      reports: [
        {
          message: 'runner',
          data: { tool: 'pypa/gh-action-pypi-publish', job: 'publish', label: 'windows-latest' },
          at: `${FILE}:7:15-53`,
          related: [`${FILE}:4:14-28`],
        },
      ],
    },
    {
      name: 'macOS, with a token',
      tree: {
        [FILE]: publish(`${PYPA}\n  with: {password: "\${{ secrets.P }}"}`).replace('ubuntu-latest', 'macos-15'),
      },
      reports: [{ message: 'runner', at: `${FILE}:7:15-53` }],
    },
  ],
  skip: [{ name: 'no workflows', tree: {}, reason: 'no workflows' }],
});
