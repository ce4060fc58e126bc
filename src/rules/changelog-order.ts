import { sameLine } from '../version/order.ts';
import { comparePep440, parsePep440 } from '../version/pep440.ts';
import { findByVersion } from '../version/scope.ts';
import type { ChangelogEntry } from '../project/changelog.ts';
import { changelogOfRelease, defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** Fewer other neighbours of one line do not tell that the file is kept in order. */
const ENOUGH = 2;

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-order',
    summary: 'The entry for the version to be released is not where the newest of its line belongs',
    why: 'Anyone who reads the changelog from its newest end misses the release, and tools that take the first entry take an old one.',
    since: '0.1.0',
    mode: 'release',
    needs: ['changelog'],
  },
  messages: {
    below: {
      what: 'the entry for {version} stands behind that for {older}, in a file that has the newest {end}',
      todo: 'Move the entry for {version} in front of the entry for {older}.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const given = changelogOfRelease({ project, plan });
    if ('skip' in given) return given;
    const { changelog, version } = given;
    const { newestFirst } = changelog;
    const ordered = newestFirst ? changelog.entries : changelog.entries.toReversed();
    const entry = findByVersion(ordered, version);
    if (entry === null) return skip(`no entry for ${version}`);
    if (entry.scope.kind !== 'one') return skip(`${entry.heading.value} is an entry for several releases`);
    const line = ordered.filter((one) => one.scope.kind === 'one' && isOfLine(one, entry));
    const at = line.indexOf(entry);
    const [misplaced] = line.slice(0, at).filter((one) => isOlder(one, entry));
    if (misplaced === undefined) return;
    const others = ordered.filter((one) => one !== entry && one.scope.kind === 'one');
    if (!isKeptInOrder(others)) return skip(`${changelog.file} has other entries out of order`);
    const data = { version, older: misplaced.version.value, end: newestFirst ? 'first' : 'last' };
    const related = [{ at: misplaced.heading.place, note: `the entry for ${misplaced.version.value}` }];
    report('below', { at: entry.heading.place, data, related });
  },
});

/** `1.2.3` and `1.2.9`: releases of one line follow one another, those of others come between. */
function isOfLine(one: ChangelogEntry, other: ChangelogEntry): boolean {
  const [a, b] = [parsePep440(one.version.value), parsePep440(other.version.value)];
  return a !== null && b !== null && sameLine(a, b);
}

function isOlder(one: ChangelogEntry, other: ChangelogEntry): boolean {
  return comparePep440(one.version.value, other.version.value) < 0;
}

/** Whether all neighbours of one line stand the newest first. */
function isKeptInOrder(ordered: readonly ChangelogEntry[]): boolean {
  const pairs = ordered.flatMap((one, i) => {
    const next = ordered[i + 1];
    return next !== undefined && isOfLine(one, next) ? [isOlder(next, one)] : [];
  });
  const known = ordered.filter(({ version }) => parsePep440(version.value) !== null);
  const steps = known.slice(1).filter((one, i) => isOlder(one, known[i] ?? one)).length;
  return known.length > ENOUGH && pairs.every((isDown) => isDown) && steps * 10 >= (known.length - 1) * 8;
}
