import { finalRelease, parsePep440 } from '../version/pep440.ts';
import { findByVersion, sameVersion } from '../version/scope.ts';
import type { Changelog, ChangelogEntry } from '../project/changelog.ts';
import { changelogOfRelease, defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-entry-empty',
    summary: 'The entry for the version to be released says nothing, or only what stands in until it is written',
    why: 'The release goes out with empty notes, which cannot be told from forgotten ones.',
    since: '0.1.0',
    mode: 'release',
    needs: ['changelog'],
  },
  messages: {
    empty: {
      what: 'the entry for {version} has nothing below its heading',
      todo: 'Write what changed, or "No user-facing changes." if that is so.',
      severity: 'error',
    },
    placeholder: {
      what: 'the entry for {version} has nothing but "{text}"',
      todo: 'Write what changed, or "No user-facing changes." if that is so.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const given = changelogOfRelease({ project, plan });
    if ('skip' in given) return given;
    const { changelog, version } = given;
    const entry = findByVersion(changelog.entries, version);
    if (entry === null) return skip(`no entry for ${version}`);
    if (entry.content === 'filled') return;
    if (changelog.elsewhere !== null) return skip(`${changelog.file} says that newer releases are noted elsewhere`);
    if (isNotedByPreReleases(changelog, entry)) return;
    if (entry.placeholder !== null) {
      report('placeholder', { at: entry.placeholder.place, data: { version, text: entry.placeholder.value } });
      return;
    }
    if (isHabit(changelog, entry)) return skip(`${changelog.file} has other entries with nothing below them`);
    report('empty', { at: entry.heading.place, data: { version } });
  },
});

/** Entries from the next older one on. */
function olderThan({ entries, newestFirst }: Changelog, entry: ChangelogEntry): readonly ChangelogEntry[] {
  const i = entries.indexOf(entry);
  return newestFirst ? entries.slice(i + 1) : entries.slice(0, i).toReversed();
}

/** Generators that note a change once leave a final release bare over the entries of its own pre-releases. */
function isNotedByPreReleases(changelog: Changelog, entry: ChangelogEntry): boolean {
  const [next] = olderThan(changelog, entry);
  const older = next === undefined ? null : parsePep440(next.version.value);
  return (
    older !== null && older.isPre && sameVersion(finalRelease(older), entry.version.value) && next?.content === 'filled'
  );
}

/** A heading alone is how some projects say that a release has no changes of note. */
function isHabit(changelog: Changelog, entry: ChangelogEntry): boolean {
  return (
    olderThan(changelog, entry)
      .slice(0, 5)
      .filter(({ content }) => content === 'empty').length >= 2
  );
}
