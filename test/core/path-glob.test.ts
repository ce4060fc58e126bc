import { expect, test } from 'vitest';
import { matchesGlob } from '../../src/core/path-glob.ts';

test.each([
  ['packages/*', 'packages/core', true],
  ['packages/*', 'packages/core/plugins', false],
  ['packages/*', 'packages/', true],
  ['libs/**', 'libs/x/y', true],
  ['**/core', 'core', true],
  ['**/core', 'a/b/core', true],
  ['**/core', 'a/bcore', false],
  ['a/**/b', 'a/b', true],
  ['a/**/b', 'a/x/y/b', true],
  ['a/**/b', 'a/xb', false],
  ['**', '', true],
  ['*.md', 'README.md', true],
  ['*.md', 'docs/README.md', false],
  ['v?', 'v1', true],
  ['v?', 'v/', false],
  ['a.b', 'axb', false],
  ['a+(b)', 'a+(b)', true],
  ['', 'a', false],
  ['docs/?.md', 'docs/\u{1f40d}.md', true],
])('%j fits %j: %s', (glob, path, expected) => {
  expect(matchesGlob(glob, path)).toBe(expected);
});

test('a hostile glob does not take long', () => {
  expect(matchesGlob('**/x'.repeat(50), `${'x/'.repeat(500)}y`)).toBe(false);
  expect(matchesGlob(`${'*a'.repeat(100)}b`, 'a'.repeat(2000))).toBe(false);
});
