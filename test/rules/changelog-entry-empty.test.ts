import { rule } from '../../src/rules/changelog-entry-empty.ts';
import { ruleTester } from '../rule-tester.ts';

const md = (body: string, rest = '## 0.1.0\n\n- first\n') => ({
  'CHANGELOG.md': `# Changelog\n\n## 0.2.0\n\n${body}\n\n${rest}`,
});

ruleTester(rule, {
  ok: [
    { name: 'an item', tree: md('- Fix the build'), release: '0.2.0' },
    { name: 'a sentence', tree: md('Maintenance release.'), release: '0.2.0' },
    { name: 'said to have nothing for users', tree: md('No user-facing changes.'), release: '0.2.0' },
    { name: 'an older entry is empty', tree: md('- a', '## 0.1.0\n'), release: '0.2.0' },
    {
      name: 'its pre-releases have the notes (meltano v3.2.0)',
      tree: md('', '## 0.2.0rc1\n\n- a\n\n## 0.1.0\n\n- b\n'),
      release: '0.2.0',
    },
    {
      name: 'notes on the line of the version',
      tree: { 'CHANGES.txt': 'v0.2.0, 2026-01-02 -- More of it.\nv0.1.0, 2026-01-01 -- Initial release.\n' },
      release: '0.2.0',
    },
  ],
  bad: [
    {
      name: 'nothing',
      tree: md(''),
      release: '0.2.0',
      reports: [{ message: 'empty', data: { version: '0.2.0' }, at: 'CHANGELOG.md:3:4-9' }],
    },
    {
      name: 'categories without items',
      tree: md('### Added\n\n### Fixed'),
      release: '0.2.0',
      reports: [{ message: 'empty', at: 'CHANGELOG.md:3:4-9' }],
    },
    {
      name: 'a comment',
      tree: md('<!-- what changed -->'),
      release: '0.2.0',
      reports: [{ message: 'empty', at: 'CHANGELOG.md:3:4-9' }],
    },
    {
      name: 'the last one of the file',
      tree: { 'CHANGELOG.md': '# 0.2.0\n' },
      release: '0.2.0',
      reports: [{ message: 'empty', at: 'CHANGELOG.md:1:3-8' }],
    },
    {
      name: 'zest.releaser’s own placeholder',
      tree: {
        'CHANGES.rst':
          '0.2.0 (2026-01-02)\n------------------\n\n- Nothing changed yet.\n\n\n0.1.0 (2026-01-01)\n------------------\n\n- a\n',
      },
      release: '0.2.0',
      reports: [
        { message: 'placeholder', data: { version: '0.2.0', text: 'Nothing changed yet.' }, at: 'CHANGES.rst:4:3-23' },
      ],
    },
    {
      name: 'a template’s words',
      tree: md('- \\[Short description of non-trivial change.\\]'),
      release: '0.2.0',
      reports: [{ message: 'placeholder', at: 'CHANGELOG.md:5:5-45' }],
    },
    {
      name: 'one that is not called released either',
      tree: { 'CHANGELOG.md': '# 0.2.0 (unreleased)\n\nTBD\n' },
      release: '0.2.0',
      reports: [{ message: 'placeholder', at: 'CHANGELOG.md:3:1-4' }],
    },
  ],
  skip: [
    { name: 'dev mode', tree: md(''), reason: 'release mode' },
    { name: 'no entry', tree: md(''), release: '0.3.0', reason: 'no entry for 0.3.0' },
    { name: 'no changelog', tree: {}, release: '0.2.0', reason: 'no changelog' },
    {
      name: 'a stub',
      tree: { 'CHANGELOG.md': 'See https://github.com/o/r/releases\n' },
      release: '0.2.0',
      reason: /only points to/,
    },
    {
      name: 'headings alone are a habit',
      tree: md('', '## 0.1.2\n\n## 0.1.1\n\n## 0.1.0\n\n- a\n'),
      release: '0.2.0',
      reason: /other entries with nothing/,
    },
    {
      name: 'noted elsewhere',
      tree: {
        'CHANGELOG.md':
          'From 0.2.0 on see the [GitHub releases](https://github.com/o/r/releases) instead.\n\n## 0.2.0\n\n## 0.1.0\n\n- a\n',
      },
      release: '0.2.0',
      reason: /noted elsewhere/,
    },
  ],
});
