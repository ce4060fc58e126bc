import { rule } from '../../src/rules/package-stray-top-level.ts';
import { ruleTester } from '../rule-tester.ts';

const setup = (packages: string, files: { [path: string]: string } = {}) => ({
  'setup.py': `from setuptools import setup, find_packages\nsetup(\n    name="demo",\n    packages=${packages},\n)\n`,
  'demo/__init__.py': '',
  'tests/__init__.py': '',
  'tests/unit/__init__.py': '',
  ...files,
});
const pyproject = (find: string, files: { [path: string]: string }) => ({
  'pyproject.toml': `[project]\nname = "demo"\n[tool.setuptools.packages.find]\n${find}`,
  'demo/__init__.py': '',
  ...files,
});

ruleTester(rule, {
  ok: [
    { name: 'excluded', tree: setup('find_packages(exclude=["tests", "tests.*"])') },
    { name: 'excluded by position', tree: setup('find_packages(".", ["tests*"])') },
    { name: 'only the package is included', tree: setup('find_packages(include=("demo", "demo.*"))') },
    { name: 'a list', tree: setup('["demo"]') },
    {
      name: 'a src layout',
      tree: {
        'setup.cfg': '[metadata]\nname = demo\n[options]\npackages = find:\n[options.packages.find]\nwhere = src\n',
        'src/demo/__init__.py': '',
        'tests/__init__.py': '',
      },
    },
    {
      name: 'tests without __init__.py',
      tree: {
        'setup.cfg': '[metadata]\nname = demo\n[options]\npackages = find:\n',
        'demo/__init__.py': '',
        'tests/test_demo.py': '',
      },
    },
    {
      name: 'tests inside the package',
      tree: setup('find_packages(exclude=["tests*"])', { 'demo/tests/__init__.py': '' }),
    },
    {
      name: 'a folder of documents, of which nothing is installed (fasteners 0.20)',
      tree: pyproject('exclude = ["tests*"]\n', { 'docs/index.md': '' }),
    },
    {
      name: 'a command runs it',
      tree: {
        'pyproject.toml':
          '[project]\nname = "demo"\n[project.scripts]\nbench = "benchmarks.run:main"\n[tool.setuptools.packages.find]\n',
        'demo/__init__.py': '',
        'benchmarks/run.py': '',
      },
    },
    {
      name: 'the distribution is called so',
      tree: {
        'setup.py': 'from setuptools import setup, find_packages\nsetup(name="testing", packages=find_packages())\n',
        'testing/__init__.py': '',
        'other/__init__.py': '',
      },
    },
    {
      name: 'nothing else is found',
      tree: {
        'setup.py': 'from setuptools import setup, find_packages\nsetup(name="demo-tests", packages=find_packages())\n',
        'tests/__init__.py': '',
      },
    },
    {
      name: 'setuptools looks for itself, and knows these names',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\n', 'demo/__init__.py': '', 'tests/__init__.py': '' },
    },
  ],
  bad: [
    {
      name: 'nothing is excluded (fasteners 0.16.1)',
      tree: setup('find_packages()'),
      reports: [
        {
          message: 'stray',
          data: { name: 'tests', path: 'tests', top: 'tests' },
          at: 'setup.py:4:14-29',
          related: ['tests/__init__.py:1:1'],
        },
      ],
    },
    {
      name: 'excluded, but not what lies below (python-semantic-release 7.29.6)',
      tree: setup('find_packages(exclude=("tests",))'),
      reports: [
        { message: 'stray', data: { name: 'tests.unit', path: 'tests/unit', top: 'tests' }, at: 'setup.py:4:14-47' },
      ],
    },
    {
      name: 'namespaces are looked for, so no __init__.py is needed (guidance 0.3.2)',
      tree: pyproject('exclude = ["tests*"]\n', { 'docs/conf.py': '' }),
      reports: [
        {
          message: 'stray',
          data: { name: 'docs', path: 'docs', top: 'docs' },
          at: 'pyproject.toml:3:2-31',
          related: [],
        },
      ],
      fixed: {
        'pyproject.toml': pyproject('exclude = ["docs", "docs.*", "tests*"]\n', {})['pyproject.toml'],
      },
    },
    {
      name: 'two of them, and nothing is left out yet',
      tree: pyproject('where = ["."]\n', { 'docs/conf.py': '', 'tests/__init__.py': '' }),
      reports: [
        { message: 'stray', data: { name: 'docs', path: 'docs', top: 'docs' }, at: 'pyproject.toml:3:2-31' },
        { message: 'stray', data: { name: 'tests', path: 'tests', top: 'tests' }, at: 'pyproject.toml:3:2-31' },
      ],
      fixed: {
        'pyproject.toml': pyproject('where = ["."]\nexclude = ["docs", "docs.*", "tests", "tests.*"]\n', {})[
          'pyproject.toml'
        ],
      },
      remains: 0,
    },
    {
      name: 'setup.cfg',
      tree: {
        'setup.cfg': '[metadata]\nname = demo\n[options]\npackages = find:\n',
        'demo/__init__.py': '',
        'test/__init__.py': '',
      },
      reports: [{ message: 'stray', at: 'setup.cfg:4:12-17' }],
    },
  ],
  skip: [
    { name: 'computed', tree: setup('find_packages(exclude=EXCLUDED)'), reason: /computes/ },
    { name: 'added to', tree: setup('find_packages() + ["more"]'), reason: /computes/ },
    {
      name: 'another backend',
      tree: { 'pyproject.toml': '[tool.poetry]\nname = "demo"\n', 'tests/__init__.py': '' },
      reason: /poetry/,
    },
    { name: 'no project', tree: { 'README.md': '' }, reason: 'no Python project' },
  ],
});
