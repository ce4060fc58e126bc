import { rule } from '../../src/rules/changelog-duplicate-version.ts';
import { ruleTester } from '../rule-tester.ts';

const file = (...entries: readonly string[]): { 'CHANGELOG.md': string } => ({
  'CHANGELOG.md': `# Changelog\n\n${entries.map((entry) => `## ${entry}\n\n- a\n`).join('\n')}`,
});

ruleTester(rule, {
  ok: [
    { name: 'once', tree: file('1.1.0', '1.0.0'), release: '1.1.0' },
    { name: 'an older version twice', tree: file('1.1.0', '1.0.0', '1.0.0'), release: '1.1.0' },
    { name: 'the entries of two packages', tree: file('1.1.0 Python', '1.1.0 Rust', '1.0.0'), release: '1.1.0' },
    { name: 'a heading over what is being prepared', tree: file('1.1.0 (unreleased)', '1.1.0'), release: '1.1.0' },
    { name: 'within a range', tree: file('1.0.0 - 1.0.2', '0.9.0'), release: '1.0.1' },
  ],
  bad: [
    {
      name: 'the version twice',
      tree: file('[1.1.0] - 2026-02-01', '[1.1.0] - 2026-01-02', '[1.0.0] - 2026-01-01'),
      release: '1.1.0',
      reports: [
        {
          message: 'twice',
          data: { version: '1.1.0' },
          at: 'CHANGELOG.md:3:4-24',
          related: ['CHANGELOG.md:7:4-24'],
        },
      ],
    },
    {
      name: 'the heading of the release before was copied (maturin v1.13.1)',
      tree: file('1.13.0', '1.13.0', '1.12.0'),
      release: '1.13.1',
      tags: ['v1.13.0', 'v1.12.0'],
      reports: [
        {
          message: 'instead',
          data: { double: '1.13.0', version: '1.13.1' },
          at: 'CHANGELOG.md:3:4-10',
          related: ['CHANGELOG.md:7:4-10'],
        },
      ],
    },
    {
      name: 'copied at the end of a file that is written downwards',
      tree: file('1.0.0', '1.1.0', '1.2.0', '1.2.0'),
      release: '1.3.0',
      tags: ['v1.2.0', 'v1.1.0'],
      reports: [{ message: 'instead', at: 'CHANGELOG.md:15:4-9' }],
    },
  ],
  skip: [
    { name: 'no entry', tree: file('1.1.0', '1.0.0'), release: '1.2.0', reason: 'no entry' },
    {
      name: 'no tag tells that the other one is out',
      tree: file('1.1.0', '1.1.0', '1.0.0'),
      release: '1.2.0',
      reason: /no tag/,
    },
    {
      name: 'a newer version twice',
      tree: file('1.1.0', '1.1.0', '1.0.0'),
      release: '1.0.1',
      reason: /not of an earlier release/,
    },
    { name: 'dev mode', tree: file('1.1.0', '1.1.0'), reason: 'release mode' },
  ],
});
