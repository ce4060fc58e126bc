import type { Declared, Place } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import type { Head } from './changelog-entries.ts';
import { plainText } from './changelog-markup.ts';
import type { Outline, Title } from './changelog-outline.ts';
import type { SourceText } from './source.ts';

/** The six of Keep a Changelog 1.1.0, in its order. */
export const CATEGORIES: readonly string[] = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];

/** A heading right below that of a section, one level deeper. */
export type CategoryHeading = Declared<string> & {
  /** The name in `CATEGORIES` that it has; null for another. */
  readonly known: string | null;
  /** The known name of which this one may be a slip. */
  readonly near: string | null;
};

/** The section of a version, or (null) of what is not out. */
export type CategorySection = {
  readonly version: string | null;
  readonly heading: Place;
  readonly categories: readonly CategoryHeading[];
  /** The first list item that stands above the first category. */
  readonly outside: Place | null;
};

/** How much of the file may be said before the first section. */
const INTRODUCTION = 6000;

/** The categories of each section; null where the file does not say that it follows Keep a Changelog. */
export function readCategories(
  { file, text }: SourceText,
  { lines, titles }: Outline,
  heads: readonly Head[],
): readonly CategorySection[] | null {
  const first = heads[0]?.title;
  if (first === undefined) return null;
  const introduction = text.slice(0, Math.min(first.start, INTRODUCTION));
  if (!/keep[ _-]{0,2}a[ _-]{0,2}changelog/i.test(introduction)) return null;
  let at = 0;
  return heads.map(({ title, reading }, i): CategorySection => {
    const end = heads[i + 1]?.title.line ?? lines.length;
    const inner: Title[] = [];
    for (; at < titles.length && (titles[at]?.line ?? end) < end; at++) {
      const one = titles[at];
      if (one !== undefined && one.line > title.line) inner.push(one);
    }
    // Link definitions and an appendix may follow under a heading that stands as high as the section's own.
    const close = inner.find(({ level }) => level <= title.level)?.line ?? end;
    const categories = inner
      .filter(({ level, line }) => level === title.level + 1 && line < close)
      .map((one) => ({ title: one, heading: categoryOf(file, one) }));
    const top = categories[0]?.title.line;
    const item =
      top === undefined
        ? undefined
        : lines.slice(title.next, top).find((line) => line.kind === 'text' && /^[-*+] \S/.test(line.text));
    return {
      version: reading === null ? null : reading.version.text,
      heading: atSpan(file, title.start, title.start + title.text.length),
      categories: categories.map(({ heading }) => heading),
      outside: item === undefined ? null : atSpan(file, item.start, item.start + item.text.trimEnd().length),
    };
  });
}

function categoryOf(file: string, { start, text }: Title): CategoryHeading {
  const value = plainText(text.slice(0, 200))
    .replace(/[\s:]+$/, '')
    .trim();
  const folded = value.toLowerCase();
  const known = CATEGORIES.find((one) => one.toLowerCase() === folded) ?? null;
  const near = known ?? CATEGORIES.find((one) => isSlip(folded, one.toLowerCase())) ?? null;
  return { value, place: atSpan(file, start, start + text.length), known, near: known === null ? near : null };
}

/** Two letters too many, too few or wrong: `Fix`, `Fixes`, `Adedd`, `Depricated`. */
function isSlip(given: string, meant: string): boolean {
  if (Math.abs(given.length - meant.length) > 2 || given[0] !== meant[0]) return false;
  let row = Array.from({ length: meant.length + 1 }, (_, j) => j);
  for (let i = 1; i <= given.length; i++) {
    const next = [i];
    for (let j = 1; j <= meant.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (given[i - 1] === meant[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return (row[meant.length] ?? 3) <= 2;
}
