import { writeDay } from '../core/day-format.ts';
import type { Edit } from '../core/fix.ts';
import type { Changelog, ChangelogEntry } from '../project/changelog.ts';
import type { LinkDefinition } from '../project/changelog-links.ts';
import { findByVersion } from '../version/scope.ts';
import type { ChangelogPlan } from './plan.ts';

export type EntryRequest = {
  readonly version: string;
  /** Full name of the release's tag; null where none is known. */
  readonly tag: string | null;
  /** `YYYY-MM-DD` */
  readonly day: string;
};

/**
 * What a release asks of the changelog: the heading of its entry, written as the file writes its own, and the edits that
 * put it there. What stands under "Unreleased" becomes the entry, and a fresh "Unreleased" stays above it.
 */
export function planChangelog(changelog: Changelog, request: EntryRequest): ChangelogPlan {
  const { version, day } = request;
  const written = dayAsWritten(changelog, day, version);
  const heading = headingOf(changelog, request, written);
  const links = linkEdits(changelog, request);
  return {
    day: written,
    entry: heading === null ? null : entryEdits(changelog, heading, links),
    links,
  };
}

/** The day as the other entries have theirs; null where these have none, or write it in a way that is not certain. */
function dayAsWritten(
  { entries, newestFirst, headingPattern }: Changelog,
  day: string,
  version: string,
): string | null {
  const own = findByVersion(entries, version);
  const samples = (newestFirst ? entries : entries.toReversed())
    .filter((entry) => entry !== own)
    .flatMap(({ date }) => (date === null || date.iso === null ? [] : [date.value]));
  // Keep a Changelog asks for ISO days, and a file without any has no other habit.
  if (samples.length === 0) return /YYYY-MM-DD/.test(headingPattern) ? day : null;
  return writeDay(day, samples, /DD.MM/.test(headingPattern));
}

const DAY_SHAPE = /(?:YYYY|YY|MM|Month|DD)(?:[-/., ]{0,2}(?:YYYY|YY|MM|Month|DD)){1,2}|YYYYMMDD/;

/** Whether the pattern is that of an entry. Where each heading has words of its own, it is only Keep a Changelog's. */
function isModelled({ headingPattern, entries }: Changelog): boolean {
  const bare = headingPattern.replace(/^[#\s]+|[#\s]+$/g, '');
  const pieces = bare.split('{version}').flatMap((piece) => piece.split(DAY_SHAPE));
  const follows = (heading: string): boolean => {
    let at = 0;
    return pieces.every((piece) => {
      const found = heading.indexOf(piece, at);
      at = found + piece.length;
      return found !== -1;
    });
  };
  return entries.length === 0 || entries.some(({ heading }) => follows(heading.value.replace(/\]\([^()]*\)/g, ']')));
}

/** A day of the week beside the date would stay that of the entry before. */
const WEEKDAY = /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:\b|[a-z]*day\b)/;

/** The whole heading with its marks; null where its date cannot be written for certain. */
function headingOf(changelog: Changelog, request: EntryRequest, day: string | null): string | null {
  const { headingPattern } = changelog;
  if (!headingPattern.includes('{version}') || !isModelled(changelog)) return null;
  const isDated = DAY_SHAPE.test(headingPattern);
  if (isDated && (day === null || WEEKDAY.test(headingPattern))) return null;
  const heading = (isDated ? headingPattern.replace(DAY_SHAPE, day ?? '') : headingPattern).replace(
    '{version}',
    request.version,
  );
  return withTarget(changelog, heading, request);
}

/** A heading that holds its own address, as the newest one does: `## [1.2.3](https://…) - 2026-01-02`. */
function withTarget(changelog: Changelog, heading: string, request: EntryRequest): string | null {
  const before = newest(changelog);
  const link = before === undefined ? undefined : linkOf(changelog, before);
  if (link === undefined || link.label !== null || link.target === null) return heading;
  const url = addressFor(link.target, before?.version.value ?? '', request);
  if (url === null) return null;
  if (changelog.format === 'rst') return heading.includes('`_') ? heading.replace(/\s*`_/, () => ` <${url}>\`_`) : null;
  return heading.includes(']') ? heading.replace(']', () => `](${url})`) : null;
}

/** Edits that turn what is not out yet into the entry; null where that cannot be done for certain. */
function entryEdits(changelog: Changelog, heading: string, links: readonly Edit[] | null): readonly Edit[] | null {
  const { file, unreleased, newestFirst, isFolder, cutAt, entries } = changelog;
  if (unreleased === null || unreleased.content !== 'filled' || isFolder || cutAt !== null || links === null)
    return null;
  const { frame } = unreleased;
  if (frame.next === null || (entries.length > 0 && !newestFirst)) return null;
  const model = newest(changelog)?.frame ?? frame;
  const text = [rule(model.over?.value, heading, changelog), heading, rule(model.under?.value, heading, changelog)]
    .filter((line) => line !== null)
    .join('\n');
  return [{ kind: 'insert', file, offset: frame.next, text: `\n${text}\n` }, ...links];
}

/** An underline as long as the heading, or as long as the model's where that one has a length of its own. */
function rule(model: string | undefined, heading: string, changelog: Changelog): string | null {
  if (model === undefined) return null;
  const old = newest(changelog)?.heading.value.length ?? model.length;
  const length = model.length === old ? heading.length : Math.max(model.length, heading.length);
  return (model[0] ?? '-').repeat(length);
}

/**
 * The link definition of the new entry beside that of the one before, and the start of the comparison for what is not out.
 * Empty where the headings are no links; null where the file's own way cannot be followed for certain.
 */
function linkEdits(changelog: Changelog, request: EntryRequest): readonly Edit[] | null {
  const { links, format, file } = changelog;
  const own = findByVersion(changelog.entries, request.version);
  const before = newest(changelog, own);
  const link = before === undefined ? undefined : linkOf(changelog, before);
  if (before === undefined || link === undefined || link.label === null || link.target === null) return [];
  const old = before.version.value;
  const { value: label } = link.label;
  const index = links.definitions.findIndex((one) => one.label === label);
  const definition = links.definitions[index];
  const url = addressFor(link.target, old, request);
  if (definition === undefined || url === null || definition.place.kind !== 'span' || !label.includes(old)) return null;
  const edits: Edit[] = [];
  const ownLabel = label.replace(old, request.version);
  if (!links.definitions.some((one) => one.label === ownLabel)) {
    const line = format === 'rst' ? `.. _${ownLabel}: ${url}` : `[${ownLabel}]: ${url}`;
    const { start, end } = definition.place.span;
    edits.push(
      isDescending(links.definitions, changelog.entries)
        ? { kind: 'insert', file, offset: start, text: `${line}\n` }
        : { kind: 'insert', file, offset: end, text: `\n${line}` },
    );
  }
  const base = links.headings.find(({ version }) => version === null)?.target?.release?.base ?? null;
  const { release } = link.target;
  if (base !== null && release !== null && base.value === release.head.value)
    edits.push({ kind: 'replace', at: base.place, was: base.value, text: headFor(release.head.value, old, request) });
  return edits;
}

/** Whether the definitions of newer versions stand above those of older ones; entries are given the newest first. */
function isDescending(definitions: readonly LinkDefinition[], entries: readonly ChangelogEntry[]): boolean {
  const order = entries.flatMap(({ version }) => {
    const at = definitions.findIndex(({ label }) => label.replace(/^v/, '') === version.value.toLowerCase());
    return at === -1 ? [] : [at];
  });
  return order.length < 2 || (order[0] ?? 0) < (order[1] ?? 0);
}

type Target = NonNullable<Changelog['links']['headings'][number]['target']>;

/** The address of the version before, written for this one; null where it does not name that version. */
function addressFor({ url, release }: Target, old: string, request: EntryRequest): string | null {
  if (release === null) return url.value.includes(old) ? url.value.replaceAll(old, request.version) : null;
  if (!release.head.value.includes(old)) return null;
  const head = headFor(release.head.value, old, request);
  return release.base === null
    ? url.value.replace(release.head.value, () => head)
    : url.value.replace(/compare\/.*$/, () => `compare/${release.head.value}...${head}`);
}

function headFor(head: string, old: string, { version, tag }: EntryRequest): string {
  return tag ?? head.replace(old, version);
}

function newest({ entries, newestFirst }: Changelog, except: ChangelogEntry | null = null): ChangelogEntry | undefined {
  return (newestFirst ? entries : entries.toReversed()).find((entry) => entry !== except && entry.scope.kind === 'one');
}

function linkOf({ links }: Changelog, { version }: ChangelogEntry): Changelog['links']['headings'][number] | undefined {
  return links.headings.find((one) => one.version === version.value);
}
