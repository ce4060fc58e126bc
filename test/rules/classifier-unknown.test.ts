import { rule } from '../../src/rules/classifier-unknown.ts';
import { ruleTester } from '../rule-tester.ts';

const pyproject = (...classifiers: string[]) => ({
  'pyproject.toml': `[project]\nname = "demo"\nversion = "1.0"\nclassifiers = [\n${classifiers.map((one) => `  "${one}",\n`).join('')}]\n`,
});
const head = { name: 'v1.0', date: '2020-05-01T12:00:00+00:00' };

ruleTester(rule, {
  ok: [
    { name: 'known ones', tree: pyproject('Typing :: Typed', 'Programming Language :: Python :: 3 :: Only') },
    { name: 'none', tree: { 'pyproject.toml': '[project]\nname = "demo"\n' } },
    {
      name: 'deprecated after the release was tagged',
      tree: pyproject('License :: OSI Approved :: X.Net License'),
      tag: 'v1.0',
      tags: [],
      head: [head],
    },
    {
      name: 'computed by setup.py',
      tree: { 'setup.py': 'from setuptools import setup\nsetup(name="demo", classifiers=CLASSIFIERS.split("\\n"))\n' },
    },
    {
      name: 'comments between the lines of setup.cfg',
      tree: {
        'setup.cfg':
          '[metadata]\nname = demo\nclassifiers =\n  # kept short\n  Typing :: Typed\n  Topic :: Utilities\n',
      },
    },
  ],
  bad: [
    {
      name: 'there is no such group (pdfminer.six 20250327)',
      tree: pyproject('Topic :: Utilities', 'License-Expression :: MIT'),
      reports: [
        {
          message: 'unknown',
          data: { classifier: 'License-Expression :: MIT', nearest: '', listed: '2026-09-21' },
          at: 'pyproject.toml:6:4-29',
        },
      ],
    },
    {
      name: 'a slip',
      tree: pyproject('Development Status :: 4 - Betta'),
      reports: [{ message: 'misspelt', at: 'pyproject.toml:5:4-35' }],
      fixed: pyproject('Development Status :: 4 - Beta'),
    },
    {
      name: 'another case, with whichever list',
      tree: pyproject('Development Status :: 4 - beta'),
      today: '2029-01-01',
      reports: [{ message: 'spelling', at: 'pyproject.toml:5:4-34' }],
      fixed: pyproject('Development Status :: 4 - Beta'),
    },
    {
      name: 'two are as near',
      tree: pyproject('Framework :: Django :: 1.13'),
      reports: [{ message: 'unknown', at: 'pyproject.toml:5:4-31' }],
    },
    {
      name: 'setup.cfg',
      tree: { 'setup.cfg': '[metadata]\nname = demo\nclassifiers =\n  Typing :: Typed\n  Topic :: Utilites\n' },
      reports: [{ message: 'misspelt', at: 'setup.cfg:5:3-20' }],
    },
    {
      name: 'the list is half a year old',
      tree: pyproject('Framework :: Of The Past'),
      today: '2027-03-21',
      reports: [{ message: 'unknown', at: 'pyproject.toml:5:4-28' }],
    },
    {
      name: 'setup.py, through a name',
      tree: {
        'setup.py':
          'from setuptools import setup\nclassifiers = [\n    "Topic :: Nothing Of The Kind",\n]\nsetup(name="demo", classifiers=classifiers)\n',
      },
      reports: [{ message: 'unknown', at: 'setup.py:3:6-34' }],
    },
    {
      name: 'a number higher than the list has',
      tree: pyproject('Framework :: Django :: 99.0'),
      reports: [{ message: 'newer', at: 'pyproject.toml:5:4-31' }],
    },
    {
      name: 'the list is more than half a year old',
      tree: pyproject('Framework :: Of The Future'),
      today: '2027-03-22',
      reports: [{ message: 'newer', at: 'pyproject.toml:5:4-30' }],
    },
    {
      name: 'deprecated, with and without something in its place',
      tree: pyproject('Natural Language :: Ukranian', 'License :: OSI Approved :: X.Net License'),
      reports: [
        {
          message: 'deprecated',
          data: { classifier: 'Natural Language :: Ukranian', instead: '"Natural Language :: Ukrainian"' },
          at: 'pyproject.toml:5:4-32',
        },
        { message: 'deprecated', at: 'pyproject.toml:6:4-44' },
      ],
      fixed: pyproject('Natural Language :: Ukrainian', 'License :: OSI Approved :: X.Net License'),
    },
  ],
  skip: [
    { name: 'private', tree: pyproject('Private :: Do Not Upload', 'Topic :: Ours'), reason: /Private/ },
    {
      name: 'not published',
      tree: pyproject('Topic :: Ours'),
      config: { publish: false },
      reason: /not published/,
    },
    { name: 'no project', tree: { 'README.md': '' }, reason: 'no Python project' },
  ],
});
