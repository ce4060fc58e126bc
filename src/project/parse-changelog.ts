import type { Declared } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import { comparePep440, parsePep440 } from '../version/pep440.ts';
import type { Changelog, ChangelogDate, ChangelogEntry } from './changelog.ts';
import { readCategories } from './changelog-categories.ts';
import { hasItems, readContent } from './changelog-content.ts';
import type { FoundDate } from './changelog-date.ts';
import type { Head, VersionHead } from './changelog-entries.ts';
import { findHeads, HEADING_LIMIT } from './changelog-entries.ts';
import { frameOf } from './changelog-frame.ts';
import { readHidden } from './changelog-hidden.ts';
import { readSlips } from './changelog-slips.ts';
import { readLinks } from './changelog-links.ts';
import type { Piece } from './changelog-heading.ts';
import { readDateLine } from './changelog-heading.ts';
import { outlineMarkdown } from './changelog-markdown.ts';
import type { Outline, OutlineLine } from './changelog-outline.ts';
import { outlineRst } from './changelog-rst.ts';
import { saysElsewhere } from './changelog-pointer.ts';
import { headingPattern } from './changelog-style.ts';
import type { SourceText } from './source.ts';

/** Reads a changelog. Never fails: a file that has no entries gives none. */
export function parseChangelog(source: SourceText): Changelog {
  const { outline, heads } = outlineOf(source);
  const sections = heads.map((head, i): Section => ({ head, to: heads[i + 1]?.title.line ?? outline.lines.length }));
  const read = sections.flatMap(({ head: { title, reading }, to }) =>
    reading === null ? [] : [{ title, reading, to }],
  );
  const entries = settleOrder(read.map(({ title, reading, to }) => readEntry(source, outline, { title, reading }, to)));
  const bare = entries.filter((_, i) => read[i]?.reading.title === '');
  const newestFirst = isNewestFirst(entries);
  return {
    file: source.file,
    isFolder: false,
    isThere: true,
    format: outline.format,
    entries,
    newestFirst,
    unreleased: readUnreleased(source.file, outline, newestFirst ? sections : sections.toReversed()),
    headingPattern: headingPattern(outline.format, newestFirst ? bare : bare.toReversed(), (entry) =>
      lineOf(source.text, entry),
    ),
    stub: null,
    elsewhere: saysElsewhere(source.file, outline, heads),
    isMadeFromTags: isMadeFromTags(source.text),
    hidden: readHidden(source, outline),
    slips: readSlips(source.file, outline, heads),
    links: readLinks(source, outline, heads),
    categories: readCategories(source, outline, heads),
    cutAt: source.cutAt ?? outline.titles[HEADING_LIMIT]?.start ?? null,
  };
}

/** `to`: the line at which the next one starts. */
type Section = { readonly head: Head; readonly to: number };

/** By the file's ending, unless the other reading finds entries where this one does not (`CHANGELOG.md` in RST). */
function outlineOf({ file, text }: SourceText): { readonly outline: Outline; readonly heads: readonly Head[] } {
  const isMarkdown = /\.(?:md|markdown|mkd|mdown)$/i.test(file);
  const isCertain = isMarkdown || /\.rst$/i.test(file);
  const read = (outline: Outline): { outline: Outline; heads: readonly Head[] } => ({
    outline,
    heads: findHeads(outline),
  });
  const count = (heads: readonly Head[]): number => heads.filter(({ reading }) => reading !== null).length;
  const first = read(isMarkdown ? outlineMarkdown(text) : outlineRst(text));
  // Lines that only look like headings may be those of the other format: a fence of `~~~~` is an underline there.
  const sound = first.heads.filter(
    ({ title, reading }) => reading !== null && first.outline.lines[title.line]?.kind !== 'text',
  );
  if (sound.length > (isCertain ? 0 : 1)) return first;
  const second = read(isMarkdown ? outlineRst(text) : outlineMarkdown(text));
  return count(second.heads) > count(first.heads) ? second : first;
}

function readEntry(source: SourceText, outline: Outline, { title, reading }: VersionHead, to: number): ChangelogEntry {
  const { file } = source;
  const declared = (at: number, { text, start, end }: Piece): Declared<string> => ({
    value: text,
    place: atSpan(file, at + start, at + end),
  });
  const dated = (at: number, text: string, { start, end, iso, swapped }: FoundDate): ChangelogDate => ({
    value: text.slice(start, end),
    place: atSpan(file, at + start, at + end),
    iso,
    swapped,
  });
  const below = dateLineBelow(outline, title.next, to);
  const from = below === null ? title.next : below.line + 1;
  const { content, placeholder } = readContent(file, outline.lines, from, to);
  const inHeading = reading.date === null ? null : dated(title.start, title.text, reading.date);
  const under = below === null || below.date === null ? null : dated(below.at, below.text, below.date);
  const mark =
    reading.mark !== null
      ? declared(title.start, reading.mark)
      : below !== null && below.mark !== null
        ? declared(below.at, below.mark)
        : null;
  const isTold = reading.date !== null && title.text.slice(reading.date.end).replace(/[\W_]+/g, '') !== '';
  return {
    version: declared(title.start, reading.version),
    scope: reading.scope,
    heading: { value: title.text, place: atSpan(file, title.start, title.start + title.text.length) },
    frame: frameOf(file, outline, title),
    date: inHeading ?? under,
    unreleasedMark: (inHeading ?? under) !== null && reading.mark === null ? null : mark,
    dateLine: below === null ? null : declared(below.at, { text: below.text, start: 0, end: below.text.length }),
    // `v1.2.3, 2020-01-02 -- What it brings.` has its notes in the heading.
    content: content === 'empty' && isTold && outline.lines[title.line]?.kind !== 'title' ? 'filled' : content,
    placeholder,
  };
}

type DateLine = {
  readonly line: number;
  readonly at: number;
  readonly text: string;
  readonly date: FoundDate | null;
  readonly mark: Piece | null;
};

/**
 * github_changelog_generator lists what is tagged already. It signs the file; without the signature its headings tell,
 * which link to the tag's tree and have a link to the comparison below.
 */
function isMadeFromTags(text: string): boolean {
  if (/generated by \[?github_changelog_generator/i.test(text.slice(-600))) return true;
  return /\]\(https?:\/\/[^()\s]{1,200}\/tree\/[^()\s]{1,100}\)[^\n]{0,100}\n\s{0,9}\[Full Changelog\]\(/.test(
    text.slice(0, 20_000),
  );
}

/** A date, or "not out", alone on the first line below the heading that shows something. */
function dateLineBelow({ lines }: Outline, from: number, to: number): DateLine | null {
  for (let i = from; i < Math.min(to, from + 6); i++) {
    const line = lines[i];
    if (line === undefined || line.kind === 'title') return null;
    if (line.kind !== 'text') continue;
    const found = readDateLine(line.text);
    return found === null ? null : { line: i, at: line.start, text: line.text, ...found };
  }
  return null;
}

/** The section for what is not out; one older than a released version is left over from another time. */
function readUnreleased(file: string, outline: Outline, sections: readonly Section[]): Changelog['unreleased'] {
  const { lines, titles } = outline;
  const released = sections.findIndex(({ head: { reading } }) => reading !== null && reading.mark === null);
  const section = sections
    .slice(0, released === -1 ? sections.length : released)
    .find(({ head }) => head.reading === null);
  if (section === undefined) return null;
  const { title } = section.head;
  // It ends at the next heading that stands above it.
  const to =
    titles.find(({ line, level }) => line > title.line && line < section.to && level < title.level)?.line ?? section.to;
  const { content } = readContent(file, lines, title.next, to);
  const place = atSpan(file, title.start, title.start + title.text.length);
  return {
    place,
    title: title.text.replace(/^[*_`]+|[*_`]+$/g, ''),
    content: content === 'filled' && isStandingText(lines, title.next, to) ? 'placeholder' : content,
    frame: frameOf(file, outline, title),
  };
}

/** "What is merged shows up here": words without a list or a heading, in a file whose notes are lists. */
function isStandingText(lines: readonly OutlineLine[], from: number, to: number): boolean {
  return (
    !hasItems(lines, from, to) &&
    !lines.slice(from, to).some(({ kind }) => kind === 'title') &&
    hasItems(lines, to, lines.length)
  );
}

/** Dates that can be read with the day or the month first are read as the file's clear ones are (`19/03/2026`). */
function settleOrder(entries: readonly ChangelogEntry[]): readonly ChangelogEntry[] {
  const numbers = entries.flatMap(({ date }) => {
    const match = /^(\d{1,2})[-/](\d{1,2})[-/]/.exec(date?.value ?? '');
    return match === null ? [] : [{ first: Number(match[1]), second: Number(match[2]) }];
  });
  const isDayFirst = numbers.some(({ first }) => first > 12);
  if (isDayFirst === numbers.some(({ second }) => second > 12)) return entries;
  return entries.map((entry) => {
    const { date } = entry;
    if (date === null || date.swapped === null) return entry;
    return { ...entry, date: { ...date, iso: isDayFirst ? date.swapped : date.iso, swapped: null } };
  });
}

/** By most pairs of released neighbours; a file of one entry is newest first. */
function isNewestFirst(entries: readonly ChangelogEntry[]): boolean {
  let balance = 0;
  const released = entries.filter(({ unreleasedMark }) => unreleasedMark === null);
  for (const [i, { version }] of released.entries()) {
    const next = released[i + 1]?.version.value;
    if (next === undefined || parsePep440(version.value) === null || parsePep440(next) === null) continue;
    balance += Math.sign(comparePep440(version.value, next));
  }
  return balance >= 0;
}

function lineOf(
  text: string,
  { heading: { place } }: ChangelogEntry,
): { readonly start: number; readonly text: string } {
  const at = place.kind === 'span' ? place.span.start : 0;
  const start = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
  return { start, text: /^[^\r\n]*/.exec(text.slice(start, start + 1000))?.[0] ?? '' };
}
