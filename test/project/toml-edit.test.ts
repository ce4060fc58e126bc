import { describe, expect, test } from 'vitest';
import type { KeyPath } from '../../src/core/place.ts';
import { addToml, removeToml, setToml } from '../../src/project/toml-edit.ts';
import type { Splice } from '../../src/project/splice.ts';
import { parseToml } from '../../src/project/toml-locate.ts';

const given = (text: string) => {
  const program = parseToml(text);
  if (program === null) throw new Error(`not TOML: ${text}`);
  return { text, program };
};

function applied(text: string, splices: readonly Splice[]): string {
  let made = text;
  for (const { start, end, text: by } of [...splices].sort((a, b) => b.start - a.start))
    made = made.slice(0, start) + by + made.slice(end);
  // Whatever is written has to be TOML.
  given(made);
  return made;
}

const set = (text: string, path: KeyPath, value: Parameters<typeof setToml>[2]) =>
  applied(text, setToml(given(text), path, value));
const add = (text: string, path: KeyPath, ...values: readonly string[]) =>
  applied(text, addToml(given(text), path, values));
const remove = (text: string, ...paths: readonly KeyPath[]) => applied(text, removeToml(given(text), paths));

describe('set', () => {
  test.each([
    ['a value, its quotes kept', "a = 'x' # why\n", ['a'], 'y', "a = 'y' # why\n"],
    ['a value that its quotes cannot hold', "a = 'x'\n", ['a'], "it's", 'a = "it\'s"\n'],
    ['a value of another type', 'a = 1\n', ['a'], true, 'a = true\n'],
    ['an item of an array', 'a = ["x", "y"]\n', ['a', 1], 'z', 'a = ["x", "z"]\n'],
    ['a key of an inline table', 'a = { b = "x" }\n', ['a', 'b'], 'y', 'a = { b = "y" }\n'],
    ['a new key in a table', '[t]\na = 1 # one\n\n[u]\n', ['t', 'b'], 'x', '[t]\na = 1 # one\nb = "x"\n\n[u]\n'],
    ['a new key in an empty table', '[t]\n[u]\n', ['t', 'b'], 'x', '[t]\nb = "x"\n[u]\n'],
    ['a new key where the file has no last line end', '[t]\na = 1', ['t', 'b'], 2, '[t]\na = 1\nb = 2'],
    ['a new key of an inline table', 't = { a = 1 }\n', ['t', 'b'], 'x', 't = { a = 1, b = "x" }\n'],
    ['a new key of an empty inline table', 't = {}\n', ['t', 'b'], 'x', 't = { b = "x" }\n'],
    [
      'a new key beside dotted ones',
      '[p]\nurls.A = "a"\nz = 1\n',
      ['p', 'urls', 'B'],
      'b',
      '[p]\nurls.A = "a"\nurls.B = "b"\nz = 1\n',
    ],
    [
      'a new table below the one it belongs to',
      '[p]\na = 1\n\n[q]\n',
      ['p', 'u', 'B b'],
      'b',
      '[p]\na = 1\n\n[p.u]\n"B b" = "b"\n\n[q]\n',
    ],
    ['a new table in an empty file', '', ['p', 'a'], 'x', '[p]\na = "x"\n'],
    ['an array of strings', '[p]\n', ['p', 'a'], ['x', 'y'], '[p]\na = ["x", "y"]\n'],
  ] as const)('%s', (_, text, path, value, expected) => {
    expect(set(text, path, value)).toBe(expected);
  });
});

describe('add', () => {
  test.each([
    ['to an empty array', 'a = []\n', ['x'], 'a = ["x"]\n'],
    ['to one line that is not sorted', "a = ['z', 'b']\n", ['c'], "a = ['z', 'b', 'c']\n"],
    ['to one line that is sorted', 'a = ["a", "c"]\n', ['b'], 'a = ["a", "b", "c"]\n'],
    ['to lines with a last comma', 'a = [\n  "a",\n  "b", # b\n]\n', ['c'], 'a = [\n  "a",\n  "b", # b\n  "c",\n]\n'],
    [
      'to lines without a last comma',
      'a = [\n  "a",\n  "b"\n]\n',
      ['c', 'd'],
      'a = [\n  "a",\n  "b",\n  "c",\n  "d"\n]\n',
    ],
    [
      'to lines without a last comma, and with a comment',
      'a = [\n  "a" # a\n]\n',
      ['b'],
      'a = [\n  "a", # a\n  "b"\n]\n',
    ],
    ['between lines', 'a = [\n  "a",\n  "c",\n]\n', ['b'], 'a = [\n  "a",\n  "b",\n  "c",\n]\n'],
    ['where there is no array yet', '', ['b'], 'a = ["b"]\n'],
  ] as const)('%s', (_, text, values, expected) => {
    expect(add(text, ['a'], ...values)).toBe(expected);
  });

  test('an empty array with a comment in it is left alone', () => {
    expect(addToml(given('a = [\n # none\n]\n'), ['a'], ['x'])).toEqual([]);
  });
});

describe('remove', () => {
  test.each([
    ['a key with its line', '[t]\na = 1 # one\nb = 2\n', [['t', 'a']], '[t]\nb = 2\n'],
    ['a value of several lines', '[t]\na = [\n  1,\n]\nb = 2\n', [['t', 'a']], '[t]\nb = 2\n'],
    ['an item with its line', 'a = [\n  "x",\n  "y", # why\n]\n', [['a', 1]], 'a = [\n  "x",\n]\n'],
    ['the last item of a line', 'a = ["x", "y"]\n', [['a', 1]], 'a = ["x"]\n'],
    ['the first item of a line', 'a = ["x", "y"]\n', [['a', 0]], 'a = ["y"]\n'],
    ['the only item of a line', 'a = ["x",]\n', [['a', 0]], 'a = []\n'],
    [
      'neighbours of a line',
      'a = ["x", "y", "z"]\n',
      [
        ['a', 1],
        ['a', 2],
      ],
      'a = ["x"]\n',
    ],
    [
      'neighbours at the front',
      'a = ["x", "y", "z"]\n',
      [
        ['a', 1],
        ['a', 0],
      ],
      'a = ["z"]\n',
    ],
    ['a key of an inline table', 't = { a = 1, b = 2 }\n', [['t', 'a']], 't = { b = 2 }\n'],
    ['a table, and not the comment of the next', '[t]\na = 1\n\n# next\n[u]\nb = 2\n', [['t']], '# next\n[u]\nb = 2\n'],
    ['one of several tables', '[[t]]\na = 1\n\n[[t]]\na = 2\n', [['t', 0]], '[[t]]\na = 2\n'],
  ] as const)('%s', (_, text, paths, expected) => {
    expect(remove(text, ...paths)).toBe(expected);
  });

  test('what is not there changes nothing, nor what would go with it', () => {
    expect(removeToml(given('a = 1\n'), [['a'], ['b']])).toEqual([]);
  });
});
