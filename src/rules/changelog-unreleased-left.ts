import type { Edit } from '../core/fix.ts';
import type { Declared } from '../core/place.ts';
import { comparePep440, parsePep440 } from '../version/pep440.ts';
import { findByVersion, isDevOf } from '../version/scope.ts';
import type { Changelog, ChangelogEntry } from '../project/changelog.ts';
import { changelogOfRelease, defineRule, headingEdits, isWrittenAfterTag } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-unreleased-left',
    summary:
      'The changelog still calls the version to be released unreleased, or has changes under Unreleased beside it',
    why: 'The released file says for ever that the release is not out, or lists its changes as coming.',
    since: '0.1.0',
    mode: 'release',
    needs: ['changelog'],
  },
  messages: {
    heading: {
      what: 'the heading of {version} still says "{mark}"',
      todo: 'Write `{heading}` there, with the day of the release.',
      severity: 'error',
      fix: 'safe',
    },
    leftover: {
      what: '{dev} still has a heading above the entry for {version}',
      todo: 'Remove the heading of {dev}, or name the next version in it.',
      severity: 'error',
    },
    items: {
      what: '{section} still has changes, beside the entry for {version}',
      todo: 'Move those that are in the release to the entry for {version}.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const given = changelogOfRelease({ project, plan });
    if ('skip' in given) return given;
    const { changelog, version } = given;
    const { entries, unreleased } = changelog;
    const entry = findByVersion(entries, version);
    const dev = entries.find((one) => one.unreleasedMark !== null && isDevOf(one.version.value, version));
    const left = entry ?? dev;
    if (left === undefined) return skip(`no entry for ${version}`);
    const mark = left.scope.kind === 'one' ? left.unreleasedMark : null;
    const late = mark === null ? null : isWrittenAfterTag(project, (state) => state === 'unreleased');
    if (late !== null) return skip(late);
    if (mark !== null && !isOwnSuffix(mark.value, version)) {
      const heading = mended(left, mark, version);
      report('heading', {
        at: mark.place,
        data: { version, mark: mark.value, heading },
        fix: headingFix(changelog, left, mark, heading, plan.changelog?.day ?? null),
      });
    } else if (dev !== undefined && entry !== null && isNewer(changelog, dev, entry)) {
      const related = [{ at: entry.heading.place, note: `the entry for ${version}` }];
      report('leftover', { at: dev.heading.place, data: { dev: dev.version.value, version }, related });
    }
    if (entry !== null && mark === null && unreleased?.content === 'filled' && isNewestFinal(changelog, version)) {
      const related = [{ at: entry.heading.place, note: `the entry for ${version}` }];
      report('items', { at: unreleased.place, data: { section: unreleased.title, version }, related });
    }
  },
});

/** The heading, or the line below it, with the version to be released and a date. */
function mended({ heading, version }: ChangelogEntry, mark: Declared<string>, target: string): string {
  const [from, name, word] = [heading.place, version.place, mark.place];
  if (from.kind !== 'span' || name.kind !== 'span' || word.kind !== 'span') return target;
  const within = (offset: number): number => offset - from.span.start;
  if (word.span.start >= from.span.start + heading.value.length) return 'YYYY-MM-DD';
  // A version's own `.dev0` goes with the version.
  const after =
    word.span.start < name.span.end
      ? heading.value.slice(within(name.span.end))
      : heading.value.slice(within(name.span.end), within(word.span.start)) +
        'YYYY-MM-DD' +
        heading.value.slice(within(word.span.end));
  return heading.value.slice(0, within(name.span.start)) + target + after;
}

/** None where it is not certain how the file writes a day. */
function headingFix(
  changelog: Changelog,
  entry: ChangelogEntry,
  { place }: Declared<string>,
  next: string,
  day: string | null,
): readonly Edit[] {
  const { heading, dateLine } = entry;
  if (place.kind !== 'span' || heading.place.kind !== 'span') return [];
  if (place.span.start >= heading.place.span.end)
    return dateLine === null ? [] : dateLineEdits(changelog, dateLine, day);
  if (next.includes('YYYY-MM-DD')) return day === null ? [] : headingEdits(entry, next.replace('YYYY-MM-DD', day));
  return headingEdits(entry, next);
}

/** "Unreleased" below the heading becomes what stands below the others: "Released 2023-09-30". */
function dateLineEdits(
  { entries, newestFirst }: Changelog,
  { value: was, place: at }: Declared<string>,
  day: string | null,
): readonly Edit[] {
  const dated = (newestFirst ? entries : entries.toReversed()).find(
    ({ date, dateLine }) => date !== null && dateLine !== null,
  );
  const [line, date] = [dated?.dateLine?.value, dated?.date?.value];
  if (line === undefined || date === undefined || day === null || !line.includes(date)) return [];
  const text = line.replace(date, day);
  return /\d/.test(text.replace(day, '')) ? [] : [{ kind: 'replace', at, was, text }];
}

/** A development release's own `.dev3` says what it is. */
function isOwnSuffix(mark: string, version: string): boolean {
  return parsePep440(version)?.isDev === true && /^\W?dev\d*$/i.test(mark);
}

function isNewer({ entries, newestFirst }: Changelog, one: ChangelogEntry, other: ChangelogEntry): boolean {
  return entries.indexOf(one) < entries.indexOf(other) === newestFirst;
}

/** Beside a pre-release, or a release of an older line, the section holds what the next one brings. */
function isNewestFinal({ entries }: Changelog, version: string): boolean {
  const parsed = parsePep440(version);
  if (parsed === null || parsed.isPre || parsed.isDev) return false;
  return entries.every(
    (entry) => parsePep440(entry.version.value) === null || comparePep440(entry.version.value, version) <= 0,
  );
}
