import { rule } from '../../src/rules/dependency-missing.ts';
import { ruleTester } from '../rule-tester.ts';

const BUILD = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n';

/** A project with the dependencies given, and `src/demo/__init__.py`. */
const project = (dependencies: readonly string[], init: string, files: { [path: string]: string } = {}, more = '') => ({
  'pyproject.toml': `[project]\nname = "demo"\ndependencies = [${dependencies.map((one) => `"${one}"`).join(', ')}]\n${more}${BUILD}`,
  'src/demo/__init__.py': init,
  ...files,
});

const python = (requires: string, init: string, dependencies: readonly string[] = [], classifiers = '') =>
  project(dependencies, init, {}, `requires-python = "${requires}"\nclassifiers = [${classifiers}]\n`);

const uvLock = (text: string) => ({ 'uv.lock': `version = 1\n${text}` });

ruleTester(rule, {
  ok: [
    { name: 'declared', tree: project(['requests>=2'], 'import os\nimport requests\n') },
    { name: 'a distribution of another name', tree: project(['PyYAML'], 'import yaml\n') },
    { name: 'spelt otherwise', tree: project(['Typing_Extensions'], 'import typing_extensions\n') },
    { name: 'comes along with a dependency', tree: project(['requests'], 'import urllib3\n') },
    { name: 'comes along with what comes along', tree: project(['pandas'], 'import six\n') },
    {
      name: 'declared for some Pythons',
      tree: project(["tomli; python_version < '3.11'"], 'import tomli\n'),
    },
    {
      name: 'optional: an ImportError is caught',
      tree: project([], 'try:\n    import yaml\nexcept ImportError:\n    yaml = None\n'),
    },
    {
      name: 'for type checkers only',
      tree: project([], 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import yaml\n'),
    },
    { name: 'imported when a function is called', tree: project([], 'def load():\n    import yaml\n') },
    {
      name: 'for some platforms or Pythons',
      tree: project([], 'import sys\nif sys.version_info < (3, 11):\n    import tomli\n'),
    },
    { name: 'a module that nothing imports', tree: project([], '', { 'src/demo/contrib.py': 'import yaml\n' }) },
    {
      name: 'a module that is imported under a condition',
      tree: project([], 'try:\n    from . import contrib\nexcept ImportError:\n    pass\n', {
        'src/demo/contrib.py': 'import yaml\n',
      }),
    },
    { name: 'an example in the docstring', tree: project([], '"""Demo.\n\nimport yaml\n"""\n') },
    { name: 'after the module has given up', tree: project([], 'raise ImportError("gone")\nimport yaml\n') },
    {
      name: 'a module of the same name in the tree',
      tree: project([], 'import yaml\n', { 'third_party/yaml/__init__.py': '' }),
    },
    {
      name: 'a submodule that __init__ hides behind a name of its own',
      tree: project([], 'from .core import run\nfrom . import core\n', {
        'src/demo/core.py': 'from demo.sub import yaml\n',
        'src/demo/sub/__init__.py': 'yaml = None\n',
        'src/demo/sub/yaml.py': 'import yaml\n',
      }),
    },
    { name: 'a name that no well-known distribution has', tree: project([], 'import acme_internal\n') },
    { name: 'a namespace that many distributions share', tree: project([], 'from google.cloud import storage\n') },
    { name: 'tests are not shipped', tree: project([], '', { 'tests/__init__.py': 'import yaml\n' }) },
    {
      name: 'a plug-in leaves its host to the user',
      tree: {
        'pyproject.toml': `[project]\nname = "flask-demo"\ndependencies = []\n${BUILD}`,
        'src/flask_demo/__init__.py': 'import flask\n',
      },
    },
    {
      name: 'a plug-in of an entry point group',
      tree: project([], 'import mistune\n', {}, '[project.entry-points."mistune.plugins"]\ndemo = "demo"\n'),
    },
    {
      name: 'a plug-in of another host that is named for what it is about (opentelemetry-instrumentation-boto3sqs)',
      tree: project(
        [],
        'import boto3.session\n',
        {},
        '[project.optional-dependencies]\ninstruments = ["boto3 ~= 1.0"]\n' +
          '[project.entry-points.opentelemetry_instrumentor]\nboto3 = "demo:Instrumentor"\n',
      ),
    },
    {
      name: 'comes along, as the lock file knows',
      tree: project(['acme-base'], 'import yaml\n', {
        ...uvLock(
          '[[package]]\nname = "acme-base"\nversion = "1"\ndependencies = [{ name = "acme-core" }]\n' +
            '[[package]]\nname = "acme-core"\nversion = "1"\ndependencies = [{ name = "pyyaml" }]\n' +
            '[[package]]\nname = "pyyaml"\nversion = "6"\n',
        ),
      }),
    },
    {
      name: 'a locked distribution that may carry the module under another name',
      tree: project(['acme-base'], 'import yaml\n', {
        ...uvLock(
          '[[package]]\nname = "acme-base"\nversion = "1"\n[package.optional-dependencies]\nx = [{ name = "fast-yaml" }]\n',
        ),
      }),
    },
    {
      name: 'a dependency whose name resembles the module',
      tree: project(['acme-yaml-loader'], 'import yaml\n'),
    },
    {
      name: 'declared under a key of extras_require that is a marker',
      tree: {
        'setup.py':
          'from setuptools import setup\nsetup(name="demo", packages=["demo"], install_requires=["six"], extras_require={":python_version < \'4\'": ["PyYAML"]})\n',
        'demo/__init__.py': 'import yaml\n',
      },
    },
    {
      name: 'setup.py leaves compiled libraries to the user',
      tree: {
        'setup.py': 'from setuptools import setup\nsetup(name="demo", packages=["demo"], install_requires=["six"])\n',
        'demo/__init__.py': 'import numpy\n',
      },
    },
    { name: 'a standard module that every required Python has', tree: python('>=3.11', 'import tomllib\n') },
    {
      name: 'a standard module behind a condition',
      tree: python(
        '>=3.10',
        'import sys\nif sys.version_info >= (3, 11):\n    import tomllib\nelse:\n    import tomli as tomllib\n',
      ),
    },
    {
      name: 'a backport under the same name',
      tree: python('>=3.6', 'import dataclasses\n', ["dataclasses; python_version < '3.7'"]),
    },
    {
      name: 'a removed module that no classifier promises to work',
      tree: python('>=3.8', 'import telnetlib\n', [], '"Programming Language :: Python :: 3.12"'),
    },
    {
      name: 'a removed module that a dependency replaces',
      tree: python('>=3.8', 'import telnetlib\n', ['standard-telnetlib'], '"Programming Language :: Python :: 3.13"'),
    },
    {
      name: 'a module of the project under the name of a removed one',
      tree: {
        ...python('>=3.8', 'import formatter\n', [], '"Programming Language :: Python :: 3.13"'),
        'generated/formatter.py.in': '',
      },
    },
    {
      name: 'a backport under the same name comes along with a dependency',
      tree: python('>=3.6', 'import dataclasses\n', ['pydantic>=1']),
    },
    {
      name: 'a stand-in for a removed module comes along, as the lock file knows (WebOb: legacy-cgi)',
      tree: {
        ...python('>=3.8', 'import cgi\n', ['WebOb'], '"Programming Language :: Python :: 3.13"'),
        ...uvLock(
          '[[package]]\nname = "webob"\nversion = "1.8.9"\ndependencies = [{ name = "legacy-cgi" }]\n' +
            '[[package]]\nname = "legacy-cgi"\nversion = "2.6"\n',
        ),
      },
    },
    {
      name: 'setuptools brings distutils back',
      tree: python('>=3.8', 'import distutils.version\n', ['setuptools'], '"Programming Language :: Python :: 3.13"'),
    },
  ],
  bad: [
    {
      name: 'in __init__ itself',
      tree: project(['requests'], '"""Demo."""\nimport os\nimport yaml\n'),
      reports: [
        {
          message: 'undeclared',
          data: { module: 'yaml', distribution: 'PyYAML' },
          at: 'src/demo/__init__.py:3:1-12',
          related: [],
        },
      ],
      fixed: {
        'pyproject.toml': `[project]\nname = "demo"\ndependencies = ["PyYAML", "requests"]\n${BUILD}`,
      },
    },
    {
      name: 'in modules that __init__ imports (httpx 0.0.3: certifi)',
      tree: {
        'setup.py': 'from setuptools import setup\nsetup(name="demo", packages=["demo"], install_requires=["h11"])\n',
        'demo/__init__.py': 'from .config import (\n    Config,\n)\n',
        'demo/config.py': 'import ssl\n\nimport certifi\n',
      },
      reports: [
        {
          message: 'undeclared',
          data: { module: 'certifi', distribution: 'certifi' },
          at: 'demo/config.py:3:1-15',
          related: ['demo/__init__.py:1:1-3:2'],
        },
      ],
      fixed: null,
    },
    {
      name: 'in a Poetry group for development (instructor 0.6.5: xmltodict)',
      tree: {
        'pyproject.toml':
          '[tool.poetry]\nname = "demo"\n[tool.poetry.dependencies]\npython = "^3.10"\nacme = "^1"\n[tool.poetry.group.dev.dependencies]\nxmltodict = "^0.13"\n',
        'poetry.lock':
          '[[package]]\nname = "acme"\nversion = "1"\n[package.dependencies]\nsix = "*"\n[[package]]\nname = "six"\nversion = "1"\n',
        'demo/__init__.py': 'from .calls import run\n',
        'demo/calls.py': 'import re\nfrom .parsing import read\n',
        'demo/parsing.py': 'import xmltodict\n',
      },
      reports: [
        {
          message: 'undeclared',
          data: { module: 'xmltodict', distribution: 'xmltodict' },
          at: 'demo/parsing.py:1:1-17',
          related: ['demo/__init__.py:1:1-23', 'demo/calls.py:2:1-26'],
        },
      ],
      fixed: null,
    },
    {
      name: 'no dependencies at all',
      tree: {
        'pyproject.toml': `[project]\nname = "demo"\n${BUILD}`,
        'demo.py': 'from dateutil import parser, tz\n',
      },
      reports: [{ message: 'undeclared', at: 'demo.py:1:1-32' }],
      fixed: {
        'pyproject.toml': `[project]\nname = "demo"\ndependencies = ["python-dateutil"]\n${BUILD}`,
      },
    },
    {
      name: 'what comes along with another missing one is not said twice',
      tree: project(['attrs'], 'import pydantic\nfrom pydantic_core import core_schema\n'),
      reports: [
        {
          message: 'undeclared',
          data: { module: 'pydantic', distribution: 'pydantic' },
          at: 'src/demo/__init__.py:1:1-16',
        },
      ],
      fixed: { 'pyproject.toml': `[project]\nname = "demo"\ndependencies = ["attrs", "pydantic"]\n${BUILD}` },
    },
    {
      name: 'declared for development only, and the lock file knows all that comes along',
      tree: project(
        ['acme-base'],
        'import demo.core\n',
        {
          'src/demo/core.py': 'import yaml\n',
          ...uvLock(
            '[[package]]\nname = "acme-base"\nversion = "1"\ndependencies = [{ name = "six" }]\n' +
              '[[package]]\nname = "six"\nversion = "1"\n[[package]]\nname = "pyyaml"\nversion = "6"\n',
          ),
        },
        '[dependency-groups]\ndev = ["PyYAML"]\n',
      ),
      reports: [{ message: 'undeclared', at: 'src/demo/core.py:1:1-12', related: ['src/demo/__init__.py:1:1-17'] }],
      fixed: {
        'pyproject.toml': `[project]\nname = "demo"\ndependencies = ["PyYAML", "acme-base"]\n[dependency-groups]\ndev = ["PyYAML"]\n${BUILD}`,
      },
    },
    {
      name: 'another project of the repository brings it along (crewai-files)',
      root: 'lib/files',
      tree: {
        'lib/files/pyproject.toml': `[project]\nname = "demo-files"\ndependencies = ["aiofiles"]\n${BUILD}`,
        'lib/files/src/demo_files/__init__.py': 'import pydantic\n',
        'lib/demo/pyproject.toml': `[project]\nname = "demo"\ndependencies = ["pydantic"]\n[project.optional-dependencies]\nfiles = ["demo-files"]\n${BUILD}`,
      },
      reports: [
        {
          message: 'part',
          data: { module: 'pydantic', distribution: 'pydantic', whole: 'lib/demo/pyproject.toml' },
          at: 'lib/files/src/demo_files/__init__.py:1:1-16',
        },
      ],
      fixed: {
        'lib/files/pyproject.toml': `[project]\nname = "demo-files"\ndependencies = ["aiofiles", "pydantic"]\n${BUILD}`,
      },
    },
    {
      name: 'declared for an extra only',
      tree: project(['requests'], 'import yaml\n', {}, '[project.optional-dependencies]\nconfig = ["PyYAML>=6"]\n'),
      reports: [
        {
          message: 'onlyExtra',
          data: { module: 'yaml', distribution: 'PyYAML', extra: 'config' },
          at: 'src/demo/__init__.py:1:1-12',
        },
      ],
      fixed: null,
    },
    {
      name: 'only an extra of a dependency brings it, and the extra is not asked for',
      tree: project(['uvicorn>=0.20'], 'import yaml\n'),
      reports: [{ message: 'undeclared', at: 'src/demo/__init__.py:1:1-12' }],
      fixed: {
        'pyproject.toml': `[project]\nname = "demo"\ndependencies = ["PyYAML", "uvicorn>=0.20"]\n${BUILD}`,
      },
    },
    {
      name: 'a removed module whose name is part of a dependency’s name only by chance',
      tree: python('>=3.8', 'import imp\n', ['simplejson'], '"Programming Language :: Python :: 3.12"'),
      reports: [{ message: 'gone', at: 'src/demo/__init__.py:1:1-11' }],
      fixed: null,
    },
    {
      name: 'a backport under another name does not stand in',
      tree: python('>=3.10', 'import tomllib\n', ['acme-base', 'tomli']),
      reports: [{ message: 'tooNew', at: 'src/demo/__init__.py:1:1-15' }],
      today: '2026-06-01',
      fixed: null,
    },
    {
      name: 'a standard module that is newer than the last Python but one',
      tree: python('>=3.14', 'import profiling\n', ['acme-base']),
      reports: [{ message: 'tooNew', at: 'src/demo/__init__.py:1:1-17' }],
      today: '2026-11-01',
      fixed: null,
    },
    {
      name: 'a standard module that is too new',
      tree: python('>=3.10', 'import tomllib\n'),
      reports: [
        {
          message: 'tooNew',
          data: { module: 'tomllib', added: '3.11', requirement: '>=3.10', series: '3.10' },
          at: 'src/demo/__init__.py:1:1-15',
          related: ['pyproject.toml:4:20-26'],
        },
      ],
      today: '2026-06-01',
      fixed: null,
    },
    {
      name: 'a standard module of a Python that has ended (fparser 0.2.4)',
      tree: python('>=3.6', 'from importlib import metadata\n'),
      reports: [
        {
          message: 'tooNewEnded',
          data: { module: 'importlib.metadata', added: '3.8', requirement: '>=3.6', series: '3.7' },
          at: 'src/demo/__init__.py:1:1-31',
        },
      ],
      fixed: null,
    },
    {
      name: 'a removed module',
      tree: python('>=3.8', 'import telnetlib\n', [], '"Programming Language :: Python :: 3.13"'),
      reports: [
        {
          message: 'gone',
          data: { module: 'telnetlib', removed: '3.13', series: '3.13' },
          at: 'src/demo/__init__.py:1:1-17',
          related: ['pyproject.toml:5:17-55'],
        },
      ],
      fixed: null,
    },
  ],
  skip: [
    {
      name: 'dependencies are dynamic',
      tree: {
        'pyproject.toml': `[project]\nname = "demo"\ndynamic = ["dependencies"]\n${BUILD}`,
        'demo/__init__.py': 'import yaml\n',
      },
      reason: /adds to the dependencies/,
    },
    {
      name: 'setup.py that names no dependencies, as it was once done',
      tree: {
        'setup.py': 'from setuptools import setup\nsetup(name="demo", packages=["demo"])\n',
        'demo/__init__.py': 'import yaml\n',
      },
      reason: 'no dependencies are declared',
    },
    {
      name: 'setup.py adds to its list before it calls setup()',
      tree: {
        'setup.py':
          'import sys\nfrom setuptools import setup\nrequires = ["six"]\nif sys.version_info < (3, 11):\n    requires.append("tomli")\nsetup(name="demo", packages=["demo"], install_requires=requires)\n',
        'demo/__init__.py': 'import tomli\n',
      },
      reason: /may add to|adds to/,
    },
    {
      name: 'git submodules, whose files are not in the tree',
      tree: project([], 'import yaml\n', { '.gitmodules': '' }),
      reason: /submodules/,
    },
    {
      name: 'conda installs the dependencies',
      tree: project([], 'import yaml\n', { 'environment.yml': 'dependencies: [pyyaml]\n' }),
      reason: /conda/,
    },
    {
      name: 'an application that is not built',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\n', 'demo/__init__.py': 'import yaml\n' },
      reason: /nothing says that the project is built/,
    },
    {
      name: 'a uv application',
      tree: project([], 'import yaml\n', {}, '[tool.uv]\npackage = false\n'),
      reason: /not a package/,
    },
    {
      name: 'Poetry declares them in its own table',
      tree: {
        'pyproject.toml': `[project]\nname = "demo"\n[tool.poetry.dependencies]\npyyaml = "^6"\n${BUILD}`,
        'demo/__init__.py': 'import yaml\n',
      },
      reason: /declared elsewhere/,
    },
    {
      name: 'a metadata hook of hatchling',
      tree: project([], 'import yaml\n', {}, '[tool.hatch.metadata.hooks.custom]\n'),
      reason: /hook/,
    },
    {
      name: 'vendored modules on the path',
      tree: project([], 'import sys\nsys.path.insert(0, "vendor")\nimport yaml\n'),
      reason: 'src/demo/__init__.py changes how modules are found',
    },
    {
      name: 'a dependency of which nothing is known may bring it along',
      tree: project(['acme-base'], 'import yaml\n'),
      reason: /acme-base brings along/,
    },
    {
      name: 'an extra of a dependency may bring it along',
      tree: project(['requests[acme]'], 'import yaml\n'),
      reason: /requests brings along/,
    },
    {
      name: 'an extra that Poetry’s table asks for',
      tree: {
        'pyproject.toml':
          '[tool.poetry]\nname = "demo"\n[tool.poetry.dependencies]\nuvicorn = { version = "^0.20", extras = ["standard"] }\n',
        'demo/__init__.py': 'import yaml\n',
      },
      reason: /uvicorn brings along/,
    },
    {
      name: 'an extra of a dependency that brings nothing else',
      tree: project(['fsspec[http]'], 'import aiohttp\n'),
      reason: /fsspec brings along/,
    },
    {
      name: 'a dependency of which nothing is known may bring a stand-in',
      tree: python('>=3.8', 'import cgi\n', ['acme-base'], '"Programming Language :: Python :: 3.13"'),
      reason: /acme-base brings along/,
    },
    {
      name: 'the package is not in the tree',
      tree: { 'pyproject.toml': `[project]\nname = "demo"\n${BUILD}` },
      reason: /not in the tree/,
    },
    {
      name: 'several packages',
      tree: {
        'pyproject.toml': `[project]\nname = "acme"\n${BUILD}[tool.hatch.build.targets.wheel]\npackages = ["one", "two"]\n`,
        'one/__init__.py': 'import yaml\n',
        'two/__init__.py': '',
      },
      reason: /several packages/,
    },
    {
      name: 'a private project',
      tree: project([], 'import yaml\n', {}, 'classifiers = ["Private :: Do Not Upload"]\n'),
      reason: /private/,
    },
    { name: 'no project', tree: { 'README.md': '' }, reason: 'no Python project' },
  ],
});
