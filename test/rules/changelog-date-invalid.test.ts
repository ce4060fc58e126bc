import { rule } from '../../src/rules/changelog-date-invalid.ts';
import { ruleTester } from '../rule-tester.ts';

const md = (...headings: readonly string[]) => ({
  'CHANGELOG.md': headings.map((heading) => `## ${heading}\n\n- a\n`).join('\n'),
});

ruleTester(rule, {
  ok: [
    { name: 'an older one is history', tree: md('1.1 - 2026-02-28', '1.0 - 2025-02-30') },
    { name: 'one of another release', tree: md('1.2 - 2026-02-30', '1.1 - 2026-01-31'), release: '1.1' },
    { name: 'a date', tree: md('1.1 - 2024-02-29') },
    { name: 'the day or the month in front', tree: md('1.2 (13/02/2026)', '1.1 (02/13/2026)') },
    { name: 'a month', tree: md('1.1 (March 2024)') },
    { name: 'no date', tree: md('1.1') },
    { name: 'one to be filled in', tree: md('1.1 - YYYY-MM-DD') },
    { name: 'a calendar version', tree: md('2026.13.40', '2026.12.1') },
    { name: 'the version to be released', tree: md('1.1 - 2026-02-28'), release: '1.1' },
  ],
  bad: [
    {
      name: 'no such day (rich v13.4.0)',
      tree: md('13.4.0 - 2023-06-31', '13.3.0 - 2023-05-29'),
      reports: [{ message: 'invalid', data: { version: '13.4.0', date: '2023-06-31' }, at: 'CHANGELOG.md:1:13-23' }],
    },
    {
      name: 'no such month (rich v13.5.1)',
      tree: md('13.5.1 - 2023-29-31'),
      release: '13.5.1',
      reports: [{ message: 'invalid', at: 'CHANGELOG.md:1:13-23' }],
    },
    {
      name: 'no leap year',
      tree: md('1.1 - 2025-02-29'),
      reports: [{ message: 'invalid', at: 'CHANGELOG.md:1:10-20' }],
    },
    {
      name: 'a year that lost a digit (parsel v1.0.0)',
      tree: { 'HISTORY.rst': '1.0.0 (105-08-22)\n~~~~~~~~~~~~~~~~~\n\n* a\n' },
      release: '1.0.0',
      reports: [{ message: 'invalid', at: 'HISTORY.rst:1:8-17' }],
    },
    {
      name: 'in words',
      tree: md('1.1 (February 30th, 2024)'),
      reports: [{ message: 'invalid', at: 'CHANGELOG.md:1:9-28' }],
    },
    {
      name: 'the newest of a file that is written downwards',
      tree: md('1.0 - 2025-02-30', '1.1 - 2026-01-31', '1.2 - 2026-02-30'),
      reports: [{ message: 'invalid', at: 'CHANGELOG.md:9:10-20' }],
    },
  ],
  skip: [
    { name: 'no changelog', tree: {}, reason: 'no changelog' },
    { name: 'a stub', tree: { 'CHANGELOG.md': 'See https://github.com/o/r/releases\n' }, reason: /only points to/ },
  ],
});
