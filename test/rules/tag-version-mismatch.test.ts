import { rule } from '../../src/rules/tag-version-mismatch.ts';
import { ruleTester } from '../rule-tester.ts';

const declared = (version: string) => ({ 'pyproject.toml': `[project]\nname = "demo"\nversion = "${version}"\n` });
const at = (name: string, commit: string) => ({ name, commit });

ruleTester(rule, {
  ok: [
    { name: 'the same', tree: declared('0.3.0'), tag: 'v0.3.0' },
    { name: 'a bare tag', tree: declared('0.3.0'), tag: '0.3.0' },
    { name: 'SemVer in the tag, PEP 440 in the file', tree: declared('4.0.0rc1'), tag: 'v4.0.0-rc.1' },
    { name: 'a component prefix', tree: declared('2.46.0'), tag: 'core-v2.46.0' },
    { name: 'a calendar version with a beta', tree: declared('202010.1037b0'), tag: 'v202010.1037-beta' },
  ],
  bad: [
    {
      name: 'a commit tagged again without a bump',
      tree: declared('0.2.9'),
      tag: 'v0.3.0',
      head: ['v0.3.0', 'v0.2.9'],
      tags: [],
      reports: [{ message: 'differs', at: 'pyproject.toml:3:12-17' }],
    },
    {
      name: 'another pre-release than the one without a number',
      tree: declared('0.9.31b1'),
      tag: 'v0.9.31-rc',
      reports: [{ message: 'differs', at: 'pyproject.toml:3:12-20' }],
    },
    {
      name: 'tagged before the bump (rdflib 6.1.0)',
      tree: declared('6.0.3'),
      tag: '6.1.0',
      reports: [
        {
          message: 'differs',
          data: { tag: '6.1.0', expected: '6.1.0', place: 'pyproject.toml', found: '6.0.3', right: '6.0.3' },
          at: 'pyproject.toml:3:12-17',
        },
      ],
      fixed: declared('6.1.0'),
    },
    {
      name: 'a lost digit (sanic v2.6.3)',
      tree: {
        'setup.py': 'from setuptools import setup\nkwargs = {"name": "demo", "version": version}\nsetup(**kwargs)\n',
        'demo/__init__.py': '',
        'demo/__version__.py': '__version__ = "20.6.3"\n',
      },
      tag: 'v2.6.3',
      reports: [{ message: 'differs', at: 'demo/__version__.py:1:16-22' }],
    },
    {
      name: 'a short tag beside the full one, in a project without aliases (diff_cover v5.1)',
      tree: declared('5.1.1'),
      tag: 'v5.1',
      tags: [at('v5.1.1', 'a'), at('v5.1', 'a'), at('v5.1.0', 'b'), at('v5.0.0', 'c')],
      reports: [{ message: 'differs', at: 'pyproject.toml:3:12-17' }],
    },
    {
      name: 'setup.py reads package.json',
      tree: {
        'setup.py':
          'import json\nfrom setuptools import setup\nVERSION = json.loads(open("package.json").read())["version"]\nsetup(name="demo", version=VERSION)\n',
        'package.json': '{\n  "name": "demo",\n  "version": "0.6.3"\n}\n',
      },
      tag: 'v0.7.0',
      reports: [{ message: 'differs', at: 'package.json:3:15-20' }],
    },
    {
      name: 'no Python project: package.json is the source',
      tree: { 'package.json': '{"name": "demo", "version": "1.0.0"}' },
      tag: 'v1.1.0',
      reports: [{ message: 'differs', at: 'package.json:1:30-35' }],
    },
  ],
  skip: [
    {
      name: 'a pre-release tag without a number (ArchiveBox v0.9.31-rc)',
      tree: declared('0.9.31rc1'),
      tag: 'v0.9.31-rc',
      reason: /without a number/,
    },
    {
      name: 'old releases tagged on one commit after the fact (tightwad)',
      tree: declared('0.4.2'),
      tag: 'v0.3.0',
      head: ['v0.4.2', 'v0.4.1', 'v0.3.0', 'v0.2.0'],
      tags: [],
      reason: 'the tag v0.3.0 is one of many on its commit, and v0.4.2 is the right one',
    },
    {
      name: 'another component whose name begins with the project’s (hatchling beside hatch)',
      tree: { 'pyproject.toml': '[project]\nname = "hatch"\nversion = "1.6.1"\n' },
      tag: 'hatchling-v1.11.1',
      tags: ['hatch-v1.6.1', 'hatchling-v1.11.0', 'hatch-v1.6.0'],
      reason: /of another project/,
    },
    {
      name: 'another component of the repository (titiler helm-2.1.1)',
      tree: declared('0.18.0'),
      tag: 'helm-2.1.1',
      tags: ['0.17.0', '0.16.0', '0.15.0'],
      reason: /of another project/,
    },
    {
      name: 'a moving alias',
      tree: declared('1.2.9'),
      tag: 'v1.2',
      tags: [at('v1.2.9', 'a'), at('v1.2', 'a'), at('v1.1.4', 'b'), at('v1.1', 'b')],
      reason: /moving alias/,
    },
    { name: 'no version in the tag', tree: declared('1.2.9'), tag: 'latest', reason: /does not name a version/ },
    { name: 'only --release', tree: declared('1.2.9'), release: '1.3.0', reason: /with a tag only/ },
    { name: 'a placeholder that a workflow replaces', tree: declared('0.0.0'), tag: 'v1.3.0', reason: /placeholder/ },
    {
      name: 'poetry-dynamic-versioning',
      tree: {
        'pyproject.toml':
          '[tool.poetry]\nname = "demo"\nversion = "0.1.0"\n[tool.poetry-dynamic-versioning]\nenable = true\n',
      },
      tag: 'v1.3.0',
      reason: /poetry-dynamic-versioning/,
    },
  ],
});
