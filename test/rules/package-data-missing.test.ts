import { rule } from '../../src/rules/package-data-missing.ts';
import { ruleTester } from '../rule-tester.ts';

const setupPy = (data: string) => ({
  'setup.py': `from setuptools import setup, find_packages\nsetup(\n    name="demo",\n    packages=find_packages(),\n    package_data=${data},\n)\n`,
});
const setup = (data: string, files: { [path: string]: string } = {}) => ({
  ...setupPy(data),
  'demo/__init__.py': '',
  'demo/resources/a.cmake': '',
  'demo/resources/deep/b.cmake': '',
  ...files,
});

ruleTester(rule, {
  ok: [
    { name: 'a pattern that matches', tree: setup('{"demo": ["resources/*"]}') },
    { name: 'across folders', tree: setup('{"demo": ["resources/**/*.cmake"]}') },
    { name: 'of every package', tree: setup('{"": ["*.txt"]}', { 'demo/notes.txt': '' }) },
    { name: 'what the build makes', tree: setup('{"demo": ["*.so", "locale/*/LC_MESSAGES/*.mo", "static/app.js"]}') },
    { name: 'a marker listed for every package (tokenizers)', tree: setup('{"demo": ["py.typed", "__init__.pyi"]}') },
    { name: 'computed', tree: setup('DATA') },
    { name: 'a package that is not there', tree: setup('{"other": ["*.txt"]}') },
  ],
  bad: [
    {
      name: 'a folder (scikit-build 0.16.0)',
      tree: setup('{"demo": ["resources", "py.typed"]}', { 'demo/py.typed': '' }),
      reports: [{ message: 'folder', data: { pattern: 'resources', count: 2 }, at: 'setup.py:5:29-38' }],
      fixed: setupPy('{"demo": ["resources/**/*", "py.typed"]}'),
    },
    {
      name: 'a folder in setup.cfg',
      tree: {
        'setup.cfg':
          '[metadata]\nname = demo\n[options]\npackages = find:\n[options.package_data]\ndemo =\n    data/\n',
        'demo/__init__.py': '',
        'demo/data/a.json': '',
      },
      reports: [{ message: 'folder', data: { pattern: 'data', count: 1 }, at: 'setup.cfg:7:5-10' }],
      fixed: {
        'setup.cfg':
          '[metadata]\nname = demo\n[options]\npackages = find:\n[options.package_data]\ndemo =\n    data/*\n',
      },
    },
    {
      name: 'nothing of that name',
      tree: {
        'pyproject.toml':
          '[project]\nname = "demo"\n[tool.setuptools]\npackages = ["demo"]\n[tool.setuptools.package-data]\ndemo = ["*.jsn"]\n',
        'demo/__init__.py': '',
      },
      reports: [{ message: 'nothing', data: { package: 'demo', pattern: '*.jsn' }, at: 'pyproject.toml:6:10-15' }],
    },
  ],
  skip: [
    {
      name: 'another backend',
      tree: { 'pyproject.toml': '[tool.poetry]\nname = "demo"\n', 'demo/__init__.py': '' },
      reason: /poetry/,
    },
    { name: 'no project', tree: { 'README.md': '' }, reason: 'no Python project' },
  ],
});
