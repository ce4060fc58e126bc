import { describe, expect, test } from 'vitest';
import type { YamlNode } from '../../src/project/yaml.ts';
import { at, entriesOf, itemsOf, lineOffsets, parseYaml, scalarOf } from '../../src/project/yaml.ts';

function textAt(text: string, ...route: readonly string[]): string | undefined {
  return scalarOf(at(parseYaml(text).root, ...route))?.text;
}

function sliceAt(text: string, ...route: readonly string[]): string | null {
  const node = at(parseYaml(text).root, ...route);
  return node === null ? null : text.slice(node.span.start, node.span.end);
}

describe('scalars', () => {
  test('`on` stays a string key', () => {
    const { root } = parseYaml('on: push\njobs: {}\n');
    expect(entriesOf(root).map(({ name }) => name)).toEqual(['on', 'jobs']);
  });

  test('`on` stays a string key under `%YAML 1.1` as well', () => {
    expect(textAt('%YAML 1.1\n---\non: push\n', 'on')).toBe('push');
  });

  test('a number is kept as written', () => {
    expect(at(parseYaml('python: 3.10\n').root, 'python')).toMatchObject({ text: '3.10', value: 3.1, style: 'plain' });
  });

  test('yes and no are strings, true and null are not', () => {
    const values = itemsOf(parseYaml('[yes, no, on, true, null, ~, "true"]').root).map(
      (node) => node.kind === 'scalar' && node.value,
    );
    expect(values).toEqual(['yes', 'no', 'on', true, null, null, 'true']);
  });

  test('nothing is no scalar', () => {
    expect(scalarOf(at(parseYaml('permissions:\njobs: 1\n').root, 'permissions'))).toBeNull();
  });

  test('a span leaves the quotes out', () => {
    expect(sliceAt('name: "a b"\n', 'name')).toBe('a b');
    expect(sliceAt("name: 'a b' # c\n", 'name')).toBe('a b');
  });

  test('a double-quoted scalar may go on with less indentation, as GitHub allows', () => {
    const text = 'jobs:\n  a:\n    if: "one &&\n  two"\n    runs-on: x\n  b:\n    runs-on: y\n';
    expect(textAt(text, 'jobs', 'a', 'if')).toBe('one &&   two');
    expect(textAt(text, 'jobs', 'a', 'runs-on')).toBe('x');
    expect(textAt(text, 'jobs', 'b', 'runs-on')).toBe('y');
    expect(sliceAt(text, 'jobs', 'b', 'runs-on')).toBe('y');
  });

  test('a quote that is never closed is a problem at its line', () => {
    const { problems } = parseYaml('name: "a\njobs:\n  a:\n    runs-on: x\n');
    expect(problems[0]?.message).toBe('Missing closing "quote');
  });
});

describe('lines of a block', () => {
  const linesOf = (text: string): readonly string[] | null => {
    const scalar = scalarOf(at(parseYaml(text).root, 'run'));
    const offsets = scalar === null ? null : lineOffsets(text, scalar);
    return offsets === null
      ? null
      : (scalar?.text ?? '').split('\n').map((line, i) => text.slice(offsets[i], (offsets[i] ?? 0) + line.length));
  };

  test.each([
    ['LF', 'run: |\n  a b\n\n    c\nx: 1\n', ['a b', '', '  c', '']],
    ['CRLF', 'run: |\r\n  a b\r\n\r\n    c\r\nx: 1\r\n', ['a b', '', '  c', '']],
    ['a given indentation', 'run: |2-\n    a\n   b\n', ['  a', ' b']],
    ['a plain line', 'run: a b # c\n', ['a b']],
    ['a quoted line', 'run: "a b"\n', ['a b']],
  ])('%s: each line begins where it is written', (_, text, lines) => {
    expect(linesOf(text)).toEqual(lines);
  });

  test.each([
    ['a folded block', 'run: >\n  a\n  b\n'],
    ['an escape', 'run: "a\\tb"\n'],
    ['plain text over two lines', 'run: a\n  b\n'],
  ])('%s is not written line for line', (_, text) => {
    expect(linesOf(text)).toBeNull();
  });
});

describe('aliases and merges', () => {
  test('an alias is the same node, and keeps the place of its anchor', () => {
    const text = 'a: &x [1, 2]\nb: *x\n';
    const { root } = parseYaml(text);
    expect(at(root, 'b')).toBe(at(root, 'a'));
    expect(sliceAt(text, 'b')).toBe('[1, 2]');
  });

  test('an alias means the anchor above it, where a name is used twice', () => {
    const { root } = parseYaml('a: &x 1\nb: *x\nc: &x 2\nd: *x\n');
    expect([at(root, 'b'), at(root, 'd')].map((node) => scalarOf(node)?.text)).toEqual(['1', '2']);
  });

  test('a merge gives what is not said otherwise', () => {
    const { root } = parseYaml('base: &b {x: 1, y: 2}\nmore: &m {y: 3, z: 4}\nall:\n  <<: [*b, *m]\n  x: 9\n');
    const all = entriesOf(at(root, 'all')).map(({ name, value }) => [name, scalarOf(value)?.text]);
    expect(all).toEqual([
      ['x', '9'],
      ['y', '2'],
      ['z', '4'],
    ]);
  });

  test('an anchor within itself ends in nothing', () => {
    const { root } = parseYaml('a: &a\n  b: *a\n');
    expect(at(root, 'a', 'b')).toMatchObject({ kind: 'scalar', value: null });
  });

  test('an unknown alias is nothing', () => {
    expect(at(parseYaml('a: *b\n').root, 'a')).toMatchObject({ kind: 'scalar', value: null });
  });

  test('a billion laughs are not laughed', () => {
    let text = 'a0: &a0 [x, x, x, x, x, x, x, x, x]\n';
    for (let i = 1; i < 40; i++)
      text += `a${i}: &a${i} [${Array.from({ length: 9 }, () => `*a${i - 1}`).join(', ')}]\n`;
    const { root } = parseYaml(text);
    expect(expandedSize(root)).toBeLessThan(200_000);
  });
});

describe('files as they come', () => {
  test.each([
    ['an empty file', ''],
    ['blanks', ' \n\n'],
    ['comments', '# on: push\n# jobs:\n'],
    ['a document without content', '---\n...\n'],
  ])('%s has no root', (_, text) => {
    expect(parseYaml(text)).toEqual({ root: null, problems: [] });
  });

  test('of several documents, the first that holds anything counts', () => {
    expect(textAt('---\n---\na: 1\n---\na: 2\n', 'a')).toBe('1');
  });

  test('duplicate keys are kept, and the first one counts', () => {
    const { root, problems } = parseYaml('a: 1\na: 2\n');
    expect(entriesOf(root)).toHaveLength(2);
    expect(problems).toEqual([]);
    expect(scalarOf(at(root, 'a'))?.text).toBe('1');
  });

  test('keys that are no strings have a name', () => {
    const names = entriesOf(parseYaml('1: a\ntrue: b\n[x, y]: c\n: d\n').root).map(({ name }) => name);
    expect(names).toEqual(['1', 'true', '[x, y]', '']);
  });

  test('tabs are complained of, and read', () => {
    const { root, problems } = parseYaml('on: push\njobs:\n\ta:\n\t\truns-on: x\n');
    expect(problems[0]).toEqual({ message: 'Tabs are not allowed as indentation', offset: 15 });
    expect(scalarOf(at(root, 'on'))?.text).toBe('push');
  });

  test('CRLF does not get into the text', () => {
    expect(textAt('a: b\r\nc: d\r\n', 'a')).toBe('b');
  });

  test.each([
    ['a list in brackets', '['.repeat(1_000_000)],
    ['maps in braces', '{a: '.repeat(100_000)],
    ['dashes', '- '.repeat(100_000)],
    ['block maps', Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('%s: what is nested too deep is given up where it begins', (_, text) => {
    const { root, problems } = parseYaml(text);
    expect(root).toBeNull();
    expect(problems).toEqual([{ message: 'nested more than 100 levels deep', offset: expect.any(Number) as number }]);
  });

  test('a megabyte is read', () => {
    const text = `a: |\n${'  echo a line of a long script\n'.repeat(35_000)}b: 1\n`;
    expect(textAt(text, 'b')).toBe('1');
  });
});

/** Nodes that a walk over the tree meets; gives up above a million. */
function expandedSize(root: YamlNode | null): number {
  let count = 0;
  const open: YamlNode[] = root === null ? [] : [root];
  for (let node = open.pop(); node !== undefined && count < 1_000_000; node = open.pop()) {
    count++;
    open.push(...(node.kind === 'map' ? node.entries.map(({ value }) => value) : itemsOf(node)));
  }
  return count;
}
