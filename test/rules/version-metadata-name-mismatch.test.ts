import { rule } from '../../src/rules/version-metadata-name-mismatch.ts';
import { ruleTester } from '../rule-tester.ts';

const pyproject = (name: string, more = ''): string => `[project]\nname = "${name}"\nversion = "1.0"\n${more}`;
const asks = (what: string): string => `from importlib.metadata import version\n\n__version__ = version(${what})\n`;
const caught = (what: string): string =>
  `from importlib.metadata import PackageNotFoundError, version\n\ntry:\n    __version__ = version(${what})\nexcept PackageNotFoundError:\n    __version__ = "0+unknown"\n`;

ruleTester(rule, {
  ok: [
    { name: 'its own name', tree: { 'pyproject.toml': pyproject('demo'), 'demo/__init__.py': asks('"demo"') } },
    {
      name: 'its own name in another spelling of PEP 503',
      tree: { 'pyproject.toml': pyproject('Acme.Demo_Kit'), 'acme_demo_kit/__init__.py': asks('"acme-demo-kit"') },
    },
    {
      name: '__package__ of a package that is named like the distribution',
      tree: { 'pyproject.toml': pyproject('demo'), 'demo/__init__.py': asks('__package__') },
    },
    {
      name: 'the version of a dependency',
      tree: { 'pyproject.toml': pyproject('demo'), 'demo/__init__.py': asks('"numpy"') },
    },
    {
      name: 'a dependency that is named like the package',
      tree: {
        'pyproject.toml': pyproject(
          'demo-cli',
          'dependencies = ["demo>=1"]\n[tool.hatch.build.targets.wheel]\npackages = ["demo"]\n',
        ),
        'demo/__init__.py': asks('"demo"'),
      },
    },
    {
      name: 'another project of the repository',
      tree: {
        'pyproject.toml': pyproject('demo-core'),
        'demo/__init__.py': asks('"demo"'),
        'packages/all/pyproject.toml': pyproject('demo'),
      },
    },
    {
      name: 'a distribution that is built under two names',
      tree: {
        'pyproject.toml': pyproject('demo-binary'),
        'demo/__init__.py':
          'from importlib.metadata import PackageNotFoundError, version\ntry:\n    __version__ = version("demo")\nexcept PackageNotFoundError:\n    pass\ntry:\n    v = version("demo-binary")\nexcept PackageNotFoundError:\n    pass\n',
      },
    },
    {
      name: 'asked in a function, which may never be called',
      tree: {
        'pyproject.toml': pyproject('python-demo'),
        'demo/__init__.py': 'from importlib.metadata import version\n\ndef get():\n    return version("demo")\n',
      },
    },
    {
      name: 'asked in a module that is not imported',
      tree: { 'pyproject.toml': pyproject('python-demo'), 'demo/__init__.py': '', 'demo/_version.py': asks('"demo"') },
    },
    {
      name: 'another function named version',
      tree: {
        'pyproject.toml': pyproject('python-demo'),
        'demo/__init__.py': 'from .v import version\n\n__version__ = version("demo")\n',
      },
    },
    {
      name: 'requirements that code makes',
      tree: {
        'setup.py': 'from setuptools import setup\nsetup(name="python-demo", version="1.0", install_requires=read())\n',
        'demo/__init__.py': asks('"demo"'),
      },
    },
    {
      name: 'several packages, which may be of several distributions',
      tree: { 'pyproject.toml': pyproject('kit'), 'demo/__init__.py': asks('"demo"'), 'other/__init__.py': '' },
    },
  ],
  bad: [
    {
      name: 'the import name, uncaught (HUU/Junction#31)',
      tree: { 'pyproject.toml': pyproject('python-demo'), 'src/demo/__init__.py': asks('"demo"') },
      reports: [
        {
          message: 'stops',
          data: { how: 'version("demo")', asked: 'demo', name: 'python-demo' },
          at: 'src/demo/__init__.py:3:24-28',
          related: ['pyproject.toml:2:9-20'],
        },
      ],
      fixed: { 'src/demo/__init__.py': asks('"python-demo"') },
    },
    {
      name: 'a failure that is caught',
      tree: { 'pyproject.toml': pyproject('python-demo'), 'demo/__init__.py': caught('"demo"') },
      reports: [{ message: 'falls', at: 'demo/__init__.py:4:28-32' }],
      fixed: { 'demo/__init__.py': caught('"python-demo"') },
    },
    {
      name: '__package__ in a module that the package imports',
      tree: {
        'pyproject.toml': pyproject('python-demo'),
        'demo/__init__.py': 'from ._version import __version__\n',
        'demo/_version.py': 'import importlib.metadata\n\n__version__ = importlib.metadata.version(__package__)\n',
      },
      reports: [
        {
          message: 'stops',
          data: { how: 'importlib.metadata.version(__package__)', asked: 'demo', name: 'python-demo' },
          at: 'demo/_version.py:3:42-53',
        },
      ],
    },
    {
      name: '__name__ of a module below the package',
      tree: {
        'pyproject.toml': pyproject('demo'),
        'demo/__init__.py': 'from ._version import __version__\n',
        'demo/_version.py': asks('__name__'),
      },
      reports: [{ message: 'stops', at: 'demo/_version.py:3:23-31' }],
    },
    {
      name: 'the same letters with other separators',
      tree: { 'pyproject.toml': pyproject('my-demo'), 'my_demo/__init__.py': asks('"mydemo"') },
      reports: [{ message: 'stops', at: 'my_demo/__init__.py:3:24-30' }],
    },
    {
      name: 'pkg_resources',
      tree: {
        'pyproject.toml': pyproject('python-demo'),
        'demo/__init__.py':
          'from pkg_resources import get_distribution\n__version__ = get_distribution("demo").version\n',
      },
      reports: [{ message: 'stops', at: 'demo/__init__.py:2:15-47' }],
    },
  ],
  skip: [
    {
      name: 'a name that code makes',
      tree: {
        'setup.py': 'from setuptools import setup\nsetup(name=NAME + "x", version="1.0")\n',
        'demo/__init__.py': asks('"x"'),
      },
      reason: /computes the name/,
    },
  ],
});
