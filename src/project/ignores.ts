import type { Place } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
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
};

type Kind = 'hash' | 'html' | 'rst';

const COMMENT: { readonly [K in Kind]: RegExp } = {
  hash: /(?<![`'"])#\s*pyrel:\s*ignore\[(?<ids>[^\]\n]*)\](?<rest>[^\n]*)/g,
  html: /(?<!`)<!--\s*pyrel:\s*ignore\[(?<ids>[^\]\n]*)\](?<rest>(?:(?!-->)[^\n])*)-->/g,
  rst: /(?<=^|\n)[ \t]*\.\.\s+pyrel:\s*ignore\[(?<ids>[^\]\n]*)\](?<rest>[^\n]*)/g,
};

/** Whether a line is a comment, so that an ignore above it means a later line. */
const IS_COMMENT: { readonly [K in Kind]: RegExp } = { hash: /^\s*#/, html: /^\s*<!--/, rst: /^\s*\.\. / };

/** Finds the ignores of a file, in the comment syntax of its kind. Most files have none: one search says so. */
export function findIgnores(source: SourceText): readonly InlineIgnore[] {
  if (!source.text.includes('pyrel:')) return [];
  const kind: Kind = /\.(md|markdown|html?)$/i.test(source.file)
    ? 'html'
    : /\.(rst|txt)$/i.test(source.file)
      ? 'rst'
      : 'hash';
  const found: InlineIgnore[] = [];
  for (const match of source.text.matchAll(COMMENT[kind])) {
    const { ids = '', rest = '' } = match.groups ?? {};
    const until = /^\s*until=(\S+)\s*/.exec(rest);
    found.push({
      ids: ids
        .split(',')
        .map((id) => id.trim())
        .filter((id) => id !== ''),
      until: until?.[1] ?? null,
      reason: rest.slice(until?.[0].length ?? 0).trim(),
      place: atSpan(source.file, match.index, match.index + match[0].trimEnd().length),
      file: source.file,
      lines: coveredLines(source.text, match.index, IS_COMMENT[kind]),
    });
  }
  return found;
}

function coveredLines(text: string, start: number, comment: RegExp): readonly number[] {
  const before = text.slice(0, start);
  const line = before.split('\n').length;
  const standsAlone = before.slice(before.lastIndexOf('\n') + 1).trim() === '';
  if (!standsAlone) return [line];
  const after = text.slice(start).split('\n').slice(1);
  const next = after.findIndex((content) => content.trim() !== '' && !comment.test(content));
  return next === -1 ? [line] : [line, line + 1 + next];
}
