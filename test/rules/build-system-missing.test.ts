import { rule } from '../../src/rules/build-system-missing.ts';
import { ruleTester } from '../rule-tester.ts';

const workflow = {
  '.github/workflows/release.yml': `on: {push: {tags: ['v*']}}\njobs:\n  pypi:\n    runs-on: ubuntu-latest\n    permissions: {id-token: write}\n    steps:\n      - run: python -m build\n      - uses: pypa/gh-action-pypi-publish@release/v1\n`,
};
const project = (text = '') => ({
  'pyproject.toml': `[project]\nname = "demo"\nversion = "1.0"\n${text}`,
  ...workflow,
});

ruleTester(rule, {
  ok: [
    {
      name: 'a backend is declared',
      tree: project('[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'),
    },
    {
      name: 'a table without a backend, which is legal',
      tree: project('[build-system]\nrequires = ["setuptools"]\n'),
    },
    {
      name: 'setup.py alone',
      tree: { 'setup.py': 'from setuptools import setup\nsetup(name="demo", version="1.0")\n', ...workflow },
    },
    {
      name: 'the root of a workspace of uv, which is not built (titiler)',
      tree: project('[tool.uv.workspace]\nmembers = ["src/*"]\n'),
    },
    { name: 'an application of uv', tree: project('[tool.uv]\npackage = false\n') },
    { name: 'pyproject.toml of tools only', tree: { 'pyproject.toml': '[tool.black]\n', 'setup.py': 'setup()\n' } },
  ],
  bad: [
    {
      name: 'settings of hatchling',
      tree: project('[tool.hatch.build.targets.wheel]\npackages = ["src/demo"]\n'),
      reports: [
        {
          message: 'settings',
          data: { tool: '[tool.hatch.build]', backend: 'hatchling.build' },
          at: 'pyproject.toml:1:2-9',
        },
      ],
    },
    { name: 'nothing at all', tree: project(), reports: [{ message: 'legacy', at: 'pyproject.toml:1:2-9' }] },
    {
      name: 'environments of hatch are not for the build',
      tree: project('[tool.hatch.envs.test]\ndependencies = ["pytest"]\n'),
      reports: [{ message: 'legacy', at: 'pyproject.toml:1:2-9' }],
    },
  ],
  skip: [
    { name: 'no project', tree: { 'README.md': '# Demo\n' }, reason: 'no Python project' },
    {
      name: 'an application that uv manages',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.0"\n' },
      reason: /nothing shows/,
    },
    {
      name: 'not published, as the configuration says',
      tree: project(),
      config: { publish: false },
      reason: /configuration/,
    },
  ],
});
