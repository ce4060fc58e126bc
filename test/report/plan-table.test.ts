import { describe, expect, test } from 'vitest';
import type { TableRow } from '../../src/report/plan-table.ts';
import { foldText, tableLines } from '../../src/report/plan-table.ts';

function row(indent: number, ...texts: readonly string[]): TableRow {
  return { indent, cells: texts.map((text) => ({ text, paint: (one) => one })) };
}

const rows = [
  row(0, 'docker.yml', 'the tag v1.2.3 is no branch, and `push` is limited by `branches`', 'docker.yml:5'),
  row(2, 'build', '', 'docker.yml:12'),
];

describe('tableLines', () => {
  test('cells stand below each other', () => {
    expect(tableLines([row(0, 'a', 'bb', 'c'), row(2, 'd', '', 'e')], { width: 80, indent: 2, flex: 1 })).toEqual([
      '  a    bb  c',
      '    d      e',
    ]);
  });

  test('where there is room for a sentence, it is broken in its column', () => {
    expect(tableLines(rows, { width: 70, indent: 2, flex: 1 })).toEqual([
      '  docker.yml  the tag v1.2.3 is no branch, and `push`    docker.yml:5',
      '              is limited by `branches`',
      '    build                                                docker.yml:12',
    ]);
  });

  test('where there is none, it goes below its row', () => {
    expect(tableLines(rows, { width: 50, indent: 2, flex: 1 })).toEqual([
      '  docker.yml  docker.yml:5',
      '      the tag v1.2.3 is no branch, and `push` is',
      '      limited by `branches`',
      '    build     docker.yml:12',
    ]);
  });

  test('the place of a name that is too long goes below, and the others stay', () => {
    const long = row(0, 'a-name-that-fills-most-of-the-line', '', 'docker.yml:9');
    expect(tableLines([...rows, long], { width: 40, indent: 0, flex: 1 })).toEqual([
      'docker.yml  docker.yml:5',
      '    the tag v1.2.3 is no branch, and',
      '    `push` is limited by `branches`',
      '  build     docker.yml:12',
      'a-name-that-fills-most-of-the-line',
      '    docker.yml:9',
    ]);
  });

  test('a column without anything in it takes no room', () => {
    expect(tableLines([row(0, 'a', '', 'c')], { width: 80, indent: 0, flex: 1 })).toEqual(['a  c']);
  });
});

describe('foldText', () => {
  test.each([
    ['short', 10, ['short']],
    ['one two three', 7, ['one two', 'three']],
    ['a `b c` d', 5, ['a', '`b c`', 'd']],
    ['`a code span` x', 6, ['`a', 'code', 'span`', 'x']],
    ['abcdefgh', 3, ['abc', 'def', 'gh']],
    ['漢字漢', 4, ['漢字', '漢']],
    ['', 5, ['']],
  ])('%s', (text, width, lines) => {
    expect(foldText(text, width)).toEqual(lines);
  });
});
