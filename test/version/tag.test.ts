import { expect, test } from 'vitest';
import { isSemver } from '../../src/version/semver.ts';
import { isAliasOf, parseTag } from '../../src/version/tag.ts';

test.each([
  ['v0.2.0', 'v', '0.2.0'],
  ['0.2.0', '', '0.2.0'],
  ['V2.4.0', 'V', '2.4.0'],
  ['v.1.2.3', 'v.', '1.2.3'],
  ['core-v1.2.3', 'core-v', '1.2.3'],
  ['hatch-v1.18.0', 'hatch-v', '1.18.0'],
  ['helm-2.1.1', 'helm-', '2.1.1'],
  ['release/1.2.3', 'release/', '1.2.3'],
  ['v0.4.0-rc.2', 'v', '0.4.0-rc.2'],
  ['v1.0.0-next.1', 'v', '1.0.0-next.1'],
  ['2026.06.18', '', '2026.06.18'],
  ['1!0.2.1', '', '1!0.2.1'],
  ['v1', 'v', '1'],
  ['0.3.1b2', '', '0.3.1b2'],
  ['setuptools-scm-v10.0.0', 'setuptools-scm-v', '10.0.0'],
  ['pkg@1.0.0', 'pkg@', '1.0.0'],
  ['py3-demo-1.0', 'py3-demo-', '1.0'],
])('%s is %j and %s', (name, prefix, version) => {
  expect(parseTag(name)).toEqual({ prefix, version });
});

test.each([
  'latest',
  'show',
  'VERSION',
  'release/next',
  'v{new_major}.{new_minor}',
  'v3.5.7.pypi',
  'v2.11,1',
  '2025-06-20',
  'v2.-4',
  '',
])('%j names no version', (name) => {
  expect(parseTag(name)).toBeNull();
});

test('a hostile name does not take long', () => {
  expect(parseTag(`${'a-'.repeat(2000)}x`)).toBeNull();
  expect(parseTag(`v${'1.'.repeat(2000)}x`)).toBeNull();
});

test.each([
  ['v1', 'v1.2.3', true],
  ['v1.2', 'v1.2.3', true],
  ['v1.2.3', 'v1.2.3', false],
  ['v1', '1.2.3', true],
  ['v2', 'v1.2.3', false],
  ['latest', 'v1.0', false],
  ['v1.2', '1.2.7', true],
  ['1.2', 'v1.2.7', true],
  ['core-v1.2', '1.2.7', false],
])('%s beside %s: %s', (alias, full, expected) => {
  expect(isAliasOf(alias, full)).toBe(expected);
});

test.each([
  ['1.2.3', true],
  ['1.2.3-rc.1+build.5', true],
  ['v1.2.3', false],
  ['1.2', false],
  ['1.2.3rc1', false],
  ['01.2.3', false],
  [' 1.2.3', false],
])('%j is SemVer: %s', (text, expected) => {
  expect(isSemver(text)).toBe(expected);
});
