import type { Edit } from '../core/fix.ts';
import type { ChangelogEntry } from '../project/changelog.ts';
import { findByVersion } from '../version/scope.ts';
import { changelogOfRelease, defineRule, headingEdits, isWrittenAfterTag } from './rule.ts';
import type { LintRule } from './rule.ts';

/** Entries that are looked at for the habit: an old one may have been given up. */
const RECENT = 20;
const ENOUGH = 3;
const MOST = 0.6;

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-date-missing',
    summary: 'The entry for the version to be released has no date, though the others have',
    why: 'A date left out is mostly a step of the release left out, and nobody can tell later when the version came out.',
    since: '0.1.0',
    mode: 'release',
    needs: ['changelog'],
  },
  messages: {
    missing: {
      what: 'the entry for {version} has no date; {dated} of the {others} others have one',
      todo: 'Write `{heading}`.',
      severity: 'error',
      fix: 'safe',
    },
    required: {
      what: 'the entry for {version} has no date',
      todo: 'Write `{heading}`.',
      severity: 'error',
      fix: 'safe',
    },
  },
  options: {
    require: {
      type: 'string',
      enum: ['inferred', 'always'],
      default: 'inferred',
      description:
        'Whether a date is asked for where most of the newest entries have one (at least 3, and 60 %), or always.',
    },
  },
  check({ project, plan, options, report, skip }) {
    const given = changelogOfRelease({ project, plan });
    if ('skip' in given) return given;
    const { changelog, version } = given;
    const { entries, newestFirst, headingPattern } = changelog;
    const entry = findByVersion(entries, version);
    if (entry === null) return skip(`no entry for ${version}`);
    // "Unreleased" stands in the date's place: changelog-unreleased-left says so.
    if (entry.date !== null || entry.unreleasedMark !== null) return;
    if (changelog.isFolder) return skip(`${changelog.file} has a file for each release`);
    if (entry.scope.kind !== 'one') return skip(`${entry.heading.value} is an entry for several releases`);
    const pattern = /YYYY|YY/.test(headingPattern) ? headingPattern : `${headingPattern} - YYYY-MM-DD`;
    const heading = pattern.replace('{version}', version);
    const at = entry.heading.place;
    // Where the others are not dated, Keep a Changelog's way is meant.
    const day = plan.changelog?.day ?? (pattern === headingPattern ? null : plan.day.last);
    const fix = day === null ? [] : dateEdits(entry, pattern, day);
    if (options.require === 'always') {
      report('required', { at, data: { version, heading }, fix });
      return;
    }
    const others = (newestFirst ? entries : entries.toReversed())
      .filter((one) => one !== entry && one.unreleasedMark === null)
      .slice(0, RECENT);
    // The newest ones tell of a habit that was given up, however many older ones kept it (maturin 1.7.7).
    if (others.slice(0, 2).every(({ date }) => date === null)) return;
    const dated = others.filter(({ date }) => date !== null).length;
    const late = isWrittenAfterTag(project, (state) => state !== 'dated');
    if (late !== null) return skip(late);
    if (others.length < ENOUGH) return skip('too few other entries to tell whether they are dated');
    if (dated >= others.length * MOST)
      report('missing', { at, data: { version, dated, others: others.length, heading }, fix });
  },
});

/** Puts the day behind the version as the other headings have it; none where this heading goes on in another way. */
function dateEdits(entry: ChangelogEntry, pattern: string, day: string): readonly Edit[] {
  const { heading, version } = entry;
  const tail = pattern
    .slice(pattern.indexOf('{version}') + '{version}'.length)
    .replace(/[YMD]{2}[YMDonth\d ,/.-]*[YMD]/, day);
  if (heading.place.kind !== 'span' || version.place.kind !== 'span' || !tail.includes(day)) return [];
  const at = version.place.span.end - heading.place.span.start;
  return tail.startsWith(heading.value.slice(at)) ? headingEdits(entry, heading.value.slice(0, at) + tail) : [];
}
