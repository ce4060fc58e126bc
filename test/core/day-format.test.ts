import { expect, test } from 'vitest';
import { writeDay } from '../../src/core/day-format.ts';

test.each([
  ['ISO', ['2026-01-02'], '2026-03-04'],
  ['slashes', ['2026/01/02'], '2026/03/04'],
  ['without zeros', ['2026-1-2', '2025-12-31'], '2026-3-4'],
  ['with zeros now, whatever it was before', ['2026-02-19', '2020-1-2'], '2026-03-04'],
  ['no gaps', ['20260102'], '20260304'],
  ['the month in words', ['January 12, 2026'], 'March 4, 2026'],
  ['a short month with zeros', ['Jan 02, 2026'], 'Mar 04, 2026'],
  ['a short month with a dot', ['Jan. 2, 2026'], 'Mar. 4, 2026'],
  ['May tells nothing of the length', ['May 2, 2026', 'January 2, 2026'], 'March 4, 2026'],
  ['the day in front', ['2 January 2026'], '4 March 2026'],
  ['with hyphens', ['02-Jan-2026'], '04-Mar-2026'],
  ['the month alone', ['January 2026'], 'March 2026'],
  ['a weekday', ['Mon January 2, 2026'], null],
  ['ordinals', ['January 2nd, 2026'], 'March 4th, 2026'],
  ['ordinals in front (httpx)', ['28th November, 2024', '6th June, 2024'], '4th March, 2026'],
  ['another language', ['2 janvier 2026'], null],
  ['lower case', ['january 2, 2026'], null],
  ['no sample', [], null],
] as const)('%s', (_, samples, expected) => {
  expect(writeDay('2026-03-04', samples, false)).toBe(expected);
});

test('of two numbers the day comes first where the file shows it', () => {
  expect(writeDay('2026-03-04', ['02.01.2026'], true)).toBe('04.03.2026');
  expect(writeDay('2026-03-04', ['01/02/26'], false)).toBe('03/04/26');
});
