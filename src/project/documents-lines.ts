/** A line of a document, and what of it is meant for a machine. */
export type DocumentLine = {
  readonly text: string;
  readonly start: number;
  /** In a code block, or in a row of a table. */
  readonly isCode: boolean;
  /** Inline code on it: from the character behind the backticks to the one before. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
};

/** How far a document is read; longer lines are data. */
const [MOST_LINES, LONGEST_LINE] = [20_000, 2_000];

const FENCE = /^[ \t>]{0,40}(?:(?:[-*+]|\d{1,3}[.)])[ \t]{1,4}){0,3}(?<marks>`{3,40}|~{3,40})(?<info>[^`]*)$/;
const INDENTED = /^(?: {4}|\t)/;
const TABLE = /^[ \t]{0,12}\|/;

/** The lines of Markdown or reStructuredText. What is in an HTML comment is not shown, and left out. */
export function documentLines(text: string): readonly DocumentLine[] {
  const lines: DocumentLine[] = [];
  let fence: string | null = null;
  let isHidden = false;
  let start = 0;
  while (start < text.length && lines.length < MOST_LINES) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, Math.min(end, start + LONGEST_LINE)).trimEnd();
    const marks = isHidden ? null : FENCE.exec(line);
    if (marks !== null) fence = fenceAfter(fence, marks);
    else if (fence !== null) lines.push({ text: line, start, isCode: true, spans: spansOf(line) });
    else {
      const wasHidden = isHidden;
      isHidden = hiddenAfter(line, isHidden);
      if (!wasHidden && !isHidden) {
        const isCode = INDENTED.test(line) || TABLE.test(line);
        lines.push({ text: line, start, isCode, spans: spansOf(line) });
      }
    }
    start = end + 1;
  }
  return lines;
}

/** CommonMark 4.5: a fence is closed by one of its own kind, at least as long, with nothing behind it. */
function fenceAfter(open: string | null, { groups }: RegExpExecArray): string | null {
  const marks = groups?.['marks'] ?? '';
  if (open === null) return marks;
  const closes = marks[0] === open[0] && marks.length >= open.length && (groups?.['info'] ?? '').trim() === '';
  return closes ? null : open;
}

function hiddenAfter(line: string, isHidden: boolean): boolean {
  const opens = line.lastIndexOf('<!--');
  const closes = line.lastIndexOf('-->');
  if (opens === -1 && closes === -1) return isHidden;
  return opens > closes;
}

function spansOf(line: string): DocumentLine['spans'] {
  if (!line.includes('`')) return [];
  const spans: { start: number; end: number }[] = [];
  let at = line.indexOf('`');
  while (at !== -1) {
    let open = at;
    while (line[open] === '`') open++;
    const marks = line.slice(at, open);
    const close = line.indexOf(marks, open);
    if (close === -1) break;
    spans.push({ start: open, end: close });
    at = line.indexOf('`', close + marks.length);
  }
  return spans;
}

/** Whether a place on a line is code. */
export function isCodeAt({ isCode, spans }: DocumentLine, offset: number): boolean {
  return isCode || spans.some(({ start, end }) => start <= offset && offset < end);
}
