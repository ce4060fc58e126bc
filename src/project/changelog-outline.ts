/** A line of a changelog as its markup shows it. */
export type OutlineLine = {
  readonly start: number;
  readonly end: number;
  /** As long as the line itself: what is commented out is blanked. */
  readonly text: string;
  /**
   * - `text`: shown; `code`: shown as it stands
   * - `blank`: nothing there, or nothing shown (comments, front matter)
   * - `mark`: shown as structure, no words of its own (rules, underlines, link definitions, anchors)
   * - `title`: a heading
   */
  readonly kind: 'text' | 'code' | 'blank' | 'mark' | 'title';
};

/** A heading, found by its markup alone. */
export type Title = {
  /** Index of the line that holds its text. */
  readonly line: number;
  /** Index of the line that its content starts at. */
  readonly next: number;
  /** 1 is the outermost. */
  readonly level: number;
  /** Offset of its text in the file, and the text without marks around it. */
  readonly start: number;
  readonly text: string;
};

export type Outline = {
  readonly format: 'markdown' | 'rst';
  readonly lines: readonly OutlineLine[];
  readonly titles: readonly Title[];
};

/** A line of a text file, its end left out. */
export type RawLine = { readonly start: number; readonly text: string };

export function splitLines(text: string): readonly RawLine[] {
  const lines: RawLine[] = [];
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) {
    lines.push({ start, text: text.slice(start, index) });
    start = index + end.length;
  }
  lines.push({ start, text: text.slice(start) });
  return lines;
}

/** The title in a line whose text a pattern took as `inner`. `line` is the line as it is shown. */
export function titleIn(line: RawLine, index: number, next: number, level: number, inner: string): Title {
  const text = inner.trim();
  return { line: index, next, level, start: line.start + Math.max(0, line.text.indexOf(text)), text };
}
