import { describe, expect, test } from 'vitest';
import { isBelow, percentText, roundHalfEven } from '../../src/core/percent.ts';

// The expected values are CPython's and coverage.py's own (coverage 7.16, coverage/results.py).
describe('rounded as Python rounds', () => {
  test.each([
    [62.5, 0, 62],
    [63.5, 0, 64],
    [0.5, 0, 0],
    [89.49999999999999, 0, 89],
    [66.125, 2, 66.12],
    [66.375, 2, 66.38],
    [2.675, 2, 2.67],
    [99.995, 2, 100],
    [100, 0, 100],
    [0, 3, 0],
  ])('round(%d, %d) is %d', (value, digits, expected) => {
    expect(roundHalfEven(value, digits)).toBe(expected);
  });
});

describe('should_fail_under', () => {
  test.each([
    [99.995, 100, 2, true],
    [99.999_999, 100, 0, true],
    [100, 100, 0, false],
    [89.6, 90, 0, false],
    [89.4, 90, 0, true],
    [89.6, 90, 1, true],
    [42.1, 42.09, 0, true],
    [42.857, 42.85, 2, false],
    [0, 0, 0, false],
  ])('%d of %d, to %d digits: %s', (total, minimum, precision, expected) => {
    expect(isBelow(total, minimum, precision)).toBe(expected);
  });
});

describe('display_covered', () => {
  test.each([
    [0, 0, '0'],
    [0.2, 0, '1'],
    [99.9, 0, '99'],
    [99.99, 1, '99.9'],
    [99.995, 2, '99.99'],
    [66.666, 2, '66.67'],
    [100, 2, '100.00'],
  ])('%d to %d digits is %s', (total, precision, expected) => {
    expect(percentText(total, precision)).toBe(expected);
  });
});
