import { rule } from '../../src/rules/changelog-hidden-entry.ts';
import { ruleTester } from '../rule-tester.ts';

const rest = '## 0.2.0\n\n- a\n\n## 0.1.0\n\n- b\n';

ruleTester(rule, {
  ok: [
    { name: 'the entry is shown', tree: { 'CHANGELOG.md': `## 0.3.0\n\n- a\n\n${rest}` }, release: '0.3.0' },
    {
      name: 'shown, and a template in a comment',
      tree: { 'CHANGELOG.md': `<!--\n## 0.3.0\n\n- template\n-->\n\n## 0.3.0\n\n- a\n\n${rest}` },
      release: '0.3.0',
    },
  ],
  bad: [
    {
      name: 'in a comment of reStructuredText (validate-pyproject v0.25)',
      tree: {
        'CHANGELOG.rst':
          '..\n    Version 0.25\n    ============\n\n    - a\n\nVersion 0.24\n============\n\n- b\n\nVersion 0.23\n============\n\n- c\n',
      },
      release: '0.25',
      reports: [{ message: 'comment', data: { version: '0.25', heading: 'Version 0.25' }, at: 'CHANGELOG.rst:2:5-17' }],
    },
    {
      name: 'in a comment of Markdown',
      tree: { 'CHANGELOG.md': `# Changelog\n\n<!--\n## [0.3.0] - 2026-11-20\n\n- a\n-->\n\n${rest}` },
      release: '0.3.0',
      reports: [{ message: 'comment', at: 'CHANGELOG.md:4:4-24' }],
    },
    {
      name: 'on the line that opens the comment',
      tree: { 'CHANGELOG.md': `# Changelog\n\n<!-- ## 0.3.0\n- a\n-->\n\n${rest}` },
      release: '0.3.0',
      reports: [{ message: 'comment', at: 'CHANGELOG.md:3:9-14' }],
    },
    {
      name: 'in a fence that was left open above it',
      tree: { 'CHANGELOG.md': `# Changelog\n\n\`\`\`\n## 0.3.0\n\n- a\n\`\`\`\n\n${rest}` },
      release: '0.3.0',
      reports: [{ message: 'literal', data: { version: '0.3.0', heading: '0.3.0' }, at: 'CHANGELOG.md:4:4-9' }],
    },
    {
      name: 'indented, in reStructuredText',
      tree: { 'CHANGELOG.rst': '  0.3.0\n  =====\n\n  - a\n\n0.2.0\n=====\n\n- b\n\n0.1.0\n=====\n\n- c\n' },
      release: '0.3.0',
      reports: [{ message: 'literal', at: 'CHANGELOG.rst:1:3-8' }],
    },
  ],
  skip: [
    { name: 'neither shown nor hidden', tree: { 'CHANGELOG.md': rest }, release: '0.3.0', reason: /shown or hidden/ },
    {
      name: 'words of a comment that only name the version',
      tree: { 'CHANGELOG.md': `<!-- since 0.3.0 the notes are sorted -->\n\n${rest}` },
      release: '0.3.0',
      reason: /shown or hidden/,
    },
    {
      name: 'a comment for another version',
      tree: { 'CHANGELOG.md': `<!--\n## 0.4.0\n-->\n\n${rest}` },
      release: '0.3.0',
      reason: /shown or hidden/,
    },
    {
      name: 'newer releases are noted elsewhere',
      tree: {
        'CHANGELOG.md': `For releases after 0.2.0 see the [GitHub releases](https://github.com/o/r/releases).\n\n<!--\n## 0.3.0\n-->\n\n${rest}`,
      },
      release: '0.3.0',
      reason: /noted elsewhere/,
    },
    {
      name: 'made from tags',
      tree: {
        'CHANGELOG.md':
          '<!--\n## 0.3.0\n-->\n\n## [v0.1.0](https://github.com/o/r/tree/v0.1.0) (2026-01-02)\n\n[Full Changelog](https://github.com/o/r/compare/a...v0.1.0)\n',
      },
      release: '0.3.0',
      reason: /after its tag/,
    },
    { name: 'dev mode', tree: { 'CHANGELOG.md': rest }, reason: 'release mode' },
  ],
});
