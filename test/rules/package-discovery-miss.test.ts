import { rule } from '../../src/rules/package-discovery-miss.ts';
import { ruleTester } from '../rule-tester.ts';

const setup = (packages: string, files: { [path: string]: string } = {}) => ({
  'setup.py': `from setuptools import setup, find_packages\nsetup(\n    name="demo",\n    packages=${packages},\n)\n`,
  'demo/__init__.py': 'from . import rules\n',
  'demo/rules/__init__.py': '',
  ...files,
});
const cfg = (options: string) => ({
  'setup.cfg': `[metadata]\nname = demo\n[options]\n${options}`,
  'setup.py': 'from setuptools import setup\nsetup()\n',
  'demo/__init__.py': '',
});
const old = { tag: 'v1.0', tags: [], head: [{ name: 'v1.0', date: '2021-12-01T12:00:00+00:00' }] };

ruleTester(rule, {
  ok: [
    { name: 'all are listed', tree: setup('["demo", "demo.rules"]') },
    { name: 'listed with a slash (diff_cover)', tree: setup('["demo", "demo/rules"]') },
    { name: 'found', tree: setup('find_packages()') },
    {
      name: 'a package that nothing imports at its top level',
      tree: setup('["demo"]', { 'demo/__init__.py': 'def load():\n    from . import rules\n' }),
    },
    {
      name: 'an import with a way out',
      tree: setup('["demo"]', {
        'demo/__init__.py': 'try:\n    from . import rules\nexcept ImportError:\n    rules = None\n',
      }),
    },
    {
      name: 'taken along as package data (changedetection.io 0.48)',
      tree: {
        'setup.py': 'from setuptools import setup\nsetup(name="demo", packages=["demo"], include_package_data=True)\n',
        'MANIFEST.in': 'recursive-include demo/rules *\n',
        'demo/__init__.py': 'from . import rules\n',
        'demo/rules/__init__.py': '',
      },
    },
    { name: 'tests of the package', tree: setup('["demo", "demo.rules"]', { 'demo/tests/__init__.py': '' }) },
    {
      name: 'mapped to another folder',
      tree: {
        'setup.py':
          'from setuptools import setup\nsetup(name="demo", packages=["demo", "demo.core"], package_dir={"": "lib", "demo.core": "core"})\n',
        'lib/demo/__init__.py': '',
        'core/__init__.py': '',
      },
    },
    {
      name: 'a git submodule, whose files are not in the tree',
      tree: setup('["demo", "demo.rules", "demo.vendored"]', { '.gitmodules': '' }),
    },
    { name: 'setup.cfg', tree: cfg('packages = find:\n'), ...old },
    { name: 'nothing declared, and setuptools looks for itself', tree: cfg('python_requires = >=3.8\n') },
    { name: 'an unknown option far from any other', tree: cfg('packages = find:\nsuite = tests\n') },
    {
      name: 'both spellings of one option are known',
      tree: cfg('packages = find:\npackage_dir =\n    = .\n'),
    },
  ],
  bad: [
    {
      name: 'a slip in the key (django-render-block 0.9)',
      tree: cfg('package = find:\ninstall_requires = django\n'),
      ...old,
      reports: [{ message: 'misspelt', data: { key: 'package', meant: 'packages' }, at: 'setup.cfg:4:1-8' }],
      fixed: { 'setup.cfg': cfg('packages = find:\ninstall_requires = django\n')['setup.cfg'] },
    },
    {
      name: 'a letter swapped',
      tree: cfg('pacakges =\n    demo\n'),
      reports: [{ message: 'misspelt', at: 'setup.cfg:4:1-9' }],
    },
    {
      name: 'imported and not listed (netomaton 0.2.0)',
      tree: setup('["demo"]'),
      reports: [
        {
          message: 'omitted',
          data: { name: 'demo.rules' },
          at: 'setup.py:4:14-22',
          related: ['demo/__init__.py:1:1-20'],
        },
      ],
    },
    {
      name: 'imported and not in the list of pyproject.toml',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\n[tool.setuptools]\npackages = ["demo"]\n',
        'demo/__init__.py': 'from . import core, rules\n',
        'demo/core/__init__.py': '',
        'demo/rules/__init__.py': '',
      },
      reports: [
        { message: 'omitted', data: { name: 'demo.core' }, at: 'pyproject.toml:4:12-20' },
        { message: 'omitted', data: { name: 'demo.rules' }, at: 'pyproject.toml:4:12-20' },
      ],
      fixed: {
        'pyproject.toml':
          '[project]\nname = "demo"\n[tool.setuptools]\npackages = ["demo", "demo.core", "demo.rules"]\n',
      },
      remains: 0,
    },
    {
      name: 'imported by its full name',
      tree: setup('["demo"]', {
        'demo/__init__.py': '',
        'demo/core.py': 'import os\nfrom demo.rules.base import Rule\n',
      }),
      reports: [{ message: 'omitted', at: 'setup.py:4:14-22' }],
    },
    {
      name: 'no such folder',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\n[tool.setuptools]\npackages = ["demo", "demo.core"]\n',
        'demo/__init__.py': '',
      },
      reports: [{ message: 'absent', data: { name: 'demo.core', path: 'demo/core' }, at: 'pyproject.toml:4:22-31' }],
    },
    {
      name: 'nothing declared, before setuptools 61',
      tree: cfg('python_requires = >=3.6\n'),
      ...old,
      reports: [{ message: 'none', at: 'setup.cfg:2:8-12' }],
    },
  ],
  skip: [
    {
      name: 'setup is a partial call that holds the arguments (setuptools-scm 1.0)',
      tree: {
        'setup.cfg': '[metadata]\nname = demo\n',
        'setup.py':
          'import functools, setuptools\nsetup = functools.partial(setuptools.setup, name="demo", packages=["demo"])\nif __name__ == "__main__":\n    setup()\n',
        'demo/__init__.py': '',
      },
      ...old,
      reason: /names no packages/,
    },
    {
      name: 'setup() is called in a function (pytest 4.6)',
      tree: {
        'setup.cfg': '[metadata]\nname = demo\n[options]\npackages = demo\n',
        'setup.py':
          'from setuptools import setup\ndef main():\n    setup(package_dir={"": "src"})\nif __name__ == "__main__":\n    main()\n',
        'src/demo/__init__.py': '',
      },
      reason: /by code/,
    },
    {
      name: 'a folder that code computes (httplib2 0.14.0)',
      tree: {
        'setup.py':
          'import sys\nimport setuptools\npkgdir = {"": "python%s" % sys.version_info[0]}\nsetuptools.setup(name="demo", package_dir=pkgdir, packages=["demo"])\n',
        'python2/demo/__init__.py': '',
        'python3/demo/__init__.py': '',
      },
      reason: /by code/,
    },
    {
      name: 'keywords are added to a dictionary (mongoengine 0.8.3)',
      tree: {
        'setup.py':
          'from setuptools import setup\nextra = {}\nif True:\n    extra["packages"] = ["demo"]\nsetup(name="demo", **extra)\n',
        'demo/__init__.py': '',
      },
      ...old,
      reason: /by code/,
    },
    { name: 'computed', tree: setup('PACKAGES'), reason: /computes/ },
    {
      name: 'pbr finds them',
      tree: { 'setup.py': 'from setuptools import setup\nsetup(name="demo", pbr=True)\n', 'demo/__init__.py': '' },
      reason: /names no packages/,
    },
    {
      name: 'only modules',
      tree: { 'setup.py': 'from setuptools import setup\nsetup(name="demo", py_modules=["demo"])\n', 'demo.py': '' },
      reason: /names no packages/,
    },
    {
      name: 'another backend',
      tree: { 'pyproject.toml': '[tool.poetry]\nname = "demo"\n', 'demo/__init__.py': '' },
      reason: /poetry/,
    },
    { name: 'no project', tree: { 'README.md': '' }, reason: 'no Python project' },
  ],
});
