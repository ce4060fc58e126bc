import { visible } from './visible.ts';

/**
 * Text of the linted repository in GitHub's Markdown. Escaping is not enough there: mentions, issue numbers and bare
 * addresses become links in text that has no markup at all. A code span is the one place where GitHub looks for nothing,
 * so every word that could be more than a word goes into one.
 */

/** A value as it was, as a code span. */
export function code(text: string): string {
  const shown = visible(text);
  if (shown.trim() === '') return shown === '' ? '' : '` `';
  // In a table a bar behind a backslash cannot be said: the backslash that escapes the bar would be escaped itself.
  return shown
    .split(/(?<=\\)(?=\|)/)
    .map(span)
    .join(' ');
}

function span(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1);
  // One blank at each end is taken off again (CommonMark, 6.1), and without it a backtick there would join the fence.
  const pad = /^[` ]|[` ]$/.test(text) ? ' ' : '';
  return fence + pad + text + pad + fence;
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

/** A sentence: code spans stay, words with anything that Markdown or GitHub reads become some, the rest is as it was. */
export function prose(text: string): string {
  return visible(text)
    .split(/(`[^`]+`)/)
    .map((part, i) => (i % 2 === 1 ? code(part.slice(1, -1)) : part.replace(/[^ ]+/g, word)))
    .join('');
}

/** Characters of a word that stand for nothing but themselves, wherever they are. */
const PLAIN = /^[\p{L}\p{M}\p{N}.,;'"’()/+=%?-]*$/u;

/** What GitHub links although each of its characters is plain. */
const LINKED = /www\.|gh-\d/i;

function word(text: string): string {
  if (LINKED.test(text)) return code(text);
  if (PLAIN.test(text)) return text;
  const [, before = '', core = '', after = ''] = /^([("']*)(.*?)([.,;:)"']*)$/u.exec(text) ?? [];
  return before + (PLAIN.test(core) ? core : code(core)) + after;
}

/** A row of a table; cells are Markdown already. A bare bar would end the cell, even in a code span. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
}

export function tableHead(names: readonly string[]): readonly string[] {
  return [tableRow(names), `|${'---|'.repeat(names.length)}`];
}
