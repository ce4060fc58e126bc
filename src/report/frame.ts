import type { Location, Region } from '../core/place.ts';
import type { Paint, Style } from './paint.ts';
import { pointAt } from './pointed-line.ts';
import type { Pointed } from './pointed-line.ts';

/** How a frame is drawn. */
export type FrameStyle = {
  /** Columns for line numbers, the same for all frames of a finding. */
  readonly gutter: number;
  /** Columns of the terminal. */
  readonly width: number;
  readonly paint: Paint;
  /** Style of the carets. */
  readonly mark: Style;
};

/** Most lines of a region that are all shown; of a longer one, the first and the last. */
const MOST_LINES = 4;

/**
 * The region of a place as it can be shown: within the file, without the blanks at its end. Null where there is nothing
 * to show: no text, a place beyond its end, or 1:1 with nothing in it, which is how a file as a whole is placed.
 */
export function framed(region: Region, source: readonly string[] | null): Region | null {
  const { startLine, endLine: givenEnd } = region;
  const line = source?.[startLine - 1];
  if (source === null || line === undefined || isWholeFile(region)) return null;
  const startColumn = Math.min(region.startColumn, line.length + 1);
  let endLine = Math.min(givenEnd, source.length);
  let endColumn = endLine < givenEnd ? Infinity : region.endColumn;
  while (endLine > startLine) {
    const text = (source[endLine - 1] ?? '').slice(0, endColumn - 1).trimEnd();
    if (text !== '') return { startLine, startColumn, endLine, endColumn: text.length + 1 };
    endLine--;
    endColumn = Infinity;
  }
  const end = endColumn === Infinity ? line.trimEnd().length + 1 : Math.min(endColumn, line.length + 1);
  return { startLine, startColumn, endLine, endColumn: Math.max(startColumn, end) };
}

function isWholeFile({ startLine, startColumn, endLine, endColumn }: Region): boolean {
  return startLine === 1 && startColumn === 1 && endLine === 1 && endColumn === 1;
}

/** Draws the source of a place with carets below it; no lines where there is nothing to show. */
export function codeFrame(location: Location, source: readonly string[] | null, style: FrameStyle): readonly string[] {
  const region = framed(location.region, source);
  if (region === null || source === null) return [];
  const { startLine, startColumn, endLine, endColumn } = region;
  const room = style.width - style.gutter - 3;
  const lineAt = (number: number): string => source[number - 1] ?? '';
  const show = (number: number, start: number, end: number): Pointed =>
    pointAt(lineAt(number), start - 1, end - 1, room);
  const blank = bar(style, '');
  if (startLine === endLine) {
    const { text, column, length } = show(startLine, startColumn, endColumn);
    return [blank, numbered(style, startLine, text), carets(style, column, length, '')];
  }
  const first = show(startLine, startColumn, startColumn);
  const last = show(endLine, endColumn - 1, endColumn);
  const between: string[] = [];
  if (endLine - startLine < MOST_LINES) {
    for (let n = startLine + 1; n < endLine; n++) between.push(numbered(style, n, show(n, 1, 1).text));
  } else between.push(style.paint('quiet', '...'));
  return [
    blank,
    numbered(style, startLine, first.text),
    carets(style, first.column, 1, ' from here'),
    ...between,
    numbered(style, endLine, last.text),
    carets(style, last.column, 1, ' to here'),
  ];
}

function bar({ gutter, paint }: FrameStyle, number: string): string {
  return paint('quiet', `${number.padStart(gutter)} |`);
}

function numbered(style: FrameStyle, number: number, text: string): string {
  return `${bar(style, String(number))} ${text}`.trimEnd();
}

function carets(style: FrameStyle, column: number, length: number, label: string): string {
  return `${bar(style, '')} ${' '.repeat(column)}${style.paint(style.mark, '^'.repeat(length) + label)}`;
}
