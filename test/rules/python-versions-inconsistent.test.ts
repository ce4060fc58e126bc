import { rule } from '../../src/rules/python-versions-inconsistent.ts';
import { ruleTester } from '../rule-tester.ts';

const project = (requires: string, ...versions: string[]) => ({
  'pyproject.toml': `[project]\nname = "demo"\nrequires-python = "${requires}"\nclassifiers = [\n${versions
    .map((one) => `  "Programming Language :: Python :: ${one}",\n`)
    .join('')}]\n`,
});

ruleTester(rule, {
  ok: [
    { name: 'they agree', tree: project('>=3.9', '3', '3.9', '3.10', '3.11') },
    { name: 'the newest version is not listed yet', tree: project('>=3.9', '3.9', '3.10') },
    { name: 'old patch releases are kept out', tree: project('>=3.9.1,!=3.9.7', '3.9', '3.10') },
    { name: 'only Python 3 as such is named', tree: project('>=2.7,!=3.0.*', '3') },
    { name: 'Python 2 is named as such', tree: project('>=2.7', '2', '3.6') },
    { name: 'no classifiers', tree: project('>=3.9') },
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
    },
    {
      name: 'a lower bound of 2.7',
      tree: project('>=2.7', '3.6', '3.7'),
      reports: [{ message: 'admitsTwo', at: 'pyproject.toml:3:20-25' }],
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
