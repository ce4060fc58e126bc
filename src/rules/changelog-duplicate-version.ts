import { isUnknown } from '../core/unknown.ts';
import { comparePep440, parsePep440 } from '../version/pep440.ts';
import { earlierTags } from '../version/earlier-tags.ts';
import { findByVersion, sameVersion } from '../version/scope.ts';
import type { ChangelogEntry } from '../project/changelog.ts';
import { changelogOfRelease, defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-duplicate-version',
    summary:
      'The changelog has two entries for one version, where the version to be released is one of them or missing',
    why: 'One of the two is of another version, and its notes are read as those of a release that did not bring them.',
    since: '0.1.0',
    mode: 'release',
    needs: ['changelog', 'history'],
    supersedes: ['changelog-entry-missing'],
  },
  messages: {
    twice: {
      what: 'there are two entries for {version}',
      todo: 'Merge the two entries under one heading, or correct the version of one of them.',
      severity: 'warning',
    },
    instead: {
      what: 'there are two entries for {double} and none for {version}',
      todo: 'Write {version} in this heading.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const given = changelogOfRelease({ project, plan });
    if ('skip' in given) return given;
    const { changelog, version } = given;
    const ordered = changelog.newestFirst ? changelog.entries : changelog.entries.toReversed();
    const own = ordered.filter((entry) => isOf(entry, version));
    const [first, second] = own;
    if (first !== undefined) {
      const twin = second === undefined || !isAlike(first, second) ? undefined : second;
      if (twin === undefined) return;
      const related = [{ at: twin.heading.place, note: 'the other one' }];
      report('twice', { at: first.heading.place, data: { version }, related });
      return;
    }
    if (findByVersion(ordered, version) !== null) return;
    // The heading of the release before was copied and left as it was: the newest two are of one version that is out.
    const [newest, next] = ordered;
    const double = newest?.version.value ?? '';
    const isCopy = newest !== undefined && next !== undefined && isOf(next, double) && isAlike(newest, next);
    if (!isCopy) return skip(`no entry for ${version}`);
    if (parsePep440(version) === null || parsePep440(double) === null || comparePep440(double, version) >= 0)
      return skip(`the two entries for ${double} are not of an earlier release`);
    const { history, conventions } = project;
    const tags = isUnknown(history) || isUnknown(history.tags) ? [] : history.tags;
    const isOut = earlierTags(tags, plan.release?.tag ?? null, conventions.aliases).some(({ text }) =>
      sameVersion(text, double),
    );
    if (!isOut) return skip(`no tag tells that ${double} is out`);
    const related = [{ at: next.heading.place, note: `the entry for ${double}` }];
    report('instead', { at: newest.heading.place, data: { double, version }, related });
  },
});

function isOf({ scope }: ChangelogEntry, version: string): boolean {
  return scope.kind === 'one' && sameVersion(scope.version, version);
}

/** Headings that say the same but for the date: "1.2.0, Python" and "1.2.0, Rust" are of two packages. */
function isAlike(a: ChangelogEntry, b: ChangelogEntry): boolean {
  return frame(a) === frame(b) && a.unreleasedMark === null && b.unreleasedMark === null;
}

function frame({ heading, date }: ChangelogEntry): string {
  const text = date === null ? heading.value : heading.value.replace(date.value, '');
  return (text.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => word !== 'v').join(' ');
}
