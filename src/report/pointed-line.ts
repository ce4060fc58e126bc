import type { Cell } from './visible.ts';
import { toCells } from './visible.ts';

/** A line of source, cut to the room there is, and the columns (from 0) at which carets point into it. */
export type Pointed = { readonly text: string; readonly column: number; readonly length: number };

type Laid = { readonly cell: Cell; readonly column: number };

const TAB = '    ';
const CUT = '...';

/** Units of a line that are looked at on each side of the caret: a minified line may have millions. */
const REACH = 1000;

/** Less room than this shows nothing of use: rather a line that is too long. */
const NARROWEST = 20;

/** Shows a line within `width` columns around the units from `start` to `end` (from 0, the end left out). */
export function pointAt(line: string, start: number, end: number, width: number): Pointed {
  const from = wholeCharacter(line, Math.max(0, start - REACH));
  const to = wholeCharacter(line, Math.min(line.length, start + REACH));
  const laid: Laid[] = [];
  let unit = from;
  let total = 0;
  let first: number | null = null;
  let last = 0;
  for (const cell of toCells(line.slice(from, to), TAB)) {
    laid.push({ cell, column: total });
    if (first === null && unit + cell.units > start) first = total;
    if (unit < end) last = total + cell.width;
    unit += cell.units;
    total += cell.width;
  }
  const column = first ?? total;
  const length = Math.max(1, last - column);
  if (from === 0 && to === line.length && total <= width) return { text: textOf(laid), column, length };
  return cut(laid, { column, length, total, width, before: from > 0, after: to < line.length });
}

type Cut = {
  readonly column: number;
  readonly length: number;
  readonly total: number;
  readonly width: number;
  /** Whether the line goes on before and after what was laid out. */
  readonly before: boolean;
  readonly after: boolean;
};

/** Leaves out what does not fit, so that the carets stand in the middle of the room. */
function cut(laid: readonly Laid[], { column, length, total, width, before, after }: Cut): Pointed {
  const room = Math.max(width - 2 * CUT.length, NARROWEST);
  const context = Math.floor((room - Math.min(length, room)) / 2);
  const left = Math.max(0, Math.min(column - context, total - room));
  const kept = laid.filter((one) => one.column >= left && one.column + one.cell.width <= left + room);
  const start = kept[0]?.column ?? 0;
  const final = kept.at(-1);
  const end = final === undefined ? 0 : final.column + final.cell.width;
  const opening = before || start > 0 ? CUT : '';
  const closing = after || end < total ? CUT : '';
  return {
    text: opening + textOf(kept) + closing,
    column: opening.length + column - start,
    length: Math.max(1, Math.min(column + length, end) - column),
  };
}

function textOf(laid: readonly Laid[]): string {
  return laid.map((one) => one.cell.text).join('');
}

/** An index that does not lie within a surrogate pair. */
function wholeCharacter(line: string, index: number): number {
  const code = line.charCodeAt(index);
  return index > 0 && code >= 0xdc00 && code <= 0xdfff ? index - 1 : index;
}
