import { rule } from '../../src/rules/typing-marker-missing.ts';
import { ruleTester } from '../rule-tester.ts';

const setup = (args: string, files: { [path: string]: string } = {}) => ({
  'setup.py': `from setuptools import setup, find_packages\nsetup(name="demo", ${args})\n`,
  'demo/__init__.py': '',
  'demo/py.typed': '',
  ...files,
});
const workflow = (...runs: readonly string[]) => ({
  '.github/workflows/release.yml': `on: push\njobs:\n  dist:\n    runs-on: ubuntu-latest\n    steps:\n${runs
    .map((run) => `      - run: ${run}\n`)
    .join('')}`,
});
const toml = (more: string, isWhole = true) => ({
  'pyproject.toml': `[project]\nname = "demo"\n[tool.setuptools]\ninclude-package-data = false\npackages = ["demo"]\n${more}`,
  ...(isWhole ? { 'demo/__init__.py': '', 'demo/py.typed': '' } : {}),
});
const old = { tag: 'v1.0', tags: [], head: [{ name: 'v1.0', date: '2022-05-01T12:00:00+00:00' }] };

ruleTester(rule, {
  ok: [
    { name: 'package data', tree: setup('packages=["demo"], package_data={"demo": ["*.json", "py.typed"]}') },
    { name: 'package data of every package', tree: setup('packages=find_packages(), package_data={"": ["py.*"]}') },
    {
      name: 'include_package_data and MANIFEST.in',
      tree: setup('packages=["demo"], include_package_data=True', {
        'MANIFEST.in': 'recursive-include demo *.typed\n',
      }),
      ...old,
    },
    {
      name: 'include_package_data and setuptools-scm',
      tree: setup('packages=["demo"], include_package_data=True, setup_requires=["setuptools_scm"]'),
      ...old,
    },
    {
      name: 'setup.cfg, an option for all packages',
      tree: {
        'setup.cfg': '[metadata]\nname = demo\n[options]\npackages = find:\n[options.package_data]\n* = py.typed\n',
        'demo/__init__.py': '',
        'demo/py.typed': '',
      },
      ...old,
    },
    {
      name: 'options that are indented below their section (openai 0.27)',
      tree: {
        'setup.cfg':
          '[metadata]\nname = demo\n[options]\npackages = find:\n[options.package_data]\n  demo = py.typed\n',
        'demo/__init__.py': '',
        'demo/py.typed': '',
      },
      ...old,
    },
    { name: 'computed', tree: setup('packages=["demo"], package_data=DATA'), ...old },
    {
      name: 'an isolated build takes setuptools 69',
      tree: setup('packages=["demo"]', { 'pyproject.toml': '[build-system]\nrequires = ["setuptools"]\n' }),
    },
    {
      name: 'a front end isolates the build without [build-system] too (pyOpenSSL, websocket-client)',
      tree: setup('packages=["demo"]', workflow('python -m build')),
    },
    {
      name: 'another backend takes what is in the folder',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\n[build-system]\nbuild-backend = "hatchling.build"\n',
        'src/demo/__init__.py': '',
        'src/demo/py.typed': '',
      },
    },
    {
      name: 'a marker in test data',
      tree: {
        ...setup('packages=["demo"], package_data={"demo": ["py.typed"]}'),
        'tests/data/pkg/py.typed': '',
      },
    },
    {
      name: 'a single module, which can have no marker',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\nclassifiers = ["Typing :: Typed"]\n',
        'demo.py': '',
        'py.typed': '',
      },
    },
    {
      name: 'a package in the tree that another distribution owns',
      tree: setup('packages=["demo"], package_data={"demo": ["py.typed"]}', { 'other/py.typed': '' }),
    },
  ],
  bad: [
    {
      name: 'not among the package data, when that was needed',
      tree: setup('packages=["demo"], package_data={"demo": ["*.json"]}, include_package_data=True', {
        'MANIFEST.in': 'include demo/*.json\n',
      }),
      ...old,
      reports: [
        {
          message: 'leftOut',
          data: { marker: 'demo/py.typed', package: 'demo' },
          at: 'setup.py:2:52-72',
          related: ['demo/py.typed:1:1'],
        },
      ],
    },
    {
      name: 'setup.cfg without package data',
      tree: {
        'setup.cfg':
          '[metadata]\nname = demo\n[options]\npackages = find:\npackage_dir =\n    = src\n[options.packages.find]\nwhere = src\n',
        'src/demo/__init__.py': '',
        'src/demo/py.typed': '',
      },
      ...old,
      reports: [{ message: 'leftOut', at: 'setup.cfg:4:12-17' }],
    },
    {
      name: 'whatever setuptools is installed (puremagic 1.25)',
      tree: setup('packages=["demo"]'),
      reports: [{ message: 'newSetuptools', at: 'setup.py:2:29-37' }],
    },
    {
      name: 'setup.py builds beside the front end (puremagic 1.21)',
      tree: setup('packages=["demo"]', workflow('python -m build', 'python setup.py sdist bdist_wheel')),
      reports: [{ message: 'newSetuptools', at: 'setup.py:2:29-37' }],
    },
    {
      name: 'a front end that is told not to isolate',
      tree: setup('packages=["demo"]', workflow('python -m build --no-isolation')),
      reports: [{ message: 'newSetuptools', at: 'setup.py:2:29-37' }],
    },
    {
      name: 'package data of pyproject.toml, without the marker',
      tree: toml('[tool.setuptools.package-data]\ndemo = ["*.json"]\n'),
      reports: [{ message: 'newSetuptools', at: 'pyproject.toml:6:2-30' }],
      fixed: toml('[tool.setuptools.package-data]\ndemo = ["*.json", "py.typed"]\n', false),
    },
    {
      name: 'no package data in pyproject.toml, when they were needed',
      tree: toml(''),
      ...old,
      reports: [{ message: 'leftOut', at: 'pyproject.toml:5:12-20' }],
      fixed: toml('\n[tool.setuptools.package-data]\ndemo = ["py.typed"]\n', false),
    },
    {
      name: 'beside the package',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\n[build-system]\nbuild-backend = "hatchling.build"\n',
        'src/demo/__init__.py': '',
        'src/py.typed': '',
      },
      reports: [{ message: 'misplaced', data: { marker: 'src/py.typed', package: 'demo' }, at: 'src/py.typed:1:1' }],
    },
    {
      name: 'only the classifier says so',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\nclassifiers = ["Typing :: Typed"]\n',
        'demo/__init__.py': '',
      },
      reports: [{ message: 'absent', at: 'pyproject.toml:3:17-32' }],
    },
    {
      name: 'only the classifier of a program says so (ArchiveBox, openzim-mcp)',
      tree: {
        'pyproject.toml':
          '[project]\nname = "demo"\nclassifiers = ["Typing :: Typed"]\n[project.scripts]\ndemo-run = "demo:main"\n',
        'demo/__init__.py': 'def main(): ...\n',
      },
      reports: [{ message: 'absentInProgram', data: { command: 'demo-run' }, at: 'pyproject.toml:3:17-32' }],
    },
  ],
  skip: [
    {
      name: 'untyped',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\n', 'demo/__init__.py': '' },
      reason: /typed/,
    },
    {
      name: 'a package of stubs',
      tree: {
        'pyproject.toml':
          '[project]\nname = "demo-stubs"\nclassifiers = ["Typing :: Typed"]\n[tool.setuptools]\npackages = ["demo-stubs"]\n',
        'demo-stubs/__init__.pyi': '',
      },
      reason: /typed/,
    },
    { name: 'no project', tree: { 'README.md': '' }, reason: 'no Python project' },
  ],
});
