import { expect, test } from 'vitest';
import type { Splice } from '../../src/project/splice.ts';
import type { Meant } from '../../src/project/toml-check.ts';
import { saysWhatIsMeant } from '../../src/project/toml-check.ts';
import { addToml, removeToml, setToml } from '../../src/project/toml-edit.ts';
import { parseToml } from '../../src/project/toml-locate.ts';

const given = (text: string) => {
  const program = parseToml(text);
  if (program === null) throw new Error(`not TOML: ${text}`);
  return { text, program };
};

function splicesFor(file: ReturnType<typeof given>, meant: Meant): readonly Splice[] {
  if (meant.kind === 'set') return setToml(file, meant.path, meant.value);
  return meant.kind === 'add' ? addToml(file, meant.path, meant.values) : removeToml(file, meant.paths);
}

test.each<[string, string, Meant, boolean]>([
  ['a value', 'a = 1\n[t]\nb = 2\n', { kind: 'set', path: ['t', 'b'], value: 3 }, true],
  ['a table that is not there', '[p]\na = 1979-05-27\n', { kind: 'set', path: ['p', 'u', 'v w'], value: ['x'] }, true],
  ['a key of an array of tables', '[[a]]\nb = 1\n', { kind: 'set', path: ['a', 0, 'c'], value: 1 }, true],
  ['an array of tables as a value', '[[a]]\nb = 1\n', { kind: 'set', path: ['a'], value: 1 }, false],
  ['a table below an inline one', '[p]\na = { b = 1 }\n', { kind: 'set', path: ['p', 'a', 'c', 'd'], value: 1 }, false],
  ['strings in their places', 'a = ["a", "c"]\nb = 1\n', { kind: 'add', path: ['a'], values: ['b', 'd'] }, true],
  ['a dotted key, the last of its table', '[p]\nu.a = 1\nb = 1\n', { kind: 'remove', paths: [['p', 'u', 'a']] }, true],
  [
    'several items',
    'a = ["x", "y", "z"]\n',
    {
      kind: 'remove',
      paths: [
        ['a', 0],
        ['a', 2],
      ],
    },
    true,
  ],
  ['a table with tables of its own', '[p]\na = 1\n[p.u]\nb = 1\n', { kind: 'remove', paths: [['p']] }, false],
])('%s', (_, text, meant, expected) => {
  const file = given(text);
  expect(saysWhatIsMeant(file, splicesFor(file, meant), meant)).toBe(expected);
});

test('a change beside what was asked is no fix', () => {
  const meant: Meant = { kind: 'set', path: ['a'], value: 2 };
  const both = [
    { start: 4, end: 5, text: '2' },
    { start: 10, end: 11, text: '2' },
  ];
  expect(saysWhatIsMeant(given('a = 1\nb = 1\n'), both, meant)).toBe(false);
});
