import { rule } from '../../src/rules/changelog-entry-empty.ts';
import { ruleTester } from '../rule-tester.ts';

const md = (...lines: readonly string[]) => ({ 'CHANGELOG.md': `${lines.join('\n')}\n\n## 0.9.0\n\n- Older.\n` });

ruleTester(rule, {
  ok: [
    { name: 'a list', tree: md('## 1.0.0', '', '- A night mode.'), release: '1.0.0' },
    { name: 'a sentence', tree: md('## 1.0.0', '', 'First release.'), release: '1.0.0' },
    { name: 'said to be nothing', tree: md('## 1.0.0', '', 'No user-facing changes.'), release: '1.0.0' },
    { name: 'below a sub-heading', tree: md('## 1.0.0', '', '### Added', '', '- A night mode.'), release: '1.0.0' },
    { name: 'an older entry is history', tree: md('## 1.1.0', '', '- B.', '', '## 1.0.0', ''), release: '1.1.0' },
  ],
  bad: [
    {
      name: 'nothing below the heading',
      tree: md('## 1.0.0', ''),
      release: '1.0.0',
      reports: [{ message: 'empty', data: { version: '1.0.0' }, at: 'CHANGELOG.md:1:4-9' }],
    },
    {
      name: 'sub-headings only',
      tree: md('## 1.0.0', '', '### Added', '', '### Fixed', ''),
      release: '1.0.0',
      reports: [{ message: 'empty', at: 'CHANGELOG.md:1:4-9' }],
    },
    {
      name: 'what stands in until it is written',
      tree: md('## 1.0.0', '', '- Nothing changed yet.'),
      release: '1.0.0',
      reports: [{ message: 'placeholder', at: 'CHANGELOG.md:3:3-23' }],
    },
  ],
  skip: [
    { name: 'no changelog', tree: {}, release: '1.0.0', reason: 'no changelog' },
    {
      name: 'no entry, which is another rule’s matter',
      tree: md('## 0.9.5', '', '- B.'),
      release: '1.0.0',
      reason: /no entry/,
    },
  ],
});
