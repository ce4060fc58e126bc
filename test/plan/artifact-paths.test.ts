import { describe, expect, test } from 'vitest';
import { commonFolder, pathIn, takes } from '../../src/plan/artifact-paths.ts';
import { hole } from '../../src/core/partial.ts';

describe('takes', () => {
  const cases: readonly (readonly [pattern: string, path: string, answer: string])[] = [
    ['dist/*', 'dist/a.whl', 'yes'],
    ['dist/*', 'dist/a/b.whl', 'no'],
    ['dist/**', 'dist/a/b.whl', 'yes'],
    ['**/*.whl', 'a.whl', 'yes'],
    ['**/*.whl', 'x/y/a.whl', 'yes'],
    ['x/**/a.whl', 'x/ba.whl', 'no'],
    ['dist/*.{whl,tar.gz}', 'dist/a-1.tar.gz', 'yes'],
    ['dist/demo-?.[0-9]*.whl', 'dist/demo-1.2-any.whl', 'yes'],
    ['dist/[!d]*', 'dist/demo', 'no'],
    ['dist/*.whl', 'dist/demo-1.2.3-*.whl', 'yes'],
    ['dist/*manylinux*.whl', 'dist/demo-1.2.3-*.whl', 'maybe'],
    ['dist/other-*.whl', 'dist/demo-1.2.3-*.whl', 'no'],
    [`${hole('x')}/*.whl`, 'dist/a.whl', 'maybe'],
    ['{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}', 'abab', 'maybe'],
  ];
  test.each(cases)('%s of %s: %s', (pattern, path, answer) => {
    expect(takes(pattern, path)).toBe(answer);
  });
  test('a pattern made to be slow is not', () => {
    expect(takes(`${'*a'.repeat(200)}b`, 'a'.repeat(500))).toBe('no');
  });
});

test('paths below the workspace', () => {
  expect(pathIn('a', './b/../c/')).toBe('a/c');
  expect(pathIn('a', `${hole('github.workspace')}/dist/`)).toBe('dist');
  expect(pathIn('a', '/tmp/dist/')).toBe('/tmp/dist');
});

test('the folder that paths have in common', () => {
  expect(commonFolder(['a/b/c', 'a/b/d'])).toBe('a/b');
  expect(commonFolder(['a', 'b'])).toBe('');
});
