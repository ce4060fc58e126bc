import { comparePep440, parsePep440 } from '../version/pep440.ts';
import { isOfSeries } from '../version/scope.ts';
import type { VersionHeading } from './changelog-heading.ts';
import { readHeading } from './changelog-heading.ts';
import { LINE_LIMIT, plainText, words } from './changelog-markup.ts';
import type { Outline, OutlineLine, Title } from './changelog-outline.ts';

/** A heading that heads an entry, or (reading null) the section for what is not out. */
export type Head = { readonly title: Title; readonly reading: VersionHeading | null };

export type VersionHead = { readonly title: Title; readonly reading: VersionHeading };

/** How far down a heading without marks is looked for. */
const STRAY_LINES = 40;
/** Headings that are read: four times what the largest real changelogs have. */
export const HEADING_LIMIT = 10_000;

/**
 * The headings of entries, in file order. Sound headings decide; where they name next to no version, lines that look
 * like headings do: `**1.2.3** (2020-01-02)`, `* 1.2.3 (June 1, 2020)`, `2020-01-02 v1.2.3`.
 */
export function findHeads(outline: Outline): readonly Head[] {
  const sound = choose(readTitles(outline.titles.slice(0, HEADING_LIMIT)), outline);
  if (countVersions(sound) >= 2) return [...strayHead(outline, sound), ...sound];
  const loose = looseHeads(outline);
  return countVersions(loose) > countVersions(sound) ? loose : sound;
}

/**
 * The newest heading without its marks (`[1.1.0]` alone on a line, `Version 1.28` that was never underlined): what is
 * below it is an entry to every reader. Only above the first sound one, where the release at hand is written.
 */
function strayHead({ lines }: Outline, sound: readonly Head[]): readonly Head[] {
  const first = sound[0];
  if (first?.reading == null) return [];
  for (let i = 0; i < Math.min(first.title.line, STRAY_LINES); i++) {
    const line = lines[i];
    if (
      line?.kind !== 'text' ||
      lines[i - 1]?.kind === 'text' ||
      lines[i + 1]?.kind !== 'blank' ||
      line.text.length > 60
    )
      continue;
    const one = looseHead(i, line, true);
    if (one?.form === 'plain' && one.head.reading?.title === '' && one.head.reading.name === first.reading.name)
      return [one.head];
  }
  return [];
}

function countVersions(heads: readonly Head[]): number {
  return heads.filter(({ reading }) => reading !== null).length;
}

type Read = { readonly title: Title; readonly reading: VersionHeading | 'unreleased' | null };

function readTitles(titles: readonly Title[]): readonly Read[] {
  return titles.map((title) => {
    const reading = title.text.length > LINE_LIMIT ? null : readHeading(title.text);
    return { title, reading: reading?.kind === 'unreleased' ? 'unreleased' : reading };
  });
}

/**
 * Versions are named by other headings too (`### Python 3.12`, "Migrating to 2.0"): those of entries stand at the
 * level that has most, and bear no other words before the version than most do.
 */
function choose(all: readonly Read[], outline: Outline): readonly Head[] {
  const versions = all.flatMap(({ title, reading }) => (isVersion(reading) ? [{ title, reading }] : []));
  const main = mainLevel(all);
  const name = usualName(versions.filter(({ title }) => title.level === main));
  const bareAt = new Map<number, number>();
  for (const { title, reading } of versions)
    if (reading.title === '') bareAt.set(title.level, (bareAt.get(title.level) ?? 0) + 1);
  const heads: Head[] = [];
  let section: Read | null = null;
  for (const read of all) {
    const { title, reading } = read;
    if (reading === 'unreleased') {
      if (main === null || title.level <= main) heads.push({ title, reading: null });
    } else if (
      reading !== null &&
      isNamedAsUsual(reading, name) &&
      isLevelFit({ title, reading }, main ?? 1, bareAt, section)
    ) {
      heads.push({ title, reading });
    }
    if (title.level <= (main ?? 1)) section = read;
  }
  return withoutContainers(heads, outline.lines);
}

function isNamedAsUsual({ name, date, title }: VersionHeading, usual: string): boolean {
  return name === '' || name === usual || (date !== null && title === '');
}

/** `bareAt`: how many headings of a level hold a version alone; `section`: the last heading at the main level or above. */
function isLevelFit(
  { title, reading }: VersionHead,
  main: number,
  bareAt: ReadonlyMap<number, number>,
  section: Read | null,
): boolean {
  if (title.level === main) return true;
  const isSure = reading.date !== null || reading.mark !== null;
  // `# Version 2` over the entries of 2.x
  if (title.level < main) return isSure || /\D/.test(reading.version.text);
  // Below the main level: patch releases under their minor one (`## 1.2.0`, `### 1.2.1`), but not what a chapter of
  // another kind holds.
  if (section !== null && section.reading === null && section.title.level === main) return false;
  if (isSure) return reading.title === '' || reading.date !== null;
  if (reading.title !== '') return false;
  if (section === null || section.reading === null || section.reading === 'unreleased')
    return (bareAt.get(title.level) ?? 0) >= 3;
  return isBelow(reading.version.text, section.reading.version.text);
}

/** `1.2.1` under `1.2`, or under the newer `1.3.0`; `3.12` under `1.3.0` is something else's. */
function isBelow(version: string, above: string): boolean {
  if (isOfSeries(version, above.replace(/\.[xX*]$/, ''))) return true;
  return parsePep440(version) !== null && parsePep440(above) !== null && comparePep440(version, above) < 0;
}

/**
 * The level where most versions are headings; the outer one of two. Those in a chapter of another kind do not count:
 * under "Compatibility", which stands beside entries, `### 3.12` is none of the project's versions.
 */
function mainLevel(all: readonly Read[]): number | null {
  const levels = new Set(all.flatMap(({ title, reading }) => (isVersion(reading) ? [title.level] : [])));
  const counted: number[] = [];
  const open: Read[] = [];
  for (const read of all) {
    const { level } = read.title;
    while ((open.at(-1)?.title.level ?? 0) >= level) open.pop();
    const outer = open.at(-1);
    if (isVersion(read.reading) && (outer === undefined || outer.reading !== null || !levels.has(outer.title.level)))
      counted.push(level);
    open.push(read);
  }
  return commonest(counted);
}

function isVersion(reading: Read['reading']): reading is VersionHeading {
  return reading !== null && reading !== 'unreleased';
}

/** The words before the version that at least half of the headings have. */
function usualName(versions: readonly VersionHead[]): string {
  const names = versions.map(({ reading }) => reading.name);
  const best = commonest(names) ?? '';
  return names.filter((name) => name === best).length * 2 >= names.length ? best : '';
}

/** The commonest value; the smaller one of two that are equally common. */
function commonest<T extends string | number>(values: readonly T[]): T | null {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [best] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return best?.[0] ?? null;
}

/** A heading of a series right over the entries of the series (`# 4.x`, then `## 4.0.3`) heads none itself. */
function withoutContainers(heads: readonly Head[], lines: readonly OutlineLine[]): readonly Head[] {
  return heads.filter(({ title, reading }, i) => {
    const next = heads[i + 1];
    if (reading === null || next === undefined || next.reading === null || next.title.level <= title.level) return true;
    const prefix = reading.scope.kind === 'series' ? reading.scope.prefix : reading.version.text;
    if (reading.date !== null || !isOfSeries(next.reading.version.text, prefix)) return true;
    return lines.slice(title.next, next.title.line).some(({ kind }) => kind === 'text' || kind === 'code');
  });
}

type Form = 'plain' | 'bold' | 'bullet';

/** Lines that are no headings by their markup, but stand as one: those of the form that most of them have. */
function looseHeads({ lines }: Outline): readonly Head[] {
  const found: { readonly form: Form; readonly head: Head }[] = [];
  let read = 0;
  for (const [i, line] of lines.entries()) {
    if (line.kind !== 'text' || line.text.length > LINE_LIMIT || !MAY_HEAD.test(line.text) || read++ > HEADING_LIMIT)
      continue;
    // Above is nothing, another heading, or what hangs below the heading before: "1.2:" over indented items.
    const above = lines[i - 1];
    const isFree = above?.kind !== 'text' || /^\s|^[-*+] /.test(above.text) || found.at(-1)?.head.title.line === i - 1;
    const one = looseHead(i, line, isFree);
    // `* 1.2.3` alone is a heading where items hang below it.
    const hasItems = /^\s+\S/.test(lines[i + 1]?.text ?? '');
    if (one !== null && (one.form !== 'bullet' || hasItems || isTold(one.head))) found.push(one);
  }
  const form = commonest(found.flatMap((one) => (one.head.reading === null ? [] : [one.form])));
  const kept = found.filter((one) => one.form === form).map(({ head }) => head);
  const name = usualName(kept.flatMap(({ title, reading }) => (reading === null ? [] : [{ title, reading }])));
  return kept.filter(({ reading }) => reading === null || isNamedAsUsual(reading, name));
}

function isTold({ title, reading }: Head): boolean {
  return reading !== null && (reading.date !== null || reading.mark !== null || title.text.startsWith(':release:'));
}

/** At the margin, or a list item; a version or a word for none of them near its start. */
const MAY_HEAD =
  /^(?=\S| {1,3}[-*+] ).{0,60}?(?:\d\.\d|\d{6}|\bv\d)|^\W{0,3}(?:unreleased|development|next|dev|master|main)\b/i;

function looseHead(i: number, line: OutlineLine, isFree: boolean): { readonly form: Form; readonly head: Head } | null {
  const bullet = /^ {0,3}[-*+]\s+/.exec(line.text)?.[0] ?? '';
  const inner = line.text.slice(bullet.length);
  const form: Form = bullet !== '' ? 'bullet' : /^(?:\*\*|__)/.test(inner) ? 'bold' : 'plain';
  if (form !== 'bullet' && !isFree) return null;
  const reading = readHeading(inner);
  if (reading === null) return null;
  const title: Title = { line: i, next: i + 1, level: 1, start: line.start + bullet.length, text: inner.trim() };
  if (reading.kind === 'unreleased')
    return words(plainText(inner)).length <= 4 && form !== 'bullet' ? { form, head: { title, reading: null } } : null;
  const isSure = reading.date !== null || reading.mark !== null;
  const isAlone = reading.title === '' || isFollowedByText(inner, reading);
  if (!isAlone || (!isSure && /^\d+$/.test(reading.version.text))) return null;
  return { form, head: { title, reading } };
}

/** `v1.2.3, 2020-01-02 -- What it brings.`, as distutils' guide had it. */
function isFollowedByText(text: string, { version, date }: VersionHeading): boolean {
  return date !== null && date.start > version.end && /^\W*\s--?\s/.test(text.slice(date.end));
}
