import { shownWidth, toCells } from './visible.ts';

/** A cell, and how it is painted once its width is known. */
export type TableCell = { readonly text: string; readonly paint: (text: string) => string };

export type TableRow = { readonly indent: number; readonly cells: readonly TableCell[] };

export type TableFrame = {
  /** Columns of the terminal. */
  readonly width: number;
  /** Blanks before every row. */
  readonly indent: number;
  /** Index of the cell that is broken over lines where there is little room. */
  readonly flex: number;
};

const GAP = 2;
/** In a narrower column what takes more than two lines is hard to read; it goes below its row, with the whole width. */
const SENTENCE = 40;

/**
 * Rows as lines whose cells stand below each other. Where they are wider than the terminal, one cell is broken over
 * lines, or goes below its row; where that is not enough, so does the last cell (the place).
 */
export function tableLines(rows: readonly TableRow[], frame: TableFrame): readonly string[] {
  const columns = rows[0]?.cells.length ?? 0;
  const widths = widthsOf(rows, columns);
  const excess = totalOf(widths, frame) - frame.width;
  if (excess <= 0) return rows.flatMap((row) => rowLines(row, widths, frame, []));
  const { flex } = frame;
  const natural = widths[flex] ?? 0;
  const room = natural - excess;
  if (room >= SENTENCE || (room >= longestWord(rows, flex) && (natural <= SENTENCE || natural <= 2 * room))) {
    const narrowed = widths.with(flex, room);
    return rows.flatMap((row) => rowLines(row, narrowed, frame, []));
  }
  const split = rows.map((row) => {
    const cell = row.cells[flex];
    const isBeside = flex === 0 || cell === undefined || shownWidth(cell.text) <= room;
    return isBeside ? { row, below: [] } : { row: blanked(row, flex), below: [cell] };
  });
  const left = widthsOf(
    split.map(({ row }) => row),
    columns,
  );
  const last = columns - 1;
  if (totalOf(left, frame) <= frame.width) return split.flatMap(({ row, below }) => rowLines(row, left, frame, below));
  if (left.slice(1, last).every((one) => one === 0)) return namesAndPlaces(split, frame);
  left[last] = 0;
  for (const column of [flex, ...left.keys()]) {
    const over = totalOf(left, frame) - frame.width;
    if (over <= 0) break;
    left[column] = Math.max(Math.min(left[column] ?? 0, LEAST), (left[column] ?? 0) - over);
  }
  return split.flatMap(({ row, below }) =>
    rowLines(blanked(row, last), left, frame, [...row.cells.slice(last), ...below]),
  );
}

type Split = { readonly row: TableRow; readonly below: readonly TableCell[] };

/** Of names with their places, only the longest names have theirs below. */
function namesAndPlaces(split: readonly Split[], frame: TableFrame): readonly string[] {
  const nameOf = ({ row }: Split): number => row.indent + shownWidth(row.cells[0]?.text ?? '');
  const placeOf = ({ row }: Split): number => shownWidth(row.cells.at(-1)?.text ?? '');
  const place = Math.max(...split.map(placeOf));
  const most = frame.width - frame.indent - GAP - place;
  const beside = split.filter((one) => nameOf(one) <= most);
  const name = Math.max(0, ...beside.map(nameOf));
  return split.flatMap((one) => {
    const { row, below } = one;
    const [first] = row.cells;
    const last = row.cells.at(-1);
    if (first === undefined || last === undefined) return [];
    if (nameOf(one) <= most) return rowLines({ ...row, cells: [first, last] }, [name, place], frame, below);
    const room = Math.min(nameOf(one), frame.width - frame.indent);
    return rowLines({ ...row, cells: [first] }, [room], frame, [last, ...below]);
  });
}

/** What a column keeps when all of them have to give. */
const LEAST = 10;

function totalOf(widths: readonly number[], { indent }: TableFrame): number {
  return widths.reduce((sum, one) => sum + (one === 0 ? 0 : one + GAP), indent - GAP);
}

function blanked(row: TableRow, column: number): TableRow {
  return { ...row, cells: row.cells.map((cell, i) => (i === column ? { ...cell, text: '' } : cell)) };
}

function longestWord(rows: readonly TableRow[], column: number): number {
  let most = 0;
  for (const { cells } of rows)
    for (const word of cells[column]?.text.split(' ') ?? []) most = Math.max(most, shownWidth(word));
  return most;
}

function widthsOf(rows: readonly TableRow[], columns: number): number[] {
  const widths = Array.from({ length: columns }, () => 0);
  for (const { indent, cells } of rows)
    for (const [i, { text }] of cells.entries())
      widths[i] = Math.max(widths[i] ?? 0, shownWidth(text) + (i === 0 ? indent : 0));
  return widths;
}

/** `below` stands in lines of its own. */
function rowLines(
  { indent, cells }: TableRow,
  widths: readonly number[],
  frame: TableFrame,
  below: readonly TableCell[],
): readonly string[] {
  const folded = cells.map(({ text }, i) => foldText(text, (widths[i] ?? 0) - (i === 0 ? indent : 0)));
  const height = Math.max(1, ...folded.map((lines) => lines.length));
  const lines: string[] = [];
  for (let y = 0; y < height; y++) {
    let line = ' '.repeat(frame.indent);
    for (const [i, { paint }] of cells.entries()) {
      const width = widths[i] ?? 0;
      if (width === 0) continue;
      const lead = i === 0 ? ' '.repeat(indent) : '';
      const text = folded[i]?.[y] ?? '';
      const rest = width - lead.length - shownWidth(text);
      line += lead + (text === '' ? '' : paint(text)) + ' '.repeat(Math.max(0, rest) + GAP);
    }
    lines.push(line.trimEnd());
  }
  const margin = ' '.repeat(frame.indent + indent + 2 * GAP);
  const more = below
    .filter(({ text }) => text !== '')
    .flatMap(({ text, paint }) => foldText(text, frame.width - margin.length).map((one) => margin + paint(one)));
  return [...lines, ...more];
}

/** Breaks a text at blanks, code spans left whole where they fit; what is too long for a line is cut. */
export function foldText(text: string, width: number): readonly string[] {
  if (width <= 0 || shownWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const [word] of text.matchAll(/(?:`[^`]*`|[^ ])+/g)) {
    const fits = (one: string): boolean => shownWidth(one) <= width;
    if (line !== '' && fits(`${line} ${word}`)) {
      line = `${line} ${word}`;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = fits(word) ? [word] : word.includes(' ') ? foldWords(word, width) : cutText(word, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return line === '' ? lines : [...lines, line];
}

/** A code span that is wider than the line is broken at its blanks. */
function foldWords(span: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of span.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (shownWidth(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = cutText(word, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return [...lines, line];
}

function cutText(text: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const cell of toCells(text)) {
    if (used > 0 && used + cell.width > width) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += cell.text;
    used += cell.width;
  }
  return [...pieces, piece];
}
