import { rule } from '../../src/rules/python-versions-inconsistent.ts';
import { ruleTester } from '../rule-tester.ts';

const project = (requires: string, ...versions: string[]) => ({
  'pyproject.toml': `[project]\nname = "demo"\nrequires-python = "${requires}"\nclassifiers = [\n${versions
    .map((one) => `  "Programming Language :: Python :: ${one}",\n`)
    .join('')}]\n`,
});

const ruff = (requires: string, options: string) => ({
  'pyproject.toml': `[project]\nname = "demo"\nrequires-python = "${requires}"\n[tool.ruff]\n${options}`,
});

ruleTester(rule, {
  ok: [
    { name: 'they agree', tree: project('>=3.9', '3', '3.9', '3.10', '3.11') },
    { name: 'the newest version is not listed yet', tree: project('>=3.9', '3.9', '3.10') },
    { name: 'old patch releases are kept out', tree: project('>=3.9.1,!=3.9.7', '3.9', '3.10') },
    { name: 'only Python 3 as such is named', tree: project('>=2.7,!=3.0.*', '3') },
    { name: 'Python 2 is named as such', tree: project('>=2.7', '2', '3.6') },
    { name: 'no classifiers', tree: project('>=3.9') },
    { name: 'a version between two is kept out', tree: project('>=3.9,!=3.10.*', '3.9', '3.11') },
    {
      name: 'ruff writes code for an older Python than is required',
      tree: ruff('>=3.9', 'target-version = "py38"\n'),
    },
    {
      name: 'ruff has no older target (loguru)',
      tree: ruff('>=3.5', 'target-version = "py37"\n'),
    },
    {
      name: 'ruff has targets of its own for some files',
      tree: ruff('>=3.8', 'target-version = "py312"\nper-file-target-version = { "demo/*" = "py38" }\n'),
    },
    {
      name: 'ruff.toml is for the scripts of the repository (uv)',
      tree: { ...project('>=3.8', '3.8'), 'ruff.toml': 'target-version = "py312"\n' },
    },
    {
      name: 'mypy checks as a newer Python would, and writes nothing',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\nrequires-python = ">=3.8"\n[tool.mypy]\npython_version = "3.12"\n',
      },
    },
    {
      name: 'the list may be longer',
      tree: {
        'setup.py':
          'from setuptools import setup\nsetup(name="demo", python_requires="!=3.0.*", classifiers=["Programming Language :: Python :: 3.5", *MORE])\n',
      },
    },
  ],
  bad: [
    {
      name: 'no lower bound (diff_cover 4.0.0)',
      tree: {
        'setup.py':
          'from setuptools import setup\nsetup(\n    name="demo",\n    python_requires="!=3.0.*, !=3.1.*, !=3.2.*, !=3.3.*, !=3.4.*",\n    classifiers=["Programming Language :: Python :: 3.5", "Programming Language :: Python :: 3.6"],\n)\n',
      },
      reports: [
        {
          message: 'admitsDropped',
          data: { requirement: '!=3.0.*, !=3.1.*, !=3.2.*, !=3.3.*, !=3.4.*', series: '2.7', oldest: '3.5' },
          at: 'setup.py:4:22-65',
        },
      ],
      fixed: {
        'setup.py':
          'from setuptools import setup\nsetup(\n    name="demo",\n    python_requires=">=3.5",\n    classifiers=["Programming Language :: Python :: 3.5", "Programming Language :: Python :: 3.6"],\n)\n',
      },
    },
    {
      name: 'a lower bound of 2.7',
      tree: project('>=2.7', '3.6', '3.7'),
      reports: [{ message: 'admitsTwo', at: 'pyproject.toml:3:20-25' }],
      fixed: project('>=3.6', '3.6', '3.7'),
    },
    {
      name: 'a lower bound of 2.7, and an upper one',
      tree: project('>=2.7, !=3.0.*, <4', '3.6', '3.7'),
      reports: [{ message: 'admitsTwo', at: 'pyproject.toml:3:20-38' }],
      fixed: project('>=3.6,<4', '3.6', '3.7'),
    },
    {
      name: 'capped below a version that is promised',
      tree: project('>=3.9,<3.12', '3.11', '3.12'),
      reports: [
        {
          message: 'excludesNewer',
          data: { series: '3.12', requirement: '>=3.9,<3.12' },
          at: 'pyproject.toml:6:4-42',
          related: ['pyproject.toml:3:20-31'],
        },
      ],
    },
    {
      name: 'a classifier was left over',
      tree: project('>=3.9', '3.8', '3.9'),
      reports: [{ message: 'excludesOlder', at: 'pyproject.toml:5:4-41' }],
      fixed: project('>=3.9', '3.9'),
    },
    {
      name: 'versions between two that are named',
      tree: project('>=3.9', '3', '3.9', '3.12'),
      reports: [
        {
          message: 'gap',
          data: { before: '3.9', series: '3.10', after: '3.12', requirement: '>=3.9' },
          at: 'pyproject.toml:7:4-42',
          related: ['pyproject.toml:3:20-25'],
        },
        { message: 'gap', at: 'pyproject.toml:7:4-42' },
      ],
      fixed: project('>=3.9', '3', '3.9', '3.12', '3.10', '3.11'),
      remains: 0,
    },
    {
      name: 'ruff writes code for a newer Python',
      tree: ruff('>=3.8', 'target-version = "py310"\n'),
      reports: [
        {
          message: 'lintTarget',
          data: { tool: 'ruff', target: '3.10', requirement: '>=3.8', series: '3.9' },
          at: 'pyproject.toml:5:19-24',
        },
      ],
    },
  ],
  skip: [
    { name: 'not a specifier', tree: project('^3.9', '3.9'), reason: /not a version specifier/ },
    { name: 'not declared', tree: { 'pyproject.toml': '[project]\nname = "demo"\n' }, reason: /no required/ },
    {
      name: 'dynamic',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\ndynamic = ["requires-python"]\n' },
      reason: /dynamic/,
    },
    { name: 'no project', tree: { 'README.md': '' }, reason: 'no Python project' },
  ],
});
