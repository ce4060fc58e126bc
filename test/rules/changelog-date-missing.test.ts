import { rule } from '../../src/rules/changelog-date-missing.ts';
import { ruleTester } from '../rule-tester.ts';

const md = (...headings: readonly string[]) => ({
  'CHANGELOG.md': headings.map((heading) => `## ${heading}\n\n- a\n`).join('\n'),
});
const dated = ['[0.3.0] - 2026-03-01', '[0.2.0] - 2026-02-01', '[0.1.0] - 2026-01-01'];

ruleTester(rule, {
  ok: [
    {
      name: 'a habit that was given up (maturin 1.7.7)',
      tree: md('1.0.0', '0.9.2', '0.9.1', ...dated, '0.6.0 - 2025-12-01'),
      release: '1.0.0',
    },
    { name: 'dated', tree: md('[0.4.0] - 2026-04-01', ...dated), release: '0.4.0' },
    { name: 'dated with the day in front', tree: md('0.4.0 (31/12/2026)', ...dated), release: '0.4.0' },
    {
      name: 'dated on the line below',
      tree: { 'CHANGELOG.md': `## 0.4.0\n\n*2026-04-01*\n\n- a\n\n${md(...dated)['CHANGELOG.md']}` },
      release: '0.4.0',
    },
    { name: 'none is dated', tree: md('0.4.0', '0.3.0', '0.2.0', '0.1.0'), release: '0.4.0' },
    { name: 'most are not', tree: md('0.4.0', '0.3.0', '0.2.0', '0.1.0 (2026-01-01)'), release: '0.4.0' },
    {
      name: 'unreleased is for changelog-unreleased-left',
      tree: md('[0.4.0] - unreleased', ...dated),
      release: '0.4.0',
    },
    { name: 'an older one is not judged', tree: md('[0.4.0] - 2026-04-01', ...dated, '0.0.1'), release: '0.4.0' },
  ],
  bad: [
    {
      name: 'the others are dated',
      tree: md('[0.4.0]', ...dated),
      release: '0.4.0',
      reports: [
        {
          message: 'missing',
          data: { version: '0.4.0', dated: 3, others: 3, heading: '## [0.4.0] - YYYY-MM-DD' },
          at: 'CHANGELOG.md:1:4-11',
        },
      ],
      fixed: md('[0.4.0] - 2026-11-20', ...dated),
    },
    {
      name: 'three of five are',
      tree: md('0.6.0', '0.5.0', ...dated, '0.0.1'),
      release: '0.6.0',
      reports: [
        {
          message: 'missing',
          data: { version: '0.6.0', dated: 3, others: 5, heading: '## [0.6.0] - YYYY-MM-DD' },
          at: 'CHANGELOG.md:1:4-9',
        },
      ],
    },
    {
      name: 'always asked for',
      tree: md('Version 0.2.0', 'Version 0.1.0'),
      release: '0.2.0',
      options: { require: 'always' },
      reports: [
        {
          message: 'required',
          data: { version: '0.2.0', heading: '## Version 0.2.0 - YYYY-MM-DD' },
          at: 'CHANGELOG.md:1:4-17',
        },
      ],
      fixed: md('Version 0.2.0 - 2026-11-20', 'Version 0.1.0'),
    },
  ],
  skip: [
    {
      name: 'dates are filled in after the tag (AppDaemon)',
      tree: md('0.4.0', ...dated),
      release: '0.4.0',
      tags: ['v0.3.0', 'v0.2.0', 'v0.1.0'],
      treesAt: { 'v0.3.0': md('0.3.0', ...dated.slice(1)), 'v0.2.0': md('0.2.0', ...dated.slice(2)) },
      reason: 'CHANGELOG.md had it only after the tag for 2 of the last 2 releases',
    },
    { name: 'dev mode', tree: md('[0.4.0]', ...dated), reason: 'release mode' },
    { name: 'no entry', tree: md(...dated), release: '0.4.0', reason: 'no entry for 0.4.0' },
    {
      name: 'too few others',
      tree: md('0.3.0', '0.2.0 (2026-01-02)', '0.1.0 (2026-01-01)'),
      release: '0.3.0',
      reason: /too few/,
    },
    { name: 'an entry for a series', tree: md('0.4.x', ...dated), release: '0.4.1', reason: /several releases/ },
    { name: 'no changelog', tree: {}, release: '0.4.0', reason: 'no changelog' },
  ],
});
