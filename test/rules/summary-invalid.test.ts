import { rule } from '../../src/rules/summary-invalid.ts';
import { ruleTester } from '../rule-tester.ts';

const workflow = (more = '') => ({
  '.github/workflows/release.yml': `on: {push: {tags: ['v*']}}\njobs:\n  pypi:\n    runs-on: ubuntu-latest\n    permissions: {id-token: write}\n    steps:\n      - run: python -m build\n      - uses: pypa/gh-action-pypi-publish@release/v1\n${more}`,
});
const ELSEWHERE = workflow('        with: {repository-url: "https://packages.example.org/"}\n');
const BACKENDS = {
  setuptools: 'requires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"',
  hatchling: 'requires = ["hatchling"]\nbuild-backend = "hatchling.build"',
  uv: 'requires = ["uv_build"]\nbuild-backend = "uv_build"',
};
const project = (description: string, backend: keyof typeof BACKENDS = 'hatchling') => ({
  'pyproject.toml': `[project]\nname = "demo"\nversion = "1.0"\ndescription = ${description}\n[build-system]\n${BACKENDS[backend]}\n`,
});
const wrong = project(`"${'long '.repeat(110)}"`);

ruleTester(rule, {
  ok: [
    { name: 'one line', tree: project('"A demo"') },
    { name: '512 characters, counted as Python counts', tree: project(`"${'😀'.repeat(512)}"`) },
    { name: 'hatchling joins lines', tree: project('"""\nA demo\nof two lines"""') },
    { name: 'a line break at the end', tree: project('"""\nA demo\n"""', 'setuptools') },
    {
      name: 'setup.cfg reads it from a file',
      tree: { 'setup.cfg': '[metadata]\nname = demo\ndescription = file: SUMMARY\n' },
    },
    {
      name: 'before PyPI was Warehouse',
      tree: { 'setup.py': `from setuptools import setup\nsetup(name="demo", description="${'x'.repeat(600)}")\n` },
      today: '2016-05-01',
    },
  ],
  bad: [
    {
      name: 'too long',
      tree: wrong,
      reports: [{ message: 'tooLong', data: { length: 550 }, at: 'pyproject.toml:4:16-566' }],
    },
    {
      name: 'too long, in setup.py',
      tree: { 'setup.py': `from setuptools import setup\nsetup(name="demo", description="${'x'.repeat(600)}")\n` },
      reports: [{ message: 'tooLong', data: { length: 600 }, at: 'setup.py:2:33-633' }],
    },
    {
      name: 'uv_build stops at lines',
      tree: project('"""\nA demo\nof two lines"""', 'uv'),
      reports: [{ message: 'lines', data: { backend: 'uv_build' }, at: 'pyproject.toml:4:15-6:16' }],
    },
    {
      name: 'setuptools keeps the first line',
      tree: project('"""\nA demo\nof two lines"""', 'setuptools'),
      reports: [{ message: 'cut', data: { backend: 'setuptools' }, at: 'pyproject.toml:4:15-6:16' }],
    },
    {
      name: 'Poetry',
      tree: { 'pyproject.toml': `[tool.poetry]\nname = "demo"\ndescription = "${'x'.repeat(513)}"\n` },
      reports: [{ message: 'tooLong', at: 'pyproject.toml:3:16-529' }],
    },
  ],
  skip: [
    { name: 'no project', tree: { 'README.md': '# Demo\n' }, reason: 'no Python project' },
    { name: 'another index', tree: { ...wrong, ...ELSEWHERE }, reason: /another index/ },
    { name: 'not published', tree: wrong, config: { publish: false }, reason: /not published/ },
    {
      name: 'private',
      tree: {
        'pyproject.toml': wrong['pyproject.toml'].replace(
          '[project]\n',
          '[project]\nclassifiers = ["Private :: Ours"]\n',
        ),
      },
      reason: /Private/,
    },
  ],
});
