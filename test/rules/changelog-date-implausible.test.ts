import { rule } from '../../src/rules/changelog-date-implausible.ts';
import { ruleTester } from '../rule-tester.ts';

const file = (...entries: readonly string[]): { 'CHANGELOG.md': string } => ({
  'CHANGELOG.md': `# Changelog\n\n${entries.map((entry) => `## ${entry}\n\n- a\n`).join('\n')}`,
});
/** A tag whose commit and tag are of one day, or of two. */
const tag = (name: string, committed: string, made = committed) => ({
  name,
  committed: `${committed}T12:00:00+00:00`,
  date: `${made}T12:00:00+00:00`,
  commit: 'f'.repeat(40),
});
const earlier = (name: string, day: string) => ({ ...tag(name, day), commit: name.padEnd(40, '0') });
const released = (name: string, day: string, made?: string) => ({ tag: name, head: [tag(name, day, made)], tags: [] });

ruleTester(rule, {
  ok: [
    { name: 'the day of the tag', tree: file('[1.1.0] - 2026-01-24'), ...released('v1.1.0', '2026-01-24') },
    { name: 'two days in review', tree: file('1.1.0 - 2026-01-22'), ...released('v1.1.0', '2026-01-24') },
    { name: 'a time zone ahead', tree: file('1.1.0 - 2026-01-25'), ...released('v1.1.0', '2026-01-24') },
    {
      name: 'a tag that was made again later (towncrier 23.11.0)',
      tree: file('23.11.0 (2023-11-01)'),
      ...released('23.11.0', '2023-11-01', '2024-05-01'),
    },
    {
      name: 'between the commit and the tag',
      tree: file('1.0 (2023-12-01)'),
      ...released('1.0', '2023-11-01', '2024-05-01'),
    },
    { name: 'a month alone', tree: file('1.0 (March 2024)'), ...released('1.0', '2024-03-30') },
    { name: 'a year alone', tree: file('1.0 (2024)'), ...released('1.0', '2024-03-30') },
    {
      name: 'day or month first, and one of them fits',
      tree: file('1.0 (02/06/2017)'),
      ...released('1.0', '2017-06-02'),
    },
    { name: 'a planned release', tree: file('1.0 - 2026-11-19'), release: '1.0' },
  ],
  bad: [
    {
      name: 'January, with the old year (rich v14.3.0)',
      tree: file('[14.3.0] - 2025-01-24'),
      ...released('v14.3.0', '2026-01-24'),
      reports: [
        {
          message: 'yearOff',
          data: { version: '14.3.0', date: '2025-01-24', day: '2026-01-24', mended: '2026-01-24', days: 365 },
          at: 'CHANGELOG.md:3:15-25',
        },
      ],
    },
    {
      name: 'the old year in words (isort 5.12.0)',
      tree: file('5.12.0 January 28 2022'),
      ...released('5.12.0', '2023-01-28'),
      reports: [
        {
          message: 'yearOff',
          data: {
            version: '5.12.0',
            date: 'January 28 2022',
            day: '2023-01-28',
            mended: 'January 28 2023',
            days: 365,
          },
          at: 'CHANGELOG.md:3:11-26',
        },
      ],
    },
    {
      name: 'a planned release with the old year',
      tree: file('1.0 - 2025-01-05'),
      release: '1.0',
      today: '2026-01-06',
      reports: [{ message: 'yearOff', at: 'CHANGELOG.md:3:10-20' }],
    },
    {
      name: 'day and month swapped (pywa 4.4.0)',
      tree: file('4.4.0 - 2026-11-08'),
      ...released('4.4.0', '2026-08-11'),
      reports: [
        {
          message: 'swapped',
          data: { version: '4.4.0', date: '2026-11-08', day: '2026-08-11', mended: '2026-08-11', days: 89 },
          at: 'CHANGELOG.md:3:12-22',
        },
      ],
    },
    {
      name: 'the month before (rich v14.1.0)',
      tree: file('14.1.0 - 2025-06-25'),
      ...released('v14.1.0', '2025-07-25'),
      reports: [{ message: 'monthOff', at: 'CHANGELOG.md:3:13-23' }],
    },
    {
      name: 'the year after',
      tree: file('1.0 - 2027-03-20'),
      ...released('v1.0', '2026-03-20'),
      reports: [{ message: 'yearOff', at: 'CHANGELOG.md:3:10-20' }],
    },
    {
      name: 'far ahead',
      tree: file('1.0 - 2026/12/24'),
      ...released('v1.0', '2026-03-20'),
      reports: [
        {
          message: 'future',
          data: { version: '1.0', date: '2026/12/24', day: '2026-03-20', mended: '2026/03/20', days: 279 },
          at: 'CHANGELOG.md:3:10-20',
        },
      ],
    },
    {
      name: 'long before, and earlier releases are dated right',
      tree: file('1.2 - 2025-11-02', '1.1 - 2025-10-01', '1.0 - 2025-09-01'),
      tag: '1.2',
      head: [tag('1.2', '2026-03-20')],
      tags: [earlier('1.1', '2025-10-01'), earlier('1.0', '2025-09-02')],
      reports: [{ message: 'far', at: 'CHANGELOG.md:3:10-20' }],
    },
    {
      name: 'an earlier year that was off is no habit',
      tree: file('1.2 - 2025-01-12', '1.1 - 2025-01-05', '1.0 - 2025-01-03'),
      tag: '1.2',
      head: [tag('1.2', '2026-01-12')],
      tags: [earlier('1.1', '2026-01-05'), earlier('1.0', '2026-01-03')],
      reports: [{ message: 'yearOff', at: 'CHANGELOG.md:3:10-20' }],
    },
    {
      name: 'some days before',
      tree: file('1.0 - 2026-03-12'),
      ...released('v1.0', '2026-03-20'),
      reports: [{ message: 'off', at: 'CHANGELOG.md:3:10-20' }],
    },
    {
      name: 'a planned release that is dated weeks ago',
      tree: file('1.0 - 2026-10-20'),
      release: '1.0',
      reports: [{ message: 'off', at: 'CHANGELOG.md:3:10-20' }],
    },
    {
      name: 'before the release before it',
      tree: file('1.0.1 - 2026-03-12', '1.0.0 - 2026-03-15'),
      ...released('v1.0.1', '2026-03-20'),
      reports: [
        {
          message: 'beforePrevious',
          data: {
            version: '1.0.1',
            date: '2026-03-12',
            previous: '2026-03-15',
            earlier: '1.0.0',
            day: '2026-03-20',
            mended: '2026-03-20',
            days: 8,
          },
          at: 'CHANGELOG.md:3:12-22',
          related: ['CHANGELOG.md:7:4-22'],
        },
      ],
    },
  ],
  skip: [
    {
      name: 'releases that are dated when their candidate is cut',
      tree: file('1.2 - 2026-03-01', '1.1 - 2025-10-01', '1.0 - 2025-09-01'),
      tag: '1.2',
      head: [tag('1.2', '2026-03-20')],
      tags: [earlier('1.1', '2025-10-20'), earlier('1.0', '2025-09-21')],
      reason: '2 of the last 2 entries are dated as far from their tags',
    },
    {
      name: 'an old release, checked without its tag',
      tree: file('1.0 - 2024-05-20'),
      release: '1.0',
      reason: /may be long out/,
    },
    {
      name: 'a tag of another component (titiler helm-2.1.1)',
      tree: { 'pyproject.toml': '[project]\nname = "titiler"\nversion = "1"\n', ...file('2.1.1 - 2020-06-22') },
      ...released('helm-2.1.1', '2026-03-31'),
      reason: /another project/,
    },
    {
      name: 'an alias that moves',
      tree: file('1.1.0 - 2026-01-24', '1.0 - 2024-02-02'),
      tag: 'v1.0',
      head: [tag('v1.0', '2026-01-24'), tag('v1.0.7', '2026-01-24')],
      tags: [
        { ...earlier('v2.0', '2025-01-01'), commit: 'a'.repeat(40) },
        { ...earlier('v2.0.3', '2025-01-01'), commit: 'a'.repeat(40) },
      ],
      reason: /alias/,
    },
    { name: 'no date', tree: file('1.0'), release: '1.0', reason: /has no date/ },
    { name: 'a date that is none', tree: file('1.0 - 2026-02-31'), release: '1.0', reason: /has no date/ },
    { name: 'a series', tree: file('1.2.x (2024-01-02)'), release: '1.2.3', reason: /several releases/ },
    { name: 'no entry', tree: file('1.0 - 2026-01-02'), release: '1.1', reason: /no entry/ },
    { name: 'no changelog', tree: {}, release: '1.1', reason: 'no changelog' },
  ],
});
