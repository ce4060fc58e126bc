import { rule } from '../../src/rules/publish-build-same-job.ts';
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
    { name: 'no build', tree: { [FILE]: publish(`- uses: actions/download-artifact@v7\n${PYPA}`) } },
    { name: 'a build after it', tree: { [FILE]: publish(`${PYPA}\n- run: python -m build`) } },
    { name: 'the tool is only installed', tree: { [FILE]: publish(`- run: pip install build\n${PYPA}`) } },
    {
      name: 'a token',
      tree: { [FILE]: publish(`- run: uv build\n${PYPA}\n  with: {password: "\${{ secrets.P }}"}`) },
    },
    {
      name: 'a job of its own',
      tree: {
        [FILE]: publish(PYPA).replace(
          'jobs:\n',
          'jobs:\n  build:\n    runs-on: ubuntu-latest\n    steps: [{run: uv build}]\n',
        ),
      },
    },
  ],
  bad: [
    {
      name: 'python -m build',
      tree: { [FILE]: publish(`- run: |\n    pip install build\n    python -m build\n${PYPA}`) },
      reports: [
        {
          message: 'together',
          data: { build: 'build', job: 'publish', tool: 'pypa/gh-action-pypi-publish' },
          at: `${FILE}:9:11-26`,
          related: [`${FILE}:10:15-53`],
        },
      ],
    },
    {
      name: 'uv build',
      tree: { [FILE]: publish('- run: uv build && uv publish --trusted-publishing always') },
      reports: [
        { message: 'together', data: { build: 'uv build', job: 'publish', tool: 'uv publish' }, at: `${FILE}:7:14-22` },
      ],
    },
    {
      name: 'uvx and pipx',
      tree: { [FILE]: publish(`- run: pipx run build\n${PYPA}`) },
      reports: [{ message: 'together', at: `${FILE}:7:14-28` }],
    },
    {
      name: 'setup.py',
      tree: { [FILE]: publish(`- run: python setup.py sdist bdist_wheel\n${PYPA}`) },
      reports: [{ message: 'together', at: `${FILE}:7:14-47` }],
    },
    {
      name: 'an action that builds',
      tree: { [FILE]: publish(`- uses: pypa/cibuildwheel@v3\n${PYPA}`) },
      reports: [{ message: 'together', at: `${FILE}:7:15-35` }],
    },
  ],
  skip: [{ name: 'no workflows', tree: {}, reason: 'no workflows' }],
});
