import { shownWidth } from './visible.ts';

/** Below this, wrapping makes a text harder to read than a terminal that breaks the line itself. */
const NARROWEST = 40;

/**
 * Breaks a text at blanks so that lines fit into `width` columns. `first` opens the first line, `rest` the others; a
 * word that is too long stays whole, so that paths and commands can be copied.
 */
export function wrap(text: string, width: number, first: string, rest: string): readonly string[] {
  const room = Math.max(width, NARROWEST);
  const lines: string[] = [];
  let line = first;
  let column = shownWidth(first);
  let empty = true;
  for (const word of text.split(' ')) {
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
