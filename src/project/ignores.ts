import type { Place, Span } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import { findLineStarts } from './locate.ts';
import type { SourceText } from './source.ts';

/** `# pyrel: ignore[rule-id] until=2027-01-01 reason` in a file of the project. */
export type InlineIgnore = {
  readonly ids: readonly string[];
  readonly until: string | null;
  readonly reason: string;
  readonly place: Place;
  readonly file: string;
  /** 1-based lines that it covers: its own, and where it stands alone, the next line that is no comment. */
  readonly lines: readonly number[];
  /**
   * The comment with what goes with it: its line where it stands alone, else the blanks before it. Null where more hangs
   * on it.
   */
  readonly removal: { readonly at: Place; readonly was: string } | null;
};

type Kind = 'hash' | 'semicolon' | 'html' | 'rst';

// Bounded, as is how far ahead is looked: a file may hold nothing but the beginnings of ignores.
const COMMENT: { readonly [K in Kind]: RegExp } = {
  hash: /(?<![`'"])#\s{0,9}pyrel:\s{0,9}ignore\[(?<ids>[^\]\n]{0,999})\](?<rest>[^\n]*)/g,
  semicolon: /(?<=^|\n)[ \t]*;\s{0,9}pyrel:\s{0,9}ignore\[(?<ids>[^\]\n]{0,999})\](?<rest>[^\n]*)/g,
  html: /(?<!`)<!--\s{0,9}pyrel:\s{0,9}ignore\[(?<ids>[^\]\n]{0,999})\](?<rest>(?:(?!-->)[^\n]){0,999})-->/g,
  rst: /(?<=^|\n)[ \t]*\.\.\s{1,9}pyrel:\s{0,9}ignore\[(?<ids>[^\]\n]{0,999})\](?<rest>[^\n]*)/g,
};

/** Whether a line is a comment, so that an ignore above it means a later line. */
const IS_COMMENT: { readonly [K in Kind]: RegExp } = {
  hash: /^\s*#/,
  semicolon: /^\s*[#;]/,
  html: /^\s*<!--/,
  rst: /^\s*\.\. /,
};

/** The comment syntaxes of a file, by its name. JSON has none, and what looks like one stands in a string. */
function kindsOf(file: string): readonly Kind[] {
  const name = file.slice(file.lastIndexOf('/') + 1).toLowerCase();
  if (/\.(json|jsonc|lock)$/.test(name) && !/^(uv|poetry|pdm)\.lock$/.test(name)) return [];
  if (/\.(md|markdown|mdx|html?)$/.test(name)) return ['html'];
  if (name.endsWith('.rst')) return ['rst'];
  // pip's own files; any other text is prose, and written as reStructuredText where it is marked up at all.
  if (name.endsWith('.txt')) return /^(requirements|constraints)/.test(name) ? ['hash'] : ['rst'];
  if (/\.(cfg|ini)$/.test(name)) return ['hash', 'semicolon'];
  // Prose without an ending may be anything.
  return /^(changelog|changes|history|news|readme|release[-_ ]?notes)$/.test(name) ? ['html', 'rst'] : ['hash'];
}

/** Finds the ignores of a file, in the comment syntax of its kind. Most files have none: one search says so. */
export function findIgnores(source: SourceText): readonly InlineIgnore[] {
  if (!source.text.includes('pyrel:')) return [];
  const starts = findLineStarts(source.text);
  return kindsOf(source.file)
    .flatMap((kind) =>
      Array.from(source.text.matchAll(COMMENT[kind]), (match) => ignoreOf(source, { kind, starts }, match)),
    )
    .sort((a, b) => (a.lines[0] ?? 0) - (b.lines[0] ?? 0));
}

type Reading = { readonly kind: Kind; readonly starts: readonly number[] };

function ignoreOf({ file, text }: SourceText, reading: Reading, match: RegExpExecArray): InlineIgnore {
  const { kind } = reading;
  const { ids = '', rest = '' } = match.groups ?? {};
  const until = /^\s*until=(\S+)\s*/.exec(rest);
  const indent = match[0].length - match[0].trimStart().length;
  const [start, end] = [match.index + indent, match.index + match[0].trimEnd().length];
  return {
    ids: ids
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== ''),
    until: until?.[1] ?? null,
    reason: rest.slice(until?.[0].length ?? 0).trim(),
    place: atSpan(file, start, end),
    file,
    lines: coveredLines(text, start, reading),
    removal: hangsMore(text, kind, rest, end) ? null : removalOf(file, text, { start, end }),
  };
}

/** The comment of another tool behind the reason, or the indented lines that go on with a comment of reStructuredText. */
function hangsMore(text: string, kind: Kind, rest: string, end: number): boolean {
  if (kind === 'rst') return /^[^\n]*\n[ \t]+\S/.test(text.slice(end, end + 200));
  return (kind === 'hash' || kind === 'semicolon') && /\s[#;]\s*\w/.test(rest);
}

function removalOf(file: string, text: string, { start, end }: Span): InlineIgnore['removal'] {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const lineEnd = newline === -1 ? text.length : newline + 1;
  const before = text.slice(lineStart, start);
  const standsAlone = before.trim() === '' && text.slice(end, lineEnd).trim() === '';
  const from = standsAlone ? lineStart : lineStart + before.trimEnd().length;
  const to = standsAlone ? lineEnd : end;
  return { at: atSpan(file, from, to), was: text.slice(from, to) };
}

/** A line of reStructuredText that stands above and below a title, or below it. */
const ADORNMENT = /^([!-/:-@[-`{-~])\1+\s*$/;

/** Lines below an ignore among which the one that it covers is looked for. */
const MOST_LINES = 50;

function coveredLines(text: string, start: number, { kind, starts }: Reading): readonly number[] {
  const line = lineOf(starts, start);
  const lineText = (number: number): string | null => {
    const from = starts[number - 1];
    return from === undefined ? null : text.slice(from, starts[number] ?? text.length);
  };
  if (text.slice(starts[line - 1], start).trim() !== '') return [line];
  for (let next = line + 1; next <= line + MOST_LINES; next++) {
    const content = lineText(next);
    if (content === null) return [line];
    if (content.trim() === '' || IS_COMMENT[kind].test(content)) continue;
    // The title is below its overline.
    const isOverline = kind === 'rst' && ADORNMENT.test(content) && (lineText(next + 1) ?? '').trim() !== '';
    return isOverline ? [line, next, next + 1] : [line, next];
  }
  return [line];
}

/** The number of the line that an offset lies in. */
function lineOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
