import { rule } from '../../src/rules/requires-python-missing.ts';
import { ruleTester } from '../rule-tester.ts';

const ONLY = 'Programming Language :: Python :: 3 :: Only';
const setup = (args: string, files: { [path: string]: string } = {}) => ({
  'setup.py': `from setuptools import setup\nsetup(\n    name="demo",\n    packages=["demo"],\n    ${args},\n)\n`,
  'demo/__init__.py': 'from .core import *\n',
  ...files,
});
const python = (...versions: string[]) =>
  `classifiers=[${versions.map((one) => `"Programming Language :: Python :: ${one}"`).join(', ')}]`;
const typed = { 'demo/core.py': 'def run(x: int) -> int:\n    return x\n' };

ruleTester(rule, {
  ok: [
    { name: 'declared', tree: setup(`python_requires=">=3.8", classifiers=["${ONLY}"]`) },
    {
      name: 'declared in setup.cfg beside setup.py',
      tree: { ...setup(`classifiers=["${ONLY}"]`), 'setup.cfg': '[options]\npython_requires = >=3.8\n' },
    },
    {
      name: 'code that every Python compiles',
      tree: setup(python('2.7', '3.6'), { 'demo/core.py': 'def run(x):\n    return x\n' }),
    },
    {
      name: 'newer syntax in a module that is imported under a condition',
      tree: setup(python('2.7', '3.6'), {
        'demo/__init__.py': 'import sys\nif sys.version_info > (3,):\n    from .core import run\n',
        ...typed,
      }),
    },
    { name: 'nothing is said of versions', tree: { 'pyproject.toml': '[project]\nname = "demo"\n' } },
  ],
  bad: [
    {
      name: 'a classifier excludes Python 2 (scikit-build 0.16.0)',
      tree: setup(`classifiers=["${ONLY}", "Programming Language :: Python :: 3.7"]`),
      reports: [
        { message: 'classifier', data: { classifier: ONLY, line: 'python_requires=">=3.7"' }, at: 'setup.py:5:19-62' },
      ],
    },
    {
      name: 'pyproject.toml',
      tree: { 'pyproject.toml': `[project]\nname = "demo"\nclassifiers = ["${ONLY}"]\n` },
      reports: [
        {
          message: 'classifier',
          data: { classifier: ONLY, line: 'requires-python = ">=3"' },
          at: 'pyproject.toml:3:17-60',
        },
      ],
    },
    {
      name: 'the classifiers tell the oldest version',
      tree: {
        'pyproject.toml': `[project]\nname = "demo"\nclassifiers = [\n  "${ONLY}",\n  "Programming Language :: Python :: 3.9",\n]\n`,
      },
      reports: [
        {
          message: 'classifier',
          data: { classifier: ONLY, line: 'requires-python = ">=3.9"' },
          at: 'pyproject.toml:4:4-47',
        },
      ],
      fixed: {
        'pyproject.toml': `[project]\nname = "demo"\nclassifiers = [\n  "${ONLY}",\n  "Programming Language :: Python :: 3.9",\n]\nrequires-python = ">=3.9"\n`,
      },
    },
    {
      name: 'a version that a classifier names cannot compile the package (voluptuous 0.14.0)',
      tree: setup(python('2.7', '3.6'), {
        'demo/core.py': 'from __future__ import annotations\n\nx: int = 1\n',
      }),
      reports: [
        {
          message: 'contradicted',
          data: {
            claimed: '2.7',
            feature: 'from __future__ import annotations',
            line: 'python_requires=">=3.7"',
          },
          at: 'setup.py:5:19-56',
          related: ['demo/core.py:1:1-35'],
        },
      ],
    },
    {
      name: 'setup.cfg',
      tree: {
        'setup.cfg':
          '[metadata]\nname = demo\nclassifiers =\n    Programming Language :: Python :: 2.7\n[options]\npackages = demo\n',
        'demo/__init__.py': 'import demo\nfrom demo import core\n',
        ...typed,
      },
      reports: [
        {
          message: 'contradicted',
          data: { claimed: '2.7', feature: 'annotations', line: 'python_requires = >=3.0' },
          at: 'setup.cfg:4:5-42',
        },
      ],
    },
    {
      name: 'only the syntax shows it',
      tree: setup('version="1.0"', { 'demo/core.py': 'print(f"{1}")\nif (n := 1): pass\n' }),
      reports: [{ message: 'syntax', at: 'setup.py:5:14-17' }],
    },
  ],
  skip: [
    {
      name: 'before pip read it',
      tree: setup(`version="0.1", classifiers=["${ONLY}"]`),
      tag: 'v0.1',
      tags: [],
      head: [{ name: 'v0.1', date: '2014-05-01T12:00:00+00:00' }],
      reason: /pip did not/,
    },
    { name: 'computed', tree: setup('python_requires=REQUIRED'), reason: /computes/ },
    { name: 'arguments made by code', tree: setup('**more()'), reason: /by code/ },
    {
      name: 'dynamic',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\ndynamic = ["requires-python"]\n' },
      reason: /dynamic/,
    },
    {
      name: 'Poetry has a notation of its own',
      tree: { 'pyproject.toml': '[tool.poetry]\nname = "demo"\n[tool.poetry.dependencies]\npython = "^3.8"\n' },
      reason: /notation/,
    },
    { name: 'no project', tree: { 'README.md': '' }, reason: 'no Python project' },
  ],
});
