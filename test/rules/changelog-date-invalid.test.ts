import { rule } from '../../src/rules/changelog-date-invalid.ts';
import { ruleTester } from '../rule-tester.ts';

const md = (...headings: readonly string[]) => ({
  'CHANGELOG.md': headings.map((heading) => `## ${heading}\n\n- A change.\n`).join('\n'),
});

ruleTester(rule, {
  ok: [
    { name: 'ISO', tree: md('1.0.0 - 2026-04-01'), release: '1.0.0' },
    { name: 'a leap day', tree: md('1.0.0 - 2024-02-29'), release: '1.0.0' },
    { name: 'the day first', tree: md('1.0.0 (29/06/2026)'), release: '1.0.0' },
    { name: 'the month first', tree: md('1.0.0 (06/29/2026)'), release: '1.0.0' },
    { name: 'the month by name', tree: md('1.0.0 (6th December, 2024)'), release: '1.0.0' },
    { name: 'no date', tree: md('1.0.0'), release: '1.0.0' },
    { name: 'dev mode, the newest entry', tree: md('1.1.0 - 2026-04-01') },
  ],
  bad: [
    {
      name: 'a month that is none (rich v13.5.1)',
      tree: md('1.0.0 - 2023-29-31'),
      release: '1.0.0',
      reports: [{ message: 'invalid', data: { version: '1.0.0', date: '2023-29-31' }, at: 'CHANGELOG.md:1:12-22' }],
    },
    {
      name: 'a day that is none (rich v13.4.0)',
      tree: md('1.0.0 - 2023-06-31'),
      release: '1.0.0',
      reports: [{ message: 'invalid', at: 'CHANGELOG.md:1:12-22' }],
    },
    {
      name: 'no leap year',
      tree: md('1.0.0 - 2025-02-29'),
      reports: [{ message: 'invalid', at: 'CHANGELOG.md:1:12-22' }],
    },
    {
      name: 'an older entry is history',
      tree: md('1.1.0 - 2026-04-01', '1.0.0 - 2023-06-31'),
      release: '1.1.0',
      reports: [{ message: 'older', data: { version: '1.0.0', date: '2023-06-31' }, at: 'CHANGELOG.md:5:12-22' }],
    },
  ],
  skip: [{ name: 'no changelog', tree: {}, release: '1.0.0', reason: 'no changelog' }],
});
