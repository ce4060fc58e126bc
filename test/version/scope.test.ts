import { describe, expect, test } from 'vitest';
import type { VersionScope } from '../../src/version/scope.ts';
import { findByVersion, inScope, isDevOf, isOfSeries, sameVersion } from '../../src/version/scope.ts';

describe('a heading stands for', () => {
  test.each<[string, VersionScope, boolean]>([
    ['3.8.0', { kind: 'one', version: '3.8' }, true],
    ['0.2.0rc1', { kind: 'one', version: '0.2.0-rc.1' }, true],
    ['2026.6.18', { kind: 'one', version: '2026.06.18' }, true],
    ['1.2.3', { kind: 'one', version: '1.2' }, false],
    ['1.2.3', { kind: 'series', prefix: '1.2' }, true],
    ['1.20.0', { kind: 'series', prefix: '1.2' }, false],
    ['1.2.1', { kind: 'range', from: '1.2.0', to: '1.2.3' }, true],
    ['1.2.1', { kind: 'range', from: '1.2.3', to: '1.2.0' }, true],
    ['1.2.4', { kind: 'range', from: '1.2.0', to: '1.2.3' }, false],
    ['9.0', { kind: 'range', from: '2.44.2', to: null }, true],
    ['2.44.1', { kind: 'range', from: '2.44.2', to: null }, false],
    ['1.1.9', { kind: 'several', versions: ['1.2.3', '1.1.9'] }, true],
    ['1.2.0', { kind: 'several', versions: ['1.2.3', '1.1.9'] }, false],
    ['nightly', { kind: 'range', from: '1.0', to: null }, false],
  ])('%s in %o: %s', (version, scope, expected) => {
    expect(inScope(version, scope)).toBe(expected);
  });
});

test('the version itself comes before what covers it', () => {
  const series = { scope: { kind: 'series', prefix: '1.2' } } as const;
  const own = { scope: { kind: 'one', version: '1.2.3' } } as const;
  expect(findByVersion([series, own], '1.2.3')).toBe(own);
  expect(findByVersion([series, own], '1.2.4')).toBe(series);
  expect(findByVersion([series, own], '1.3.0')).toBeNull();
});

test('what PEP 440 cannot read is compared as text', () => {
  expect(sameVersion('0.4.0-next.1', '0.4.0-next.1')).toBe(true);
  expect(sameVersion('0.4.0-next.1', '0.4.0-next.2')).toBe(false);
});

test.each([
  ['2.5.0dev0', '2.5.0', true],
  ['3.dev', '3.0', true],
  ['2.5.0rc1.dev0', '2.5.0', false],
  ['2.5.0', '2.5.0', false],
  ['2.4.0.dev1', '2.5.0', false],
])('%s leads up to %s: %s', (dev, final, expected) => {
  expect(isDevOf(dev, final)).toBe(expected);
});

test('a series is told by whole numbers', () => {
  expect(isOfSeries('1.10', '1.1')).toBe(false);
  expect(isOfSeries('2', '2.0')).toBe(true);
  expect(isOfSeries('x', '2.0')).toBe(false);
});
