import { rule } from '../../src/rules/changelog-stub.ts';
import { ruleTester } from '../rule-tester.ts';

ruleTester(rule, {
  ok: [
    { name: 'entries', tree: { 'CHANGELOG.md': '## 1.0\n\n- a\n' } },
    {
      name: 'a pointer to a file of the tree',
      tree: { 'CHANGELOG.md': 'See docs/notes/all.md\n', 'docs/notes/all.md': '## 1.0\n\n- a\n' },
    },
    {
      name: 'a stub beside a live file (yfinance)',
      tree: { 'CHANGELOG.md': 'See https://example.org/releases\n', 'CHANGELOG.rst': '1.0\n===\n\n- a\n' },
    },
  ],
  bad: [
    {
      name: 'it points out of the tree',
      tree: { 'CHANGELOG.md': 'See https://github.com/o/r/releases\n' },
      reports: [
        {
          message: 'stub',
          data: { reason: 'CHANGELOG.md only points to https://github.com/o/r/releases', file: 'CHANGELOG.md' },
          at: 'CHANGELOG.md:1:1',
        },
      ],
    },
    {
      name: 'newer releases are noted elsewhere (Pillow)',
      tree: {
        'CHANGES.rst':
          'Changelog\n=========\n\n11.1.0 and newer\n----------------\n\nSee GitHub Releases:\n\n- https://github.com/o/r/releases\n\n11.0.0\n------\n\n- a\n',
      },
      reports: [{ message: 'moved', data: { file: 'CHANGES.rst' }, at: 'CHANGES.rst:4:1-17' }],
    },
  ],
  skip: [
    { name: 'no changelog', tree: {}, reason: 'no changelog' },
    {
      name: 'the config names none that is there',
      tree: { 'CHANGELOG.md': '## 1.0\n- a\n' },
      config: { changelog: { file: 'NEWS.md' } },
      reason: /no NEWS\.md/,
    },
  ],
});
