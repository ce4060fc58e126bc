import { rule } from '../../src/rules/changelog-missing.ts';
import { ruleTester } from '../rule-tester.ts';

const pyproject = (rest = ''): string => `[project]\nname = "demo"\nversion = "1.0"\n${rest}`;
const link = (label: string, url: string) => ({
  'pyproject.toml': pyproject(`[project.urls]\n"${label}" = "${url}"\n`),
});
const workflow = (text: string) => ({
  'pyproject.toml': pyproject(),
  '.github/workflows/release.yml': `${text}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    steps: []\n`,
});

ruleTester(rule, {
  ok: [
    { name: 'a changelog', tree: { 'pyproject.toml': pyproject(), 'CHANGELOG.md': '## 1.0\n- a\n' } },
    {
      name: 'a file for each release',
      tree: {
        'pyproject.toml': pyproject(),
        'docs/releases/1.0.md': '- a\n',
        'docs/releases/0.9.md': '- b\n',
        'docs/releases/0.8.md': '- c\n',
      },
    },
    { name: 'an empty one', tree: { 'pyproject.toml': pyproject(), CHANGES: '' } },
    {
      name: 'the one that the config names',
      tree: { 'pyproject.toml': pyproject(), 'docs/notes/all.md': '## 1.0\n- a\n' },
      config: { changelog: { file: 'docs/notes/all.md' } },
    },
  ],
  bad: [
    {
      name: 'none, and no page',
      tree: { 'pyproject.toml': pyproject(), 'README.md': '# Demo\n' },
      reports: [
        { message: 'absent', data: { origin: 'pyproject.toml', path: 'CHANGELOG.md' }, at: 'pyproject.toml:3:12-15' },
      ],
    },
    {
      name: 'none, and pages of other kinds',
      tree: link('Homepage', 'https://github.com/o/demo'),
      release: '1.0',
      reports: [{ message: 'absent', at: 'pyproject.toml:3:12-15' }],
    },
    {
      name: 'a workflow without releases',
      tree: workflow('on:\n  push:\n    tags: ["v*"]\nenv:\n  release:\n'),
      reports: [{ message: 'absent', at: 'pyproject.toml:3:12-15' }],
    },
    {
      name: 'the first releases are out',
      tree: { 'pyproject.toml': pyproject() },
      tag: 'v0.3',
      tags: ['v0.3', 'v0.2', 'v0.1'],
      reports: [{ message: 'absent', at: 'pyproject.toml:3:12-15' }],
    },
    {
      name: 'the config names a file that is not there',
      tree: { 'pyproject.toml': pyproject(), 'CHANGELOG.md': '## 1.0\n- a\n' },
      config: { changelog: { file: 'docs/notes/all.md' } },
      reports: [{ message: 'notThere', data: { file: 'docs/notes/all.md' }, at: 'pyproject.toml:3:12-15' }],
    },
  ],
  skip: [
    {
      name: 'many releases without one: the notes are with them, or nobody asks',
      tree: { 'pyproject.toml': pyproject() },
      tag: 'v0.4',
      tags: ['v0.4', 'v0.3', 'v0.2', 'v0.1'],
      reason: 'there are 3 releases before this one, all without a changelog',
    },
    { name: 'a shallow clone', tree: { 'pyproject.toml': pyproject() }, tags: 'shallow', reason: /shallow/ },
    { name: 'no Python project', tree: { 'README.md': '# Demo\n' }, reason: 'no Python project' },
    { name: 'metadata that cannot be read', tree: { 'pyproject.toml': '[project\n' }, reason: /pyproject\.toml/ },
    {
      name: 'a private project',
      tree: { 'pyproject.toml': pyproject('classifiers = ["Private :: Do Not Upload"]\n') },
      reason: /private/,
    },
    {
      name: 'a page of changes',
      tree: link('Changelog', 'https://demo.example.org/changes'),
      reason: /noted at https:\/\/demo\.example\.org\/changes/,
    },
    {
      name: 'release notes, as PyPI normalises the label',
      tree: link('Release-Notes', 'https://demo.example.org/notes'),
      reason: /noted at/,
    },
    {
      name: 'GitHub releases under another label',
      tree: link('Download', 'https://github.com/o/demo/releases'),
      reason: /noted at/,
    },
    {
      name: 'a workflow that runs on releases',
      tree: workflow('on:\n  release:\n    types: [published]'),
      reason: /\.github\/workflows\/release\.yml says/,
    },
    {
      name: 'the one at the top of a repository of several projects',
      tree: { 'core/pyproject.toml': pyproject(), 'CHANGELOG.md': '## 1.0\n- a\n' },
      root: 'core',
      reason: /other projects/,
    },
  ],
});
