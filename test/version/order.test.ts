import { describe, expect, test } from 'vitest';
import {
  implicitPostBase,
  isJump,
  maybeCalendar,
  orderConflict,
  raisedPart,
  sameLine,
  sameRelease,
} from '../../src/version/order.ts';
import type { Pep440 } from '../../src/version/pep440.ts';
import { parsePep440 } from '../../src/version/pep440.ts';

const read = (text: string): Pep440 => {
  const version = parsePep440(text);
  if (version === null) throw new Error(text);
  return version;
};

describe('an implicit post-release', () => {
  test.each([
    ['1.2.3-1', '1.2.3'],
    ['v0.6.0-12', '0.6.0'],
    ['1.2.3-rc.1', null],
    ['1.2.3-post1', null],
    ['1.2.3', null],
    ['2025-04-01', null],
  ])('%s', (text, base) => {
    expect(implicitPostBase(text)).toBe(base);
  });
});

// Orders under PEP 440 as `packaging` 26.2 gives them, under SemVer as npm's semver does.
describe('SemVer against PEP 440', () => {
  test.each([
    ['0.2.0-dev.3', '0.2.0-alpha.1', 1, -1],
    ['0.2.0-dev.3', '0.2.0-beta.1', 1, -1],
    ['0.2.0-pre.1', '0.2.0-rc.1', -1, 0],
    ['0.2.0-c.2', '0.2.0-beta.3', 1, 1],
    ['0.2.0-c.2', '0.2.0-rc.1', -1, 1],
    ['0.2.0-rev.1', '0.2.0', -1, 1],
    ['0.2.0-post.1', '0.2.0', -1, 1],
    ['0.2.0-r1', '0.2.0', -1, 1],
    ['0.2.0-1', '0.2.0', -1, 1],
    ['0.2.0-rc10', '0.2.0-rc9', -1, 1],
    ['0.2.0-rc.10', '0.2.0-rc.9', 1, 1],
    ['0.2.0-alpha.1', '0.2.0-beta.1', -1, -1],
    ['0.2.0-preview.1', '0.2.0-pre.1', 1, 0],
  ])('%s and %s', (a, b, semver, pep440) => {
    expect(orderConflict(a, b)).toEqual(semver === pep440 ? null : { semver, pep440 });
  });
  test('what only one of them reads is no conflict', () => {
    expect(orderConflict('0.2.0a1', '0.2.0-dev.1')).toBeNull();
    expect(orderConflict('0.2.0-next.1', '0.2.0-dev.1')).toBeNull();
  });
});

describe('releases and lines', () => {
  test('a pre-release is of its release', () => {
    expect(sameRelease(read('1.2.0rc1'), read('1.2'))).toBe(true);
    expect(sameRelease(read('1.2.0'), read('1.2.1'))).toBe(false);
    expect(sameRelease(read('1!1.2.0'), read('1.2.0'))).toBe(false);
  });
  test('a line is a minor version', () => {
    expect(sameLine(read('1.2.3'), read('1.2.9'))).toBe(true);
    expect(sameLine(read('1.2.3'), read('1.3.3'))).toBe(false);
    expect(sameLine(read('1'), read('1.0.3'))).toBe(true);
    expect(sameLine(read('1!1.2'), read('1.2'))).toBe(false);
  });
  test.each([
    ['2024.1', true],
    ['20240131', true],
    ['24.1.0', true],
    ['1.24.0', false],
    ['9.0', false],
  ])('%s may be a date: %s', (text, expected) => {
    expect(maybeCalendar(read(text))).toBe(expected);
  });
  test.each([
    ['2.0.0', 'major'],
    ['2', 'major'],
    ['2.0.0rc1', 'major'],
    ['2.1', 'minor'],
    ['2.1.0', 'minor'],
    ['2.0.1', 'patch'],
    ['2.1.0.1', 'patch'],
  ])('%s raises the %s part', (text, expected) => {
    expect(raisedPart(read(text))).toBe(expected);
  });
});

describe('a jump', () => {
  test.each([
    ['0.1.0', '0.3.0', true],
    ['1.0.0', '1.0.2', true],
    ['1.0.0rc1', '1.0.0rc3', true],
    ['1.0.0', '1.2.0', true],
    ['1.0.0', '3.0.0', true],
    ['1.0.0', '1.1.1', true],
    ['1.0.0', '1.1.0rc2', true],
    ['1.0.0b2', '1.0.0rc2', true],
    ['1.2.0rc1', '1.2.1', true],
    ['1.0.0', '1.0.1', false],
    ['1.0', '1.0.1', false],
    ['1.0.9', '1.1', false],
    ['1.9.9', '2.0.0', false],
    ['1.0.0', '1.1.0rc1', false],
    ['1.0.0', '1.1.0a0', false],
    ['1.0.0rc1', '1.0.0rc2', false],
    ['1.0.0b2', '1.0.0rc1', false],
    ['1.0.0rc7', '1.0.0', false],
    ['1.2.0rc1', '1.3.0', false],
    ['1.0.0', '1.0.0.post2', false],
    ['1.0.0', '1.2.0.dev0', false],
    ['1.0.0', '1!3.0', false],
  ])('from %s to %s: %s', (from, to, expected) => {
    expect(isJump(read(from), read(to))).toBe(expected);
  });
});
