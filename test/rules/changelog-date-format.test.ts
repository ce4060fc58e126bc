import { rule } from '../../src/rules/changelog-date-format.ts';
import { ruleTester } from '../rule-tester.ts';

const file = (...entries: readonly string[]): { 'CHANGELOG.md': string } => ({
  'CHANGELOG.md': `# Changelog\n\n${entries.map((entry) => `## ${entry}\n\n- a\n`).join('\n')}`,
});
const iso = ['1.2 - 2026-03-02', '1.1 - 2026-02-02', '1.0 - 2026-01-02'];

ruleTester(rule, {
  ok: [
    { name: 'as the others', tree: file('1.3 - 2026-04-02', ...iso), release: '1.3' },
    {
      name: 'names of months at any length',
      tree: file('1.3 (May 2, 2026)', '1.2 (March 12, 2026)', '1.1 (Feb. 1, 2026)', '1.0 (January 5, 2026)'),
      release: '1.3',
    },
    { name: 'ISO where that is asked for', tree: file(...iso), release: '1.2', options: { format: 'iso' } },
  ],
  bad: [
    {
      name: 'another way of writing',
      tree: file('1.3 - April 2, 2026', ...iso),
      release: '1.3',
      reports: [
        {
          message: 'differs',
          data: { version: '1.3', date: 'April 2, 2026', others: 3, like: '2026-03-02' },
          at: 'CHANGELOG.md:3:10-23',
        },
      ],
      fixed: file('1.3 - 2026-04-02', ...iso),
    },
    {
      name: 'not ISO where that is asked for',
      tree: file('1.3 - April 2, 2026'),
      release: '1.3',
      options: { format: 'iso' },
      reports: [
        {
          message: 'notIso',
          data: { version: '1.3', date: 'April 2, 2026', iso: '2026-04-02' },
          at: 'CHANGELOG.md:3:10-23',
        },
      ],
      fixed: file('1.3 - 2026-04-02'),
    },
  ],
  skip: [
    { name: 'few others', tree: file('1.3 - April 2, 2026', '1.2 - 2026-03-02'), release: '1.3', reason: /too few/ },
    {
      name: 'written in several ways',
      tree: file('1.3 - April 2, 2026', '1.2 - 2 March 2026', ...iso.slice(1), '0.9 - 2025-01-01'),
      release: '1.3',
      reason: /several ways/,
    },
    { name: 'no date', tree: file('1.3', ...iso), release: '1.3', reason: /with a date/ },
  ],
});
