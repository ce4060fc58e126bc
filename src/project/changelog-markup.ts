/** Longest piece of a line that is looked at: no heading is longer, and no pattern can be slow on it. */
export const LINE_LIMIT = 400;

const DASHES = /[\u2010-\u2015\u2212]/g;
const QUOTES = /[\u2018\u2019\u201c\u201d]/g;
const BLANKS = /[\u00a0\u2000-\u200b\u202f\u3000]/g;

/** What is markup, not words, in Markdown, reStructuredText or HTML. In order: the first may hold the later ones. */
const MARKUP: readonly RegExp[] = [
  // A link's target; one that starts with a digit is more likely a date that lost its blank: `[1.2.3](2026-01-02)`.
  /(?<=\])\((?!\d)(?:[^()]|\([^()]*\))*\)/g,
  /(?<=\])\[[^\]]*\]/g,
  /<(?=[A-Za-z/!])[^<>]*>/g,
  /https?:\/\/[^\s)\]>]+/g,
  // RST roles; Markdown attributes; emoji by name; entities.
  /:[a-z][a-z-]*:(?=`)/g,
  /\{[#.:][^{}]*\}/g,
  /(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w`])/g,
  /&#?\w{2,8};/g,
  /[[\]*`\\_~|<>]+/g,
];

/** The line with its markup blanked out, of the same length, so that offsets hold. */
export function plainText(line: string): string {
  let text = line.slice(0, LINE_LIMIT).replace(DASHES, '-').replace(QUOTES, "'").replace(BLANKS, ' ');
  // `(2026-01-02)` in full-width parentheses, as East Asian keyboards give them.
  text = text.replaceAll('（', '(').replaceAll('）', ')');
  for (const pattern of MARKUP) text = text.replace(pattern, blank);
  // Compiling a property of Unicode takes milliseconds, and most lines are ASCII.
  return isAscii(text)
    ? text
    : text.replace(/(?:\p{Extended_Pictographic}|[\u{1F1E6}-\u{1F1FF}]|\u200d|\ufe0f)+/gu, blank);
}

function blank(found: string): string {
  return ' '.repeat(found.length);
}

function isAscii(text: string): boolean {
  return /^[ -~\t]*$/.test(text);
}

/** The text with a range blanked out, of the same length. */
export function without(text: string, start: number, end: number): string {
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
}

/** Lower-case words, punctuation dropped. */
export function words(text: string): readonly string[] {
  const lower = text.toLowerCase();
  return (isAscii(lower) ? lower.match(/[a-z0-9']+/g) : lower.match(/[\p{L}\p{N}']+/gu)) ?? [];
}
