import { rule } from '../../src/rules/license-file-missing.ts';
import { ruleTester } from '../rule-tester.ts';

const build = (module: string) => `\n[build-system]\nrequires = []\nbuild-backend = "${module}"\n`;
const text = (fields: string, module = 'flit_core.buildapi') =>
  `[project]\nname = "demo"\nversion = "1.0"\n${fields}\n${build(module)}`;
const setup = (lines: string) => ({ 'setup.cfg': `[metadata]\nname = demo\n${lines}\n` });

ruleTester(rule, {
  ok: [
    { name: 'it is there', tree: { 'pyproject.toml': text('license-files = ["LICENSE"]'), LICENSE: '' } },
    {
      name: 'patterns, in folders too',
      tree: {
        'pyproject.toml': text('license-files = ["LICEN[CS]E*", "licenses/**/*.txt"]'),
        'LICENCE.md': '',
        'licenses/a/b.txt': '',
      },
    },
    {
      name: 'the list of all names that licences have, of which one matches, where the build goes on',
      tree: {
        'pyproject.toml': text('license-files = ["LICENSE*", "NOTICE*", "AUTHORS*"]', 'setuptools.build_meta'),
        LICENSE: '',
      },
    },
    {
      name: 'in a submodule, whose files git does not list',
      tree: {
        'pyproject.toml': text('license-files = ["vendor/demo/LICENSE"]'),
        '.gitmodules': '[submodule "vendor/demo"]\n',
      },
    },
    {
      name: 'behind a link',
      tree: { 'pyproject.toml': text('license-files = ["legal/LICENSE"]'), legal: '../legal' },
    },
    {
      name: 'copied by the build, as .gitignore tells',
      tree: { 'pyproject.toml': text('license-files = ["LICENSE"]'), '.gitignore': '/LICENSE\n' },
    },
    { name: 'nothing declared', tree: { 'pyproject.toml': text('license = "MIT"') } },
    {
      name: 'several in setup.cfg, commented lines between',
      tree: { ...setup('license_files =\n  LICENSE\n  # of others\n  NOTICE'), LICENSE: '', NOTICE: '' },
    },
    {
      name: 'setup.cfg of another backend',
      tree: { 'pyproject.toml': text(''), ...setup('license_file = LICENSE') },
    },
  ],
  bad: [
    {
      name: 'flit stops; another file has the name of a licence',
      tree: { 'pyproject.toml': text('license-files = ["LICENSE"]'), 'LICENSE.md': '' },
      reports: [
        {
          message: 'missing',
          data: {
            field: '`license-files`',
            pattern: 'LICENSE',
            backend: 'flit_core',
            meant: 'LICENSE.md',
            todo: 'Write "LICENSE.md", or add LICENSE.',
          },
          at: 'pyproject.toml:4:19-26',
        },
      ],
      fixed: { 'pyproject.toml': text('license-files = ["LICENSE.md"]') },
    },
    {
      name: 'none of the two that may be meant is chosen',
      tree: { 'pyproject.toml': text('license-files = ["LICENSE"]'), 'LICENSE.md': '', COPYING: '' },
      reports: [{ message: 'missing', at: 'pyproject.toml:4:19-26' }],
    },
    {
      name: 'a pattern without a match',
      tree: { 'pyproject.toml': text('license-files = ["LICENSE*", "licenses/*"]'), LICENSE: '' },
      reports: [{ message: 'missing', at: 'pyproject.toml:4:31-41' }],
    },
    {
      name: 'Hatch reads the file of a table; it has another case',
      tree: { 'pyproject.toml': text('license = {file = "License.txt"}', 'hatchling.build'), 'LICENSE.txt': '' },
      reports: [
        {
          message: 'renamed',
          data: {
            field: '`license`',
            pattern: 'License.txt',
            backend: 'hatchling',
            meant: 'LICENSE.txt',
            todo: 'Write "LICENSE.txt", or add License.txt.',
          },
          at: 'pyproject.toml:4:20-31',
        },
      ],
      fixed: { 'pyproject.toml': text('license = {file = "LICENSE.txt"}', 'hatchling.build') },
    },
    {
      name: 'setuptools warns, and goes on',
      tree: { ...setup('license_file = LICENSE.txt'), LICENSE: '' },
      reports: [{ message: 'left', at: 'setup.cfg:3:16-27' }],
      fixed: setup('license_file = LICENSE'),
    },
    {
      name: 'setup.cfg in another case',
      tree: { ...setup('license_files =\n  license'), LICENSE: '' },
      reports: [{ message: 'cased', at: 'setup.cfg:4:3-10' }],
      fixed: setup('license_files =\n  LICENSE'),
    },
    {
      name: 'setup.py',
      tree: { 'setup.py': 'from setuptools import setup\nsetup(name="demo", license_files=["LICENSE.txt"])\n' },
      reports: [{ message: 'left', at: 'setup.py:2:36-47' }],
    },
    {
      name: 'Hatch passes a pattern over, and [tool.setuptools] is setuptools’ alone',
      tree: {
        'pyproject.toml': `${text('license-files = ["LICENSE"]', 'hatchling.build')}[tool.setuptools]\nlicense-files = ["COPYING"]\n`,
      },
      reports: [{ message: 'left', at: 'pyproject.toml:4:19-26' }],
    },
    {
      name: '[tool.setuptools]',
      tree: {
        'pyproject.toml': `${text('', 'setuptools.build_meta')}[tool.setuptools]\nlicense-files = ["COPYING"]\n`,
      },
      reports: [{ message: 'left', at: 'pyproject.toml:10:19-26' }],
    },
    {
      name: 'a package whose licence stands at the top may be given a copy',
      root: 'packages/demo',
      tree: { 'packages/demo/pyproject.toml': text('license-files = ["LICENSE"]'), LICENSE: '' },
      reports: [{ message: 'left', at: 'packages/demo/pyproject.toml:4:19-26' }],
    },
    {
      name: 'before flit took arrays',
      tree: { 'pyproject.toml': text('license-files = ["LICENSE"]') },
      tag: 'v1.0',
      tags: [],
      head: [{ name: 'v1.0', date: '2024-03-01T12:00:00+00:00' }],
      reports: [{ message: 'left', at: 'pyproject.toml:4:19-26' }],
    },
    {
      name: 'out of the project’s folder',
      root: 'packages/demo',
      tree: { 'packages/demo/pyproject.toml': text('license-files = ["../../LICENSE"]'), LICENSE: '' },
      reports: [{ message: 'refused', at: 'packages/demo/pyproject.toml:4:19-32' }],
    },
  ],
  skip: [
    {
      name: 'an application that is never built',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\nlicense = {file = "LICENSE"}\n' },
      reason: /is built/,
    },
    { name: 'no project', tree: { 'README.md': '' }, reason: 'no Python project' },
  ],
});
