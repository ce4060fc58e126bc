import { expect, test } from 'vitest';
import { isNestedTooDeeply } from '../../src/project/python-nesting.ts';
import { readPython } from '../../src/project/python-source.ts';

test.each([
  ['one bracket behind another', '()'.repeat(50_000), false],
  ['more than any Python reads', `${'['.repeat(1001)}${']'.repeat(1001)}`, true],
  ['all that Python reads', `${'({['.repeat(66)}${']})'.repeat(66)}`, false],
  ['brackets that close nothing', ')'.repeat(50_000) + '('.repeat(900), false],
])('%s', (_, text, expected) => {
  expect(isNestedTooDeeply(text)).toBe(expected);
});

test('such a source is not read, and nothing waits for the parser', () => {
  expect(readPython(`x = ${'('.repeat(200_000)}`)).toBeNull();
});
