import { rule } from '../../src/rules/publish-skip-existing.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const PYPA = '- uses: pypa/gh-action-pypi-publish@release/v1';
const GRANT = 'permissions: {id-token: write}';

/** A workflow with one job; `job` stands in line 5, the steps from line 7 on. */
function publish(steps: string, job = GRANT, on = 'on: {push: {tags: ["v*"]}}'): string {
  return `${on}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    ${job}\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`;
}
const SKIPS = `${PYPA}\n  with:\n    skip-existing: true`;

ruleTester(rule, {
  ok: [
    { name: 'not asked for', tree: { [FILE]: publish(PYPA) } },
    { name: 'turned off', tree: { [FILE]: publish(SKIPS.replace('true', 'false')) } },
    { name: 'an expression', tree: { [FILE]: publish(SKIPS.replace('true', '${{ inputs.again }}')) } },
    {
      name: 'a rehearsal',
      tree: { [FILE]: publish(`${SKIPS}\n    repository-url: https://test.pypi.org/legacy/`) },
    },
    {
      name: 'a matrix, whose legs upload parts of it',
      tree: { [FILE]: publish(SKIPS, 'strategy: {matrix: {os: [a, b]}}') },
    },
    {
      name: 'several uploads of one release',
      tree: { [FILE]: publish(`${PYPA}\n  with: {packages-dir: a}\n${SKIPS}`) },
    },
    { name: 'a reason behind it', tree: { [FILE]: publish(`${SKIPS} # wheels are re-run one by one`) } },
    { name: 'a reason above it', tree: { [FILE]: publish(SKIPS.replace('skip', '# a retry must pass\n    skip')) } },
    {
      name: 'uv, which compares the files',
      tree: { [FILE]: publish('- run: uv publish --check-url https://pypi.org/simple/') },
    },
  ],
  bad: [
    {
      name: 'the input',
      tree: { [FILE]: publish(SKIPS) },
      reports: [
        {
          message: 'skipped',
          data: { tool: 'pypa/gh-action-pypi-publish', option: 'skip-existing' },
          at: `${FILE}:9:26-30`,
        },
      ],
    },
    {
      name: 'the flag',
      tree: { [FILE]: publish('- run: twine upload --skip-existing dist/*') },
      reports: [
        { message: 'skipped', data: { tool: 'twine upload', option: '--skip-existing' }, at: `${FILE}:7:27-42` },
      ],
    },
  ],
  skip: [{ name: 'no workflows', tree: {}, reason: 'no workflows' }],
});
