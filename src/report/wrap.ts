import { shownWidth } from './visible.ts';

/** Below this, wrapping makes a text harder to read than a terminal that breaks the line itself. */
const NARROWEST = 40;

/**
 * Breaks a text at blanks so that lines fit into `width` columns. `first` opens the first line, `rest` the others. Words
 * and code spans stay whole even where they are too long, so that paths and lines to write can be copied.
 */
export function wrap(text: string, width: number, first: string, rest: string): readonly string[] {
  const room = Math.max(width, NARROWEST);
  const lines: string[] = [];
  let line = first;
  let column = shownWidth(first);
  let empty = true;
  for (const [word] of text.matchAll(/(?:`[^`]*`|[^ ])+/g)) {
    const wide = shownWidth(word);
    if (!empty && column + 1 + wide > room) {
      lines.push(line);
      line = rest;
      column = shownWidth(rest);
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    column += empty ? wide : wide + 1;
    empty = false;
  }
  return [...lines, line];
}
