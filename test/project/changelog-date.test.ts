import { describe, expect, test } from 'vitest';
import { findDates } from '../../src/project/changelog-date.ts';

const shown = (text: string): readonly string[] =>
  findDates(text).map(
    ({ start, end, iso, swapped }) => `${text.slice(start, end)} = ${iso}${swapped === null ? '' : ` or ${swapped}`}`,
  );

describe('a date is read', () => {
  test.each([
    ['1.2.3 - 2026-01-02', '2026-01-02 = 2026-01-02'],
    ['2026/06/17 v0.0.49', '2026/06/17 = 2026-06-17'],
    ['1.2.3 (2026.06.17)', '2026.06.17 = 2026-06-17'],
    ['1.2.3-2020-01-02', '2020-01-02 = 2020-01-02'],
    ['1.2.3 (2020-01-02T12:00:00Z)', '2020-01-02T12:00:00Z = 2020-01-02'],
    ['1.2.3 (2021-10-10 10:33)', '2021-10-10 10:33 = 2021-10-10'],
    ['Release 0.2.3 (19/06/2026)', '19/06/2026 = 2026-06-19'],
    ['7/23/2026 v10.4.1', '7/23/2026 = 2026-07-23'],
    ['2.6.1 (02/06/2017)', '02/06/2017 = 2017-02-06 or 2017-06-02'],
    ['1.0 - 31-12-2020', '31-12-2020 = 2020-12-31'],
    ['1.0 (19.02.2026)', '19.02.2026 = 2026-02-19'],
    ['8.0.0 February 19 2026', 'February 19 2026 = 2026-02-19'],
    ['1.5 March 2020', 'March 2020 = 2020-03'],
    ['Version 8 February 19 2026', 'February 19 2026 = 2026-02-19'],
    ['0.3 - 6th December, 2024', '6th December, 2024 = 2024-12-06'],
    ['1.6.1 (Friday, 30th of August, 2024)', '30th of August, 2024 = 2024-08-30'],
    ['1.0 19-Feb-2026', '19-Feb-2026 = 2026-02-19'],
    ['0.11 (Feb. 19, 2026)', 'Feb. 19, 2026 = 2026-02-19'],
    ['0.11 Sept 3rd, 2021', 'Sept 3rd, 2021 = 2021-09-03'],
    ['1.0 2020-Jan-02', '2020-Jan-02 = 2020-01-02'],
    ['1.0 Mon Jan 2 15:04:05 2020', 'Jan 2 15:04:05 2020 = 2020-01-02'],
    ['0.17.0 (Jul 2026)', 'Jul 2026 = 2026-07'],
    ['0.9 (2 Jan 20)', '2 Jan 20 = 2020-01-02'],
    ['1.2.3 (20260107)', '20260107 = 2026-01-07'],
    ['1.2.3 (2020)', '2020 = 2020'],
    ['6.0.1 Febuary 26 2025', 'Febuary 26 2025 = 2025-02-26'],
  ])('in %j', (text, expected) => {
    expect(shown(text)).toEqual([expected]);
  });
});

test('a leap day is read in a leap year', () => {
  expect(shown('1.0 (2024-02-29)')).toEqual(['2024-02-29 = 2024-02-29']);
});

describe('what has the shape of a date and is not in the calendar has no reading', () => {
  test.each([
    '2023-29-31',
    '2023-06-31',
    '2025-02-29',
    '105-08-22',
    '02/30/2017',
    '31.06.2020',
    '32 January 2020',
    'February 30, 2020',
    '20223-01-02',
    '2020-00-10',
  ])('%s', (text) => {
    expect(findDates(`1.0 (${text})`)).toMatchObject([{ iso: null, isPlaceholder: false }]);
  });
});

describe('what is to be filled in is a placeholder', () => {
  test.each([
    'YYYY-MM-DD',
    '2024-XX-XX',
    '2017-07-??',
    '2017-05-XX',
    'xxxx-xx-xx',
    '20XX-XX-XX',
    'DD/MM/YYYY',
    '????-??-??',
    'July ??, 2017',
    'XX January 2024',
    'Month DD, YYYY',
    '2024-??',
  ])('%s', (text) => {
    expect(findDates(`1.0 (${text})`)).toMatchObject([{ iso: null, isPlaceholder: true }]);
  });
});

describe('no date is seen', () => {
  test.each([
    '1.2.3',
    'v2021.10.2',
    '2021.10.2.post1',
    'May the source be with you 12',
    'Python 3.12 support',
    '10 fixes',
    '#1234',
    '1.2.x',
    'Marching 12 2020',
    'issue 20201399',
  ])('in %j', (text) => {
    expect(findDates(text)).toEqual([]);
  });
});

test('a calendar version is told to look like one', () => {
  expect(findDates('2026.06.17 (2026-06-18)').map(({ mayBeVersion }) => mayBeVersion)).toEqual([true, false]);
});
