import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Location } from '../../src/core/place.ts';
import { codeFrame } from '../../src/report/frame.ts';
import type { FrameStyle } from '../../src/report/frame.ts';
import { painter } from '../../src/report/paint.ts';
import { at } from './sample.ts';

const style: FrameStyle = { gutter: 1, width: 80, paint: painter(false), mark: 'error' };

function frame(text: string, place: string, given: Partial<FrameStyle> = {}): string {
  const source = text.split(/\r\n|\r|\n/);
  return codeFrame(at('f', place), source, { ...style, ...given }).join('\n');
}

describe('a code frame', () => {
  test('points at a region within a line', () => {
    expect(frame('[project]\nversion = "0.2.0"\n', '2:12-17')).toBe(
      ['  |', '2 | version = "0.2.0"', '  |            ^^^^^'].join('\n'),
    );
  });

  test('shows an empty region as one caret, at the end of a line too', () => {
    expect(frame('a = [1,', '1:8')).toBe(['  |', '1 | a = [1,', '  |        ^'].join('\n'));
    expect(frame('ab\n\ncd', '2:1')).toBe(['  |', '2 |', '  | ^'].join('\n'));
  });

  test('expands tabs to four columns, before and within the region', () => {
    expect(frame('\tversion\t= 1', '1:2-9')).toBe(['  |', '1 |     version    = 1', '  |     ^^^^^^^'].join('\n'));
    expect(frame('\tversion\t= 1', '1:2-10')).toBe(['  |', '1 |     version    = 1', '  |     ^^^^^^^^^^^'].join('\n'));
  });

  test('counts wide characters as two columns, combining marks as none', () => {
    expect(frame('# 変更履歴 0.2.0', '1:8-13')).toBe(
      ['  |', '1 | # 変更履歴 0.2.0', '  |            ^^^^^'].join('\n'),
    );
    expect(frame('cafe\u0301 0.2.0', '1:7-12')).toBe(['  |', '1 | cafe\u0301 0.2.0', '  |      ^^^^^'].join('\n'));
    expect(frame('## 🚀 0.2.0', '1:4-6')).toBe(['  |', '1 | ## 🚀 0.2.0', '  |    ^^'].join('\n'));
  });

  test('shows a composed picture as its parts, whose width every terminal agrees on', () => {
    expect(frame('👩🏽‍💻 ⚠️ 0.2.0', '1:12-17')).toBe(['  |', '1 | 👩💻 ⚠ 0.2.0', '  |        ^^^^^'].join('\n'));
  });

  test('shows control and bidi characters as escapes and keeps the carets below the text', () => {
    expect(frame('a\u001b[31m\u202eb = 1', '1:8-9')).toBe(
      ['  |', String.raw`1 | a\x1b[31m\u202eb = 1`, '  |                ^'].join('\n'),
    );
    expect(frame('x\u200by\u{e0041}z', '1:2-3')).toBe(
      ['  |', String.raw`1 | x\u200by\u{e0041}z`, '  |  ^^^^^^'].join('\n'),
    );
  });

  test('leaves no carriage return of CRLF files behind', () => {
    expect(frame('a = 1\r\nb = 2\r\n', '2:1-6')).toBe(['  |', '2 | b = 2', '  | ^^^^^'].join('\n'));
  });

  test('cuts a long line around the region', () => {
    const text = `${'a'.repeat(300)}VERSION${'b'.repeat(300)}`;
    const [, line = '', carets = ''] = frame(text, '1:301-308').split('\n');
    expect(line.length).toBeLessThanOrEqual(80);
    expect(line).toMatch(/^1 \| \.\.\.a+VERSIONb+\.\.\.$/);
    expect(carets).toBe(`  | ${' '.repeat(line.indexOf('VERSION') - 4)}^^^^^^^`);
  });

  test('cuts at one side only where the other fits', () => {
    const [, start = ''] = frame(`VERSION${'b'.repeat(300)}`, '1:1-8').split('\n');
    expect(start).toMatch(/^1 \| VERSIONb+\.\.\.$/);
    const [, end = '', carets = ''] = frame(`${'b'.repeat(300)}VERSION`, '1:301-308').split('\n');
    expect(end).toMatch(/^1 \| \.\.\.b+VERSION$/);
    expect(carets.length).toBe(end.length);
  });

  test('cuts the carets with the line', () => {
    const [, line = '', carets = ''] = frame('x'.repeat(500), '1:1-501').split('\n');
    expect(line).toMatch(/^1 \| x+\.\.\.$/);
    expect(carets).toBe(`  | ${'^'.repeat(line.length - 7)}`);
  });

  test('looks at no more of a minified line than it needs', () => {
    const text = `${'{"a":1},'.repeat(200_000)}"version"`;
    const [, line = ''] = frame(text, '1:1600001-1600010', { width: Infinity }).split('\n');
    expect(line.length).toBeLessThan(2100);
    expect(line).toMatch(/^1 \| \.\.\..*"version"$/);
  });

  test('keeps a usable piece of the line in a narrow terminal', () => {
    const [, line = ''] = frame('a'.repeat(100), '1:50-55', { width: 1 }).split('\n');
    expect(line).toBe(`1 | ...${'a'.repeat(20)}...`);
  });

  test('shows every line of a short region and marks its ends', () => {
    expect(frame('dependencies = [\n  "a",\n  "b",\n]\n', '1:16-4:2')).toBe(
      [
        '  |',
        '1 | dependencies = [',
        '  |                ^ from here',
        '2 |   "a",',
        '3 |   "b",',
        '4 | ]',
        '  | ^ to here',
      ].join('\n'),
    );
  });

  test('shows the ends of a long region', () => {
    const text = ['## 0.2.0', '', '- one', '- two', '- three', '- four', '', '## 0.1.0'].join('\n');
    expect(frame(text, '1:1-8:1')).toBe(
      ['  |', '1 | ## 0.2.0', '  | ^ from here', '...', '6 | - four', '  |      ^ to here'].join('\n'),
    );
  });

  test('a region that ends at the start of the next line ends with its own', () => {
    expect(frame('## 0.2.0\n\n- one\n', '1:1-2:1')).toBe(['  |', '1 | ## 0.2.0', '  | ^^^^^^^^'].join('\n'));
    expect(frame('## 0.2.0   \n \n\n- one\n', '1:1-4:1')).toBe(['  |', '1 | ## 0.2.0', '  | ^^^^^^^^'].join('\n'));
  });

  test('keeps within the file what lies beyond its end', () => {
    expect(frame('a = 1', '1:4-99')).toBe(['  |', '1 | a = 1', '  |    ^^'].join('\n'));
    expect(frame('a = 1', '1:40-50')).toBe(['  |', '1 | a = 1', '  |      ^'].join('\n'));
    expect(frame('a = [', '1:5-9:1')).toBe(['  |', '1 | a = [', '  |     ^'].join('\n'));
  });

  test('shows nothing where there is nothing to show', () => {
    expect(frame('a = 1', '7:1-5')).toBe('');
    expect(frame('# demo', '1:1')).toBe('');
    expect(codeFrame(at('f', '3:1-5'), null, style)).toEqual([]);
  });

  test('pads line numbers to the width of the gutter', () => {
    expect(frame(`${'\n'.repeat(9)}a`, '10:1-2', { gutter: 3 })).toBe(['    |', ' 10 | a', '    | ^'].join('\n'));
  });
});

/** Pieces of lines with the columns that they take, written down by hand. */
const PIECES: readonly (readonly [source: string, columns: number])[] = [
  ['a', 1],
  [' ', 1],
  ['é', 1],
  ['ｱ', 1],
  ['漢', 2],
  ['한', 2],
  ['Ａ', 2],
  ['🎉', 2],
  ['\t', 4],
  ['\u0007', 4],
  ['\u009b', 4],
  ['\u2066', 6],
  ['\ud800', 6],
  ['\u{e0020}', 9],
  ['o\u0308', 1],
];

test('carets stand below what they mean, whatever the line is made of', () => {
  const piece = constantFrom(...PIECES);
  const part = array(piece, { maxLength: 12 });
  assert(
    property(part, array(piece, { minLength: 1, maxLength: 6 }), part, (before, within, after) => {
      const text = (pieces: typeof before): string => pieces.map(([source]) => source).join('');
      const columns = (pieces: typeof before): number => pieces.map(([, wide]) => wide).reduce((a, b) => a + b, 0);
      const start = text(before).length + 1;
      const location: Location = {
        file: 'f',
        // A second line keeps the region from being the file as a whole.
        region: { startLine: 2, startColumn: start, endLine: 2, endColumn: start + text(within).length },
      };
      const [, , carets] = codeFrame(location, ['', text([...before, ...within, ...after])], { ...style, width: 1000 });
      expect(carets).toBe(`  | ${' '.repeat(columns(before))}${'^'.repeat(columns(within))}`);
    }),
  );
});
