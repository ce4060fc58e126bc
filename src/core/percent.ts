/**
 * Percentages as coverage.py reckons with them (coverage/results.py, `should_fail_under` and `display_covered`), so that
 * pyrel and `coverage report --fail-under` never disagree.
 */

/** Whether a total is below the minimum: rounded to `precision` digits, but 100 is only reached by 100 itself. */
export function isBelow(total: number, minimum: number, precision: number): boolean {
  if (minimum === 100 && total !== 100) return true;
  return roundHalfEven(total, precision) < minimum;
}

/** The total with `precision` digits; neither 0 nor 100 comes from rounding. */
export function percentText(total: number, precision: number): string {
  const near = 1 / 10 ** precision;
  if (total > 0 && total < near) return near.toFixed(precision);
  if (total > 100 - near && total < 100) return (100 - near).toFixed(precision);
  return roundHalfEven(total, precision).toFixed(precision);
}

/** Python's `round`: of two that are equally near, the even one; `toFixed` takes the larger one. */
export function roundHalfEven(value: number, digits: number): number {
  // Halfway between two decimals are only multiples of 2^-(digits + 1), so these products are exact.
  const halves = value * 2 ** (digits + 1) * 5 ** digits;
  if (!Number.isInteger(value * 2 ** (digits + 1)) || halves % 2 === 0) return Number(value.toFixed(digits));
  const lower = (halves - 1) / 2;
  return (lower % 2 === 0 ? lower : lower + 1) / 10 ** digits;
}
