import { rule } from '../../src/rules/changelog-entry-missing.ts';
import { ruleTester } from '../rule-tester.ts';

const md = (...lines: readonly string[]) => ({ 'CHANGELOG.md': `# Changelog\n\n${lines.join('\n')}\n` });
const kept = md('## 1.2.0', '', '- C.', '', '## 1.1.0', '', '- B.', '', '## 1.0.0', '', '- A.');
const tags = ['v1.2.0', 'v1.1.0', 'v1.0.0'];

ruleTester(rule, {
  ok: [
    { name: 'the same text', tree: kept, release: '1.2.0' },
    { name: 'a trailing zero more', tree: md('## 3.8', '', '- A.'), release: '3.8.0' },
    { name: 'SemVer in the heading', tree: md('## v0.4.0-rc.1', '', '- A.'), release: '0.4.0rc1' },
    { name: 'a link with a date', tree: md('## [1.2.0][] - 2026-01-02', '', '- A.'), tag: 'v1.2.0' },
    {
      name: 'the name in front',
      tree: { 'NEWS.rst': 'twine 7.0.0 (2026-01-02)\n========================\n\n- A.\n' },
      release: '7.0.0',
    },
    { name: 'the day in front', tree: md('## 2026/06/17 v0.0.49', '', '- A.'), release: '0.0.49' },
    {
      name: 'not final yet, which is another rule’s matter',
      tree: md('## 1.3.0 (unreleased)', '', '- D.', '', '## 1.2.0', '', '- C.'),
      release: '1.3.0',
    },
  ],
  bad: [
    {
      name: 'the file is kept, and this one is not in it',
      tree: kept,
      release: '1.3.0',
      tags,
      reports: [
        {
          message: 'absent',
          data: { file: 'CHANGELOG.md', version: '1.3.0', newest: '1.2.0', heading: '## 1.3.0' },
          at: 'CHANGELOG.md:3:4-9',
        },
      ],
    },
    {
      name: 'the changes still stand under Unreleased',
      tree: md(
        '## [Unreleased]',
        '',
        '- D.',
        '',
        '## [1.2.0] - 2026-03-02',
        '',
        '- C.',
        '',
        '## [1.1.0] - 2026-02-02',
        '',
        '- B.',
      ),
      release: '1.3.0',
      tags,
      reports: [
        {
          message: 'unreleased',
          data: { file: 'CHANGELOG.md', version: '1.3.0', section: '[Unreleased]', heading: '## [1.3.0] - YYYY-MM-DD' },
          at: 'CHANGELOG.md:3:4-16',
        },
      ],
    },
    {
      name: 'the link line at the end is no entry',
      tree: md('## [1.2.0]', '', '- C.', '', '[1.3.0]: https://example.org/compare/1.2.0...1.3.0'),
      release: '1.3.0',
      tags: ['v1.2.0'],
      reports: [{ message: 'absent', at: 'CHANGELOG.md:3:4-11' }],
    },
    {
      name: 'an entry in a comment only',
      tree: md('<!--', '## 1.3.0', '', '- D.', '-->', '', '## 1.2.0', '', '- C.'),
      release: '1.3.0',
      tags: ['v1.2.0'],
      reports: [{ message: 'absent', at: 'CHANGELOG.md:9:4-9' }],
    },
    {
      name: 'an entry in a fence only',
      tree: md('## 1.2.0', '', '```md', '## 1.3.0', '```'),
      release: '1.3.0',
      tags: ['v1.2.0'],
      reports: [{ message: 'absent', at: 'CHANGELOG.md:3:4-9' }],
    },
    {
      name: 'pre-releases have entries here',
      tree: md('## 1.2.0rc1', '', '- C.', '', '## 1.1.0rc1', '', '- B.'),
      release: '1.3.0rc1',
      tags: ['v1.2.0rc1', 'v1.1.0rc1'],
      reports: [{ message: 'absent', at: 'CHANGELOG.md:3:4-12' }],
    },
  ],
  skip: [
    { name: 'no changelog', tree: {}, release: '1.0.0', reason: 'no changelog' },
    { name: 'dev mode', tree: kept, reason: /release mode/ },
    { name: 'a post-release', tree: kept, release: '1.2.0.post1', tags, reason: /post-release/ },
    {
      name: 'pre-releases have none here',
      tree: kept,
      release: '1.3.0rc1',
      tags: ['v1.2.0rc1', 'v1.1.0rc2', 'v1.1.0rc1', ...tags],
      reason: /entry for 0 of the last 3 pre-releases/,
    },
    {
      name: 'a pre-release whose changes stand under Unreleased',
      tree: md('## Unreleased', '', '- D.', '', '## 1.2.0', '', '- C.'),
      release: '1.3.0rc1',
      tags,
      reason: /its changes stand under Unreleased/,
    },
    {
      name: 'a file that was given up',
      tree: md('## 0.3.0', '', '- A.'),
      release: '1.3.0',
      tags: ['v1.2.0', 'v1.1.0', 'v1.0.0', 'v0.9.0', 'v0.3.0'],
      reason: /entry for 0 of the last 5 releases|entry for \d of the last/,
    },
    {
      name: 'a stub that points elsewhere',
      tree: { 'CHANGELOG.md': 'See https://github.com/acme/demo/releases for the changes.\n' },
      release: '1.3.0',
      tags,
      reason: /./,
    },
    {
      name: 'an entry for each series',
      tree: md('## 1.2', '', '- C.', '', '## 1.1', '', '- B.', '', '## 1.0', '', '- A.'),
      release: '1.2.3',
      tags: ['v1.2.2', 'v1.2.1', 'v1.2.0', 'v1.1.4', 'v1.1.0'],
      reason: /one entry for a series/,
    },
    { name: 'not readable', tree: { 'CHANGELOG.md': '' }, release: '1.0.0', reason: /./ },
  ],
});
