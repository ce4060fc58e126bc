import { rule } from '../../src/rules/changelog-version-ahead.ts';
import { ruleTester } from '../rule-tester.ts';

const file = (...entries: readonly string[]): { 'CHANGELOG.md': string } => ({
  'CHANGELOG.md': `# Changelog\n\n${entries.map((entry) => `## ${entry}\n\n- a\n`).join('\n')}`,
});
const tags = ['v1.1.0', 'v1.0.0'];

ruleTester(rule, {
  ok: [
    { name: 'the newest entry is of the release', tree: file('1.1.1', '1.1.0', '1.0.0'), release: '1.1.1', tags },
    {
      name: 'the newer one has a tag',
      tree: file('1.1.2', '1.1.1', '1.1.0'),
      release: '1.1.1',
      tags: ['v1.1.2', ...tags],
    },
  ],
  bad: [
    {
      name: 'a newer version of the line that has no tag',
      tree: file('1.1.2', '1.1.1', '1.1.0'),
      release: '1.1.1',
      tags,
      reports: [
        {
          message: 'ahead',
          data: { newer: '1.1.2', version: '1.1.1' },
          at: 'CHANGELOG.md:3:4-9',
          related: ['CHANGELOG.md:7:4-9'],
        },
      ],
    },
    {
      name: 'the next minor version, dated ahead',
      tree: file('1.2.0 - 2026-12-24', '1.1.1 - 2026-11-20', '1.1.0 - 2026-10-01'),
      release: '1.1.1',
      tags,
      reports: [{ message: 'ahead', at: 'CHANGELOG.md:3:4-22' }],
    },
  ],
  skip: [
    {
      name: 'marked unreleased',
      tree: file('1.1.2 (unreleased)', '1.1.1'),
      release: '1.1.1',
      tags,
      reason: /prepared/,
    },
    {
      name: 'empty yet',
      tree: { 'CHANGELOG.md': '## 1.1.2\n\n## 1.1.1\n\n- a\n' },
      release: '1.1.1',
      tags,
      reason: /prepared/,
    },
    {
      name: 'a candidate, and the entry of its final release',
      tree: file('1.2.0', '1.2.0rc1', '1.1.0'),
      release: '1.2.0rc1',
      tags,
      reason: /leads up to/,
    },
    {
      name: 'a development release',
      tree: file('1.2.0', '1.1.2.dev1', '1.1.0'),
      release: '1.1.2.dev1',
      tags,
      reason: /pre-release/,
    },
    {
      name: 'a maintenance branch whose file has the newer line, undated',
      tree: file('2.0.0', '1.1.1', '1.1.0'),
      release: '1.1.1',
      tags,
      reason: /another line/,
    },
    {
      name: 'a maintenance branch whose file has the newer line',
      tree: file('2.0.0 - 2026-09-01', '1.1.1 - 2026-11-20'),
      release: '1.1.1',
      tags,
      reason: /came out before/,
    },
    { name: 'a back-port on top', tree: file('1.0.1', '1.1.1', '1.1.0'), release: '1.1.1', tags, reason: /1\.0\.1/ },
    {
      name: 'a tag of another component',
      tree: {
        'pyproject.toml': '[project]\nname = "titiler"\nversion = "1"\n',
        ...file('2.1.9', '2.1.1', '2.1.0'),
      },
      tag: 'helm-2.1.1',
      tags: ['helm-2.1.1', ...tags],
      reason: /another project/,
    },
    { name: 'a shallow clone', tree: file('1.1.2', '1.1.1'), release: '1.1.1', tags: 'shallow', reason: /shallow/ },
    { name: 'no repository', tree: file('1.1.2', '1.1.1'), release: '1.1.1', reason: /repository/ },
    { name: 'no entry', tree: file('1.1.2', '1.1.0'), release: '1.1.1', tags, reason: 'no entry' },
  ],
});
