import { isUnknown } from '../core/unknown.ts';
import { sameLine, sameRelease } from '../version/order.ts';
import { comparePep440, parsePep440 } from '../version/pep440.ts';
import { findByVersion, inScope } from '../version/scope.ts';
import { earlierTags } from '../version/earlier-tags.ts';
import type { ChangelogEntry } from '../project/changelog.ts';
import type { ReleaseDay } from '../plan/plan.ts';
import { changelogOfRelease, defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-version-ahead',
    summary: 'The changelog has an entry for a version newer than the one to be released, as if it were out',
    why: 'The released file tells of a release that nobody can install, and tools that take the newest entry take its notes.',
    since: '0.1.0',
    mode: 'release',
    needs: ['changelog', 'history'],
  },
  messages: {
    ahead: {
      what: 'the newest entry is for {newer}, which has no tag, and {version} is to be released',
      todo: 'Write "unreleased" in the heading of {newer}, or correct the version there.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const given = changelogOfRelease({ project, plan });
    if ('skip' in given) return given;
    const { changelog, version } = given;
    const entry = findByVersion(changelog.entries, version);
    if (entry === null) return skip(`no entry for ${version}`);
    const { history, conventions } = project;
    if (isUnknown(history)) return skip(history.unknown);
    if (isUnknown(history.tags)) return skip(history.tags.unknown);
    const newest = changelog.newestFirst ? changelog.entries[0] : changelog.entries.at(-1);
    if (newest === undefined || newest === entry) return;
    const reason = whyFine(newest, version, plan.day);
    if (reason !== null) return skip(reason);
    const tags = earlierTags(history.tags, plan.release?.tag ?? null, conventions.aliases);
    if (tags.some(({ text }) => inScope(text, newest.scope))) return;
    if (tags.some(({ text }) => comparePep440(text, newest.version.value) >= 0)) return;
    const related = [{ at: entry.heading.place, note: `the entry for ${version}` }];
    report('ahead', { at: newest.heading.place, data: { newer: newest.version.value, version }, related });
  },
});

/** The convention by which the newest entry claims nothing; null where it claims that the version is out. */
function whyFine({ version, scope, date, unreleasedMark, content }: ChangelogEntry, target: string, day: ReleaseDay) {
  const [newer, own] = [parsePep440(version.value), parsePep440(target)];
  if (newer === null || own === null || scope.kind !== 'one') return `${version.value} cannot be compared`;
  if (comparePep440(newer.text, own.text) <= 0) return `the newest entry is for ${version.value}`;
  if (unreleasedMark !== null || content !== 'filled') return `the entry for ${version.value} is being prepared`;
  // The final release has an entry while its candidates are out.
  if (sameRelease(newer, own)) return `${target} leads up to ${version.value}`;
  if (own.isPre || own.isDev) return `${target} is a pre-release, whose changes are noted with a later one`;
  if (sameLine(newer, own)) return null;
  // On a maintenance branch the entries of the newer line are copied, and its tags are on another branch.
  if (date === null || date.iso === null || date.swapped !== null)
    return `${version.value} is of another line, and its entry does not tell when it came out`;
  return date.iso.length === 10 && date.iso > later(day.last)
    ? null
    : `${version.value} is of another line, and came out before`;
}

/** Two days later, for time zones and releases of several lines in one go. */
function later(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 2 * 86_400_000).toISOString().slice(0, 10);
}
