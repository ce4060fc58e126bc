import { rule } from '../../src/rules/changelog-unreleased-left.ts';
import { ruleTester } from '../rule-tester.ts';

const md = (...lines: readonly string[]) => ({
  'CHANGELOG.md': `${lines.join('\n')}\n\n## 0.9.0 - 2025-01-02\n\n- Older.\n`,
});

ruleTester(rule, {
  ok: [
    { name: 'a day in the heading', tree: md('## 1.0.0 - 2026-01-02', '', '- A.'), release: '1.0.0' },
    {
      name: 'an empty Unreleased section',
      tree: md('## Unreleased', '', '## 1.0.0 - 2026-01-02', '', '- A.'),
      release: '1.0.0',
    },
    {
      name: 'nothing yet under Unreleased (live-vlm-webui v0.2.0)',
      tree: md(
        '## [Unreleased]',
        '',
        '### Changed',
        '- Nothing yet',
        '',
        '---',
        '',
        '## [1.0.0] - 2026-01-02',
        '',
        '- A.',
      ),
      release: '1.0.0',
    },
    {
      name: 'the word stands in a link line',
      tree: {
        'CHANGELOG.md': '## [1.0.0] - 2026-01-02\n\n- A.\n\n[Unreleased]: https://example.org/compare/1.0.0...HEAD\n',
      },
      release: '1.0.0',
    },
  ],
  bad: [
    {
      name: 'the heading says unreleased (packaging 20.2)',
      tree: {
        'CHANGELOG.rst':
          '1.0.0 - *unreleased*\n~~~~~~~~~~~~~~~~~~~~\n\n* A.\n\n0.9.0 - 2025-01-02\n~~~~~~~~~~~~~~~~~~\n\n* B.\n',
      },
      release: '1.0.0',
      reports: [{ message: 'heading', at: 'CHANGELOG.rst:1:10-20' }],
    },
    {
      name: 'the day is not filled in',
      tree: md('## 1.0.0 - YYYY-MM-DD', '', '- A.'),
      release: '1.0.0',
      reports: [{ message: 'heading', at: 'CHANGELOG.md:1:12-22' }],
    },
    {
      name: 'changes under Unreleased beside the entry',
      tree: md('## Unreleased', '', '- B.', '', '## 1.0.0 - 2026-01-02', '', '- A.'),
      release: '1.0.0',
      reports: [{ message: 'items', data: { section: 'Unreleased', version: '1.0.0' }, at: 'CHANGELOG.md:1:4-14' }],
    },
    {
      name: 'a development heading above the entry',
      tree: md('## 1.0.0.dev1', '', '- B.', '', '## 1.0.0 - 2026-01-02', '', '- A.'),
      release: '1.0.0',
      reports: [{ message: 'leftover', at: 'CHANGELOG.md:1:4-14' }],
    },
  ],
  skip: [
    { name: 'no changelog', tree: {}, release: '1.0.0', reason: 'no changelog' },
    {
      name: 'no entry, which is another rule’s matter',
      tree: md('## Unreleased', '', '- B.'),
      release: '1.0.0',
      reason: /no entry/,
    },
  ],
});
