import { isUnknown } from '../core/unknown.ts';
import { sameLine } from '../version/order.ts';
import { comparePep440, parsePep440 } from '../version/pep440.ts';
import { earlierTags } from '../version/earlier-tags.ts';
import { findByVersion } from '../version/scope.ts';
import type { Changelog, ChangelogDate, ChangelogEntry } from '../project/changelog.ts';
import type { Plan, ReleaseDay } from '../plan/plan.ts';
import type { Project } from '../project/project.ts';
import { changelogOfRelease, defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** Days that a date may be off the release: time zones, and a day in review (96 % of 1,147 dated release tags). */
const TOLERANCE = 2;
/** More days than this are next to always a slip. */
const FAR = 14;
/** A date that a single slip explains is this near to the release, once the slip is mended. */
const NEAR = 7;
/** Older than this, a planned release may be one that was made long ago, without a tag to tell. */
const STALE = 60;
/** Earlier releases that tell how far from its tag the project dates an entry, and how many of them make a habit. */
const RECENT = 10;
const HABIT = 2;

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-date-implausible',
    summary: 'The date of the entry for the version to be released is not near the day of the release',
    why: 'Readers and tools order releases by their dates, and a year that was mistyped in January stays wrong for ever.',
    since: '0.1.0',
    mode: 'release',
    needs: ['changelog', 'history'],
  },
  messages: {
    yearOff: {
      what: 'the entry for {version} is dated {date}, a year away from its release on {day}',
      todo: 'Write `{mended}`.',
      severity: 'error',
    },
    swapped: {
      what: 'the entry for {version} is dated {date}, whose day and month are swapped: it is released on {day}',
      todo: 'Write `{mended}`.',
      severity: 'error',
    },
    monthOff: {
      what: 'the entry for {version} is dated {date}, the right day of another month: it is released on {day}',
      todo: 'Write `{mended}`.',
      severity: 'error',
    },
    future: {
      what: 'the entry for {version} is dated {date}, {days} days after its release on {day}',
      todo: 'Write `{mended}`.',
      severity: 'error',
    },
    far: {
      what: 'the entry for {version} is dated {date}, {days} days before its release on {day}',
      todo: 'Write `{mended}`.',
      severity: 'error',
    },
    beforePrevious: {
      what: 'the entry for {version} is dated {date}, earlier than {earlier} ({previous}), and it is released on {day}',
      todo: 'Write `{mended}`, or correct the date of {earlier}.',
      severity: 'warning',
    },
    off: {
      what: 'the entry for {version} is dated {date}, {days} days from its release on {day}',
      todo: 'Write `{mended}`, unless the date is intended.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const given = changelogOfRelease({ project, plan });
    if ('skip' in given) return given;
    const { changelog, version } = given;
    const entry = findByVersion(changelog.entries, version);
    if (entry === null) return skip(`no entry for ${version}`);
    const { date } = entry;
    // changelog-date-missing and changelog-date-invalid say what is wrong with such an entry.
    if (date === null || date.iso === null) return skip(`the entry for ${version} has no date`);
    const excuse = whyNotJudged(project, plan, entry);
    if (excuse !== null) return skip(excuse);
    const off = daysOff(date, plan.day);
    if (Math.abs(off) <= TOLERANCE) return;
    const day = plan.day.first;
    const slip = findSlip(date, plan.day, off);
    const habit = slip !== null && slip.kind !== 'monthOff' ? null : usualLag(project, plan, changelog, off);
    const message = messageFor(slip, off, habit, plan.day);
    const mended = spelled(date, slip?.kind === message ? slip.iso : day);
    const data = { version, date: date.value, day, mended, days: Math.abs(off) };
    const previous = message === 'off' && Math.abs(off) <= STALE ? previousOfLine(changelog, entry) : null;
    if (previous !== null && isBefore(date, previous.date)) {
      const names = { earlier: previous.version.value, previous: previous.date?.value ?? '' };
      const related = [{ at: previous.heading.place, note: `the entry for ${names.earlier}` }];
      report('beforePrevious', { at: date.place, data: { ...data, ...names }, related });
    } else if (message !== 'off') report(message, { at: date.place, data });
    else if (habit !== null) return skip(habit);
    else if (plan.day.from === 'today' && -off > STALE)
      return skip(`${version} may be long out: no tag tells, and its entry is dated ${date.value}`);
    else report('off', { at: date.place, data });
  },
});

/** The convention by which the entry's date need not be that of the tag. */
function whyNotJudged({ conventions }: Project, { release }: Plan, { scope, heading }: ChangelogEntry): string | null {
  if (scope.kind === 'series' || scope.kind === 'range') return `${heading.value} is an entry for several releases`;
  if (release?.tagIsGiven !== true || release.tag === null) return null;
  const { tag } = release;
  return conventions.aliases.includes(tag) ? `${tag} is an alias that moves with the releases` : null;
}

type Said = Slip['kind'] | 'future' | 'far' | 'off';

function messageFor(slip: Slip | null, off: number, habit: string | null, { from }: ReleaseDay): Said {
  if (slip !== null && slip.kind !== 'monthOff') return slip.kind;
  if (habit !== null || Math.abs(off) <= FAR || from === 'today') return 'off';
  return slip?.kind ?? (off > 0 ? 'future' : 'far');
}

/** Days from the release to the date, negative before it; 0 within it. The nearer reading of a date that has two. */
function daysOff(date: ChangelogDate, release: Pick<ReleaseDay, 'first' | 'last'>): number {
  const all = [date.iso, date.swapped].flatMap((iso) => (iso === null ? [] : [offBy(iso, release)]));
  return all.sort((a, b) => Math.abs(a) - Math.abs(b))[0] ?? 0;
}

/** `iso` may be a month or a year: any day of it counts. */
function offBy(iso: string, { first, last }: Pick<ReleaseDay, 'first' | 'last'>): number {
  const [from, to] = [numberOf(firstOf(iso)), numberOf(lastOf(iso))];
  if (to < numberOf(first)) return to - numberOf(first);
  return from > numberOf(last) ? from - numberOf(last) : 0;
}

/** Days since 1970. */
function numberOf(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / 86_400_000);
}

function firstOf(iso: string): string {
  return iso.length === 4 ? `${iso}-01-01` : iso.length === 7 ? `${iso}-01` : iso;
}

function lastOf(iso: string): string {
  if (iso.length === 10) return iso;
  const [year, month = 12] = iso.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, month, 0)).toISOString().slice(0, 10);
}

type Slip = { readonly kind: 'yearOff' | 'swapped' | 'monthOff'; readonly iso: string };

/** The single slip that explains the date: what it would be without it. Each end of a long release is tried alone. */
function findSlip(date: ChangelogDate, { first, last }: Pick<ReleaseDay, 'first' | 'last'>, off: number): Slip | null {
  return findSlipFrom(date, first, off) ?? (first === last ? null : findSlipFrom(date, last, off));
}

function findSlipFrom({ iso, swapped }: ChangelogDate, end: string, off: number): Slip | null {
  const release = { first: end, last: end };
  const [year = '', month = '', day = ''] = iso?.split('-') ?? [];
  if (iso === null || swapped !== null || month === '') return null;
  if (day !== '' && Number(day) <= 12 && day !== month) {
    const other = `${year}-${day}-${month}`;
    if (Math.abs(offBy(other, release)) <= TOLERANCE && Math.abs(off) > FAR) return { kind: 'swapped', iso: other };
  }
  for (const step of [1, -1]) {
    const other = `${Number(year) + step}-${month}${day === '' ? '' : `-${day}`}`;
    if (!(month === '02' && day === '29') && Math.abs(offBy(other, release)) <= NEAR)
      return { kind: 'yearOff', iso: other };
  }
  if (end.startsWith(year) && end.slice(8) === day && Math.abs(off) > FAR) return { kind: 'monthOff', iso: end };
  return null;
}

/** `iso` as the entry's own date is written, where that is told by figures or by a year alone. */
function spelled({ value, iso }: ChangelogDate, target: string): string {
  const figures = /^\d{4}([-/.])\d{1,2}\1\d{1,2}$/.exec(value);
  if (figures !== null) return target.replaceAll('-', figures[1] ?? '-');
  const isSameDay = iso !== null && iso.slice(4) === target.slice(4);
  return isSameDay && value.includes(iso.slice(0, 4)) ? value.replace(iso.slice(0, 4), target.slice(0, 4)) : target;
}

function isBefore(date: ChangelogDate, other: ChangelogDate | null): boolean {
  if (other === null || other.iso === null || date.iso === null) return false;
  if (date.swapped !== null || other.swapped !== null) return false;
  return numberOf(lastOf(date.iso)) < numberOf(firstOf(other.iso));
}

/** The next older entry of the same line: releases of other lines come out beside it. */
function previousOfLine({ entries }: Changelog, entry: ChangelogEntry): ChangelogEntry | null {
  const own = parsePep440(entry.version.value);
  if (own === null) return null;
  const older = entries.filter((one) => {
    const parsed = parsePep440(one.version.value);
    return (
      parsed !== null && one.scope.kind === 'one' && sameLine(parsed, own) && comparePep440(parsed.text, own.text) < 0
    );
  });
  return older.sort((a, b) => comparePep440(b.version.value, a.version.value))[0] ?? null;
}

/**
 * Says so where the project dates its entries as far from the tag, on the same side: a release that is dated when its
 * candidate is cut, tags that were made for an imported history. A slip shows none of that.
 */
function usualLag(
  { history, conventions }: Project,
  { release }: Plan,
  changelog: Changelog,
  off: number,
): string | null {
  if (isUnknown(history) || isUnknown(history.tags)) return null;
  const earlier = earlierTags(history.tags, release?.tag ?? null, conventions.aliases).flatMap(({ tag, text }) => {
    const entry = findByVersion(changelog.entries, text);
    const date = entry === null || entry.scope.kind === 'series' || entry.scope.kind === 'range' ? null : entry.date;
    if (date === null || date.iso === null) return [];
    const [first = '', last = first] = [tag.committed.slice(0, 10), tag.date.slice(0, 10)].sort();
    const lag = daysOff(date, { first, last });
    return findSlip(date, { first, last }, lag) === null || Math.abs(lag) <= FAR ? [lag] : [];
  });
  const recent = earlier.slice(0, RECENT);
  const band = Math.abs(off) > FAR ? FAR : TOLERANCE;
  const alike = recent.filter((lag) => Math.sign(lag) === Math.sign(off) && Math.abs(lag) > band).length;
  return alike < HABIT ? null : `${alike} of the last ${recent.length} entries are dated as far from their tags`;
}
