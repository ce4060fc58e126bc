import { expect, test } from 'vitest';
import { memoryFiles } from '../../src/io/memory-files.ts';
import { lint } from '../../src/lint.ts';
import type { Files } from '../../src/project/ports.ts';
import { rule } from '../../src/rules/unreadable-file.ts';
import { defaultConfig, gitOf, ruleTester } from '../rule-tester.ts';

const pyproject = '[project]\nname = "demo"\nversion = "0.2.0"\n';

/** Latin-1 bytes of a text. */
function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

ruleTester(rule, {
  ok: [
    {
      name: 'nothing to complain about',
      tree: { 'pyproject.toml': pyproject, 'CHANGELOG.md': '# Changelog\n\n## 0.2.0\n\n- café\n' },
    },
    { name: 'a byte order mark', tree: { 'pyproject.toml': `\ufeff${pyproject}` } },
    {
      name: 'a Python source that names its encoding',
      tree: {
        'pyproject.toml':
          '[project]\nname = "demo"\ndynamic = ["version"]\n[tool.setuptools.dynamic]\nversion = {attr = "demo.__version__"}\n',
        'demo/__init__.py': latin1('# -*- coding: latin-1 -*-\nauthor = "Jos\u00e9"\n__version__ = "0.2.0"\n'),
      },
    },
    {
      name: 'a workflow that is broken is for workflow-unparseable',
      tree: { 'pyproject.toml': pyproject, '.github/workflows/ci.yml': 'on: [\n' },
    },
    {
      name: 'a program that a workflow calls',
      tree: {
        'pyproject.toml': pyproject,
        '.github/workflows/ci.yml': 'on: push\njobs: {a: {steps: [{run: ./tool}]}}\n',
        tool: new Uint8Array([0x7f, 0x45, 0xff]),
      },
    },
    {
      name: 'files that nothing needs',
      tree: { 'pyproject.toml': pyproject, 'data/table.txt': new Uint8Array([0xff, 0xfe]) },
    },
  ],
  bad: [
    {
      name: 'broken TOML',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\nversion = 0.2.0\n' },
      reports: [{ message: 'invalid', at: 'pyproject.toml:3:14' }],
    },
    {
      name: 'TOML that is not UTF-8',
      tree: { 'pyproject.toml': latin1('[project]\nauthors = [{name = "Jos\u00e9"}]\n') },
      reports: [
        {
          message: 'encoding',
          data: { file: 'pyproject.toml', problem: 'is not UTF-8', todo: 'Save the file as UTF-8' },
          at: 'pyproject.toml:2:24',
        },
      ],
    },
    {
      name: 'a workflow that is not UTF-8',
      tree: { 'pyproject.toml': pyproject, '.github/workflows/ci.yml': latin1('name: Caf\u00e9\n') },
      reports: [{ message: 'encoding', at: '.github/workflows/ci.yml:1:10' }],
    },
    {
      name: 'a changelog that is not UTF-8 is read all the same',
      tree: { 'pyproject.toml': pyproject, 'CHANGELOG.md': latin1('# Changelog\n\n## 0.2.0\n\n- Caf\u00e9\n') },
      reports: [
        {
          message: 'replaced',
          data: { file: 'CHANGELOG.md', problem: 'is not UTF-8', todo: 'Save the file as UTF-8' },
          at: 'CHANGELOG.md:5:6',
        },
      ],
    },
    {
      name: 'a changelog too large is read from its start',
      tree: {
        'pyproject.toml': pyproject,
        'CHANGELOG.md': `## 0.2.0\n\n${'- a line that was written long ago\n'.repeat(130_000)}`,
      },
      reports: [
        {
          message: 'cut',
          data: {
            file: 'CHANGELOG.md',
            problem: 'is 4.3 MiB large, and pyrel reads 4.0 MiB of a file',
            todo: 'Split the file: move what is old into a file of its own',
          },
          at: 'CHANGELOG.md:1:1',
        },
      ],
    },
  ],
});

test.each([
  ['a file that cannot be had', 'links out of the repository', {}],
  [
    'a file too large to be of use',
    'is 4.2 MiB large, and pyrel reads 4.0 MiB of a file',
    { 'pyproject.toml': `${pyproject}${'# a line that says nothing at all\n'.repeat(130_000)}` },
  ],
])('%s: could not look', async (_, problem, tree) => {
  const memory = memoryFiles({ 'pyproject.toml': pyproject, ...tree });
  const files: Files = {
    list: memory.list,
    read: async (path, limit) =>
      'pyproject.toml' in tree ? memory.read(path, limit) : { kind: 'unreadable', reason: problem },
  };
  const { report } = await lint({
    files,
    git: gitOf('no-git'),
    root: '',
    config: defaultConfig,
    rules: [rule],
    request: { mode: 'dev' },
    modeReason: 'test',
    allRules: [rule],
    adjust: null,
    today: '2026-11-20',
    toolVersion: '0.0.0',
    checks: null,
    workFolder: null,
  });
  expect(report.verdicts).toEqual([
    {
      id: 'unreadable-file',
      target: 0,
      outcome: 'error',
      reason: `pyproject.toml ${problem}`,
      subject: 'pyproject.toml',
    },
  ]);
});
