import { expect, test } from 'vitest';
import {
  clean,
  equalPartial,
  fillHoles,
  hole,
  holesIn,
  inKnownPieces,
  isWhole,
  knownPieces,
  leadingHole,
  numberHoles,
  shownPartial,
  soleHole,
} from '../../src/core/partial.ts';

const NAME = hole('vars.NAME, or "a:b"');
const text = `Ghcr.io/${NAME}:V1-${hole('the day')}`;

test('a text with holes, in parts', () => {
  expect(isWhole(text)).toBe(false);
  expect(holesIn(text + NAME)).toEqual(['vars.NAME, or "a:b"', 'the day']);
  expect(knownPieces(text)).toEqual(['Ghcr.io/', ':V1-', '']);
  expect(shownPartial(text)).toBe('Ghcr.io/{vars.NAME, or "a:b"}:V1-{the day}');
  expect(fillHoles(text, () => '*')).toBe('Ghcr.io/*:V1-*');
  expect(inKnownPieces(text, (piece) => piece.toLowerCase())).toBe(`ghcr.io/${NAME}:v1-${hole('the day')}`);
});

test('what a text begins with, and what is nothing else', () => {
  expect(leadingHole(`${NAME}/a`)).toEqual({ reason: 'vars.NAME, or "a:b"', rest: '/a' });
  expect(leadingHole(text)).toBeNull();
  expect([soleHole(NAME), soleHole(`${NAME}a`), soleHole('a'), soleHole('')]).toEqual([
    'vars.NAME, or "a:b"',
    null,
    null,
    null,
  ]);
});

test('reasons do not get in the way of taking a text apart', () => {
  const { numbered, restored } = numberHoles(text);
  expect(numbered.split(':').map(restored)).toEqual([`Ghcr.io/${NAME}`, `V1-${hole('the day')}`]);
  expect(numberHoles('a:b').numbered).toBe('a:b');
});

test('nobody forges a hole', () => {
  expect(isWhole(clean(NAME))).toBe(true);
  expect(holesIn(hole(`a${NAME}b`))).toEqual(['avars.NAME, or "a:b"b']);
});

test.each([
  ['a', 'a', true],
  ['a', 'b', false],
  [`a${NAME}`, 'abc', null],
  [`a${NAME}`, 'b', false],
  [`${NAME}-slim`, 'latest', false],
  [`a${NAME}`, `b${NAME}`, false],
])('%s and %s', (one, other, expected) => {
  expect(equalPartial(one, other)).toBe(expected);
  expect(equalPartial(other, one)).toBe(expected);
});
