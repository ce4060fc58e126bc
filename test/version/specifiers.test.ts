import { expect, test } from 'vitest';
import { admits, admitsSeries, hasLowerBound, parseSpecifiers } from '../../src/version/specifiers.ts';

function parsed(text: string) {
  const specifiers = parseSpecifiers(text);
  if (specifiers === null) throw new Error(`not specifiers: ${text}`);
  return specifiers;
}

test.each([
  ['>=3.8', '3.8', true],
  ['>=3.8', '3.7', false],
  ['>3.5.2', '3.5', true],
  ['!=3.0.*, !=3.1.*', '2.7', true],
  ['!=3.0.*, !=3.1.*', '3.1', false],
  ['>=2.7, !=3.0.*, <4', '3.0', false],
  ['~=3.8', '3.12', true],
  ['~=3.8.1', '3.9', false],
  ['==3.9.*', '3.9', true],
  ['>=3.9.30', '3.9', true],
  ['<3.12', '3.12', false],
  ['<=3.12', '3.12', true],
  ['', '2.7', true],
  ['>=3.8,', '3.8', true],
])('%s admits %s: %s', (text, series, expected) => {
  expect(admitsSeries(parsed(text), series)).toBe(expected);
});

test.each(['^3.8', '3.8', '>=3.8 <4', '>= three', '==*', '>=3.8;<4'])('%s is no specifier set', (text) => {
  expect(parseSpecifiers(text)).toBeNull();
});

test('pre-releases of Python count', () => {
  expect(admits(parsed('>=3.13.0rc1'), '3.13.0rc2')).toBe(true);
});

test('a lower bound is what keeps old versions out', () => {
  expect(hasLowerBound(parsed('>=3.8'))).toBe(true);
  expect(hasLowerBound(parsed('!=3.0.*,<4'))).toBe(false);
});
