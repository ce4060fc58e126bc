import { rule } from '../../src/rules/readme-missing.ts';
import { ruleTester } from '../rule-tester.ts';

const pyproject = (readme: string) => `[project]\nname = "demo"\nversion = "1.0"\n${readme}`;

ruleTester(rule, {
  ok: [
    { name: 'there', tree: { 'pyproject.toml': pyproject('readme = "README.md"\n'), 'README.md': '' } },
    {
      name: 'a table',
      tree: {
        'pyproject.toml': pyproject('readme = { file = "docs/pypi.rst", content-type = "text/x-rst" }\n'),
        'docs/pypi.rst': '',
      },
    },
    {
      name: 'below another root',
      root: 'packages/core',
      tree: { 'packages/core/pyproject.toml': pyproject('readme = "README.md"\n'), 'packages/core/README.md': '' },
    },
    {
      name: 'beside the folder',
      root: 'packages/core',
      tree: { 'packages/core/pyproject.toml': pyproject('readme = "../../README.md"\n'), 'README.md': '' },
    },
    {
      name: 'setup.cfg',
      tree: { 'setup.cfg': '[metadata]\nname = demo\nlong_description = file: README.rst\n', 'README.rst': '' },
    },
  ],
  bad: [
    {
      name: 'only the case differs (llmtest)',
      tree: { 'pyproject.toml': pyproject('readme = "README.md"\n'), 'readme.md': '' },
      reports: [
        {
          message: 'case',
          data: { origin: 'pyproject.toml', readme: 'README.md', actual: 'readme.md' },
          at: 'pyproject.toml:4:11-20',
          related: ['readme.md:1:1'],
        },
      ],
      fixed: { 'pyproject.toml': pyproject('readme = "readme.md"\n') },
    },
    {
      name: 'two files whose names differ only by case',
      tree: { 'pyproject.toml': pyproject('readme = "README.md"\n'), 'readme.md': '', 'Readme.md': '' },
      reports: [{ message: 'case', at: 'pyproject.toml:4:11-20' }],
      fixed: null,
    },
    {
      name: 'setup.cfg, another case',
      tree: { 'setup.cfg': '[metadata]\nname = demo\nlong_description = file: README.rst\n', 'readme.rst': '' },
      reports: [{ message: 'case', at: 'setup.cfg:3:20-36' }],
      fixed: null,
    },
    {
      name: 'absent',
      tree: { 'pyproject.toml': pyproject('readme = "README.md"\n') },
      reports: [
        { message: 'absent', data: { origin: 'pyproject.toml', readme: 'README.md' }, at: 'pyproject.toml:4:11-20' },
      ],
    },
    {
      name: 'poetry, one of a list',
      tree: { 'pyproject.toml': '[tool.poetry]\nname = "demo"\nreadme = ["README.md"]\n' },
      reports: [{ message: 'absent', at: 'pyproject.toml:3:12-21' }],
    },
    {
      name: 'setup.cfg, absent',
      tree: { 'setup.cfg': '[metadata]\nname = demo\nlong_description = file: README.rst\n' },
      reports: [{ message: 'absent', at: 'setup.cfg:3:20-36' }],
    },
    {
      name: 'a folder of that name',
      tree: { 'pyproject.toml': pyproject('readme = "docs"\n'), 'docs/index.md': '' },
      reports: [{ message: 'absent', at: 'pyproject.toml:4:11-15' }],
    },
  ],
  skip: [
    { name: 'none declared', tree: { 'pyproject.toml': pyproject('') }, reason: 'no readme is declared' },
    {
      name: 'text in the file',
      tree: { 'pyproject.toml': pyproject('readme = { text = "Hello", content-type = "text/plain" }\n') },
      reason: 'no readme is declared',
    },
    {
      name: 'dynamic',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\ndynamic = ["readme"]\n' },
      reason: /dynamic/,
    },
    { name: 'no project', tree: { 'README.md': '' }, reason: 'no Python project' },
    {
      name: 'read by code',
      tree: {
        'setup.py': 'from setuptools import setup\nsetup(name="demo", long_description=open("README.md").read())\n',
      },
      reason: /by code/,
    },
  ],
});
