import { expect, test } from 'vitest';
import { locateKey, parseToml } from '../../src/project/toml-locate.ts';

const TEXT = `# head
title = "a"
[project]
name = 'demo'
version = """
1.0"""
authors = [
    {name = "Ada", email = "a@b"},
]
scripts.demo = "h"
[project.urls]
"Change log" = "c"
[[tool.pyrel.ignore]]
id = "x"
[[tool.pyrel.ignore]]
id = "y"
`;

const shown = (path: readonly (string | number)[], part: 'key' | 'value' = 'value'): string | null => {
  const program = parseToml(TEXT);
  const span = program === null ? null : locateKey(program, path, part);
  return span === null ? null : TEXT.slice(span.start, span.end);
};

test.each([
  [['title'], 'a'],
  [['project', 'name'], 'demo'],
  [['project', 'version'], '"""\n1.0"""'],
  [['project', 'authors', 0, 'email'], 'a@b'],
  [['project', 'authors'], '[\n    {name = "Ada", email = "a@b"},\n]'],
  [['project', 'scripts', 'demo'], 'h'],
  [['project', 'urls', 'Change log'], 'c'],
  [['tool', 'pyrel', 'ignore', 1, 'id'], 'y'],
  [['project', 'nope'], null],
] as const)('the value at %j', (path, text) => {
  expect(shown(path)).toBe(text);
});

test.each([
  [['project', 'name'], 'name'],
  [['project', 'urls', 'Change log'], '"Change log"'],
  [['project'], 'project'],
  [['tool', 'pyrel', 'ignore', 1, 'id'], 'id'],
  [['tool'], 'tool.pyrel.ignore'],
] as const)('the key at %j', (path, text) => {
  expect(shown(path, 'key')).toBe(text);
});

test('a broken file has no positions', () => {
  expect(parseToml('a = [')).toBeNull();
});
