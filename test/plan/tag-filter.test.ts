import { describe, expect, test } from 'vitest';
import { matchesPattern, passesTags, passesTagsIgnore } from '../../src/plan/tag-filter.ts';

describe('the examples of the documentation', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['feature/*', ['feature/my-branch', 'feature/your-branch'], ['feature/a/b', 'feature']],
    ['feature/**', ['feature/beta-a/my-branch', 'feature/mona/the/octocat'], ['feature']],
    ['main', ['main'], ['Main', 'mains']],
    ['*', ['main', 'releases'], ['all/the/branches']],
    ['**', ['all/the/branches', 'every/tag', 'v1'], []],
    ['*feature', ['mona-feature', 'feature', 'ver-10-feature'], ['x/feature']],
    ['v2*', ['v2', 'v2.0', 'v2.9'], ['v1', '2.0']],
    ['v[12].[0-9]+.[0-9]+', ['v1.10.1', 'v2.0.0'], ['v3.0.0', 'v1.0', 'v1.0.0rc1']],
    ['*.jsx?', ['page.js', 'page.jsx'], ['page.jsxx', 'page.j']],
    ['**/README.md', ['README.md', 'js/README.md', 'a/b/README.md'], ['aREADME.md', 'a/README.md.txt']],
    ['docs/**/*.md', ['docs/README.md', 'docs/mona/hello-world.md', 'docs/a/b.md'], ['docs.md']],
  ])('%s', (pattern, matching, others) => {
    expect(matching.filter((tag) => matchesPattern(tag, pattern) !== true)).toEqual([]);
    expect(others.filter((tag) => matchesPattern(tag, pattern) !== false)).toEqual([]);
  });
});

test.each<[string, string, boolean | null]>([
  ['v1.2.3', 'v*.*.*', true],
  ['v1.2.3-rc.1', 'v*.*.*', true],
  ['v0.2.0a1', 'v[0-9]+.[0-9]+.[0-9]+', false],
  ['v0.2.0a1', 'v[0-9]+.[0-9]+.[0-9]+*', true],
  ['v1x2', 'v1.2', false],
  ['v1.2', String.raw`v1\.2`, true],
  ['v1+', String.raw`v1\+`, true],
  ['1.2.3', '[0-9]*.[0-9]*.[0-9]*', true],
  ['core/v1', '**/v*', true],
  ['v1', '**/v*', true],
  ['release-1', 'release-**', true],
  // A regular expression, which the patterns are not: every sign but the documented ones stands for itself.
  ['v1.2.3', String.raw`^v[0-9]+\.[0-9]+\.[0-9]+$`, false],
  ['v1.2.3', 'v(1|2).*', false],
  ['v1', '', null],
  ['v1', 'v[^0]', null],
  ['v1', 'v[0-9.]+', null],
  ['v1', 'v[9-0]', null],
  ['v1', 'v[1', null],
  ['v1', '+v1', null],
  ['v1', 'v*+', null],
  ['v1', 'refs/tags/v*', null],
  ['v1', '${{ github.ref_name }}', null],
])('%s against %s: %s', (tag, pattern, expected) => {
  expect(matchesPattern(tag, pattern)).toBe(expected);
});

describe('order', () => {
  test('a negated pattern takes out, and a later one takes in again', () => {
    const patterns = ['v*', '!v*rc*', 'v1rc1'];
    expect(passesTags('v2', patterns)).toEqual({ answer: 'match', by: 0 });
    expect(passesTags('v2rc1', patterns)).toEqual({ answer: 'no-match', by: 1 });
    expect(passesTags('v1rc1', patterns)).toEqual({ answer: 'match', by: 2 });
    expect(passesTags('2', patterns)).toEqual({ answer: 'no-match', by: null });
  });
  test('a negated pattern alone takes nothing in', () => {
    expect(passesTags('v2', ['!v1'])).toEqual({ answer: 'no-match', by: null });
  });
  test('one that cannot be read makes all unknown', () => {
    expect(passesTags('v2', ['v*', 'v[^2]'])).toEqual({ answer: 'unknown', by: 1 });
  });
  test('tags-ignore keeps out what matches', () => {
    expect(passesTagsIgnore('v2', ['helm-*'])).toEqual({ answer: 'match', by: null });
    expect(passesTagsIgnore('helm-2', ['x', 'helm-*'])).toEqual({ answer: 'no-match', by: 1 });
    expect(passesTagsIgnore('helm-2', ['!helm-*'])).toEqual({ answer: 'unknown', by: 0 });
  });
});

test('a hostile pattern does not backtrack', () => {
  expect(matchesPattern('a'.repeat(400), `${'*a'.repeat(200)}b`)).toBe(false);
});
