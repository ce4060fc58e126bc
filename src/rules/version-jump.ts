import { isUnknown } from '../core/unknown.ts';
import type { TaggedVersion } from '../version/earlier-tags.ts';
import { earlierTags } from '../version/earlier-tags.ts';
import { isJump, maybeCalendar } from '../version/order.ts';
import type { Pep440 } from '../version/pep440.ts';
import { comparePep440, parsePep440 } from '../version/pep440.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-jump',
    summary: 'The version leaves out at least one after the last tag',
    why: 'Users look for the release that is missing, and a typo in a version cannot be taken back once it is published.',
    since: '0.1.0',
    mode: 'release',
    needs: ['history'],
    // About 3 % of good releases leave a version out: the note is for those who want none to.
    offByDefault: true,
  },
  messages: {
    jump: {
      what: '{version} follows the tag {tag}, and the last {count} tags left no version out',
      todo: 'Make sure that {version} is intended.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    const { history, conventions } = project;
    if (plan.release === null) return skip('asked in release mode only');
    const { version: text, tag } = plan.release;
    if (tag !== null && conventions.aliases.includes(tag))
      return skip(`the tag ${tag} is a moving alias, not a release`);
    const version = parsePep440(text);
    if (version === null) return skip(`PEP 440 cannot read ${text}`);
    if (maybeCalendar(version)) return skip('the version may be a date');
    if (isUnknown(history)) return skip(history.unknown);
    if (isUnknown(history.tags)) return skip(history.tags.unknown);
    const earlier = earlierTags(history.tags, tag, conventions.aliases);
    if (earlier.some((one) => one.tag.commit === history.head))
      return skip('another version tag stands on the same commit');
    const before = lowerOnes(earlier, version);
    const [last] = before;
    if (last === undefined) return skip('no earlier version tags');
    // Tags of other branches are not seen here: only where none is missing of late does a gap tell anything.
    if (before.length < ENOUGH || !isComplete(before.slice(0, ENOUGH)))
      return skip('the earlier tags leave versions out, or are too few to tell');
    if (!isJump(last.version, version)) return;
    report('jump', { at: project.anchor, data: { version: text, tag: last.tag.name, count: ENOUGH } });
  },
});

const ENOUGH = 6;

type Tagged = TaggedVersion<{ readonly name: string; readonly commit: string }>;

/** Highest first. */
function lowerOnes(earlier: readonly Tagged[], version: Pep440): readonly Tagged[] {
  return earlier
    .filter((one) => !one.version.isDev && comparePep440(one.text, version.text) < 0)
    .sort((a, b) => comparePep440(b.text, a.text));
}

function isComplete(tags: readonly Tagged[]): boolean {
  return tags.every(({ version }, i) => {
    const before = tags[i + 1];
    return before === undefined || !isJump(before.version, version);
  });
}
