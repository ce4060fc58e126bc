import { isUnknown } from '../core/unknown.ts';
import type { Tag } from '../project/ports.ts';
import type { TaggedVersion } from '../version/earlier-tags.ts';
import { earlierTags } from '../version/earlier-tags.ts';
import { orderConflict, partOf, sameLine } from '../version/order.ts';
import type { Pep440 } from '../version/pep440.ts';
import { comparePep440, parsePep440 } from '../version/pep440.ts';
import { parseTag } from '../version/tag.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-not-monotonic',
    summary: 'The version is lower than one that is already tagged in the same line',
    why: 'Installers keep choosing the higher version, so nobody gets the release.',
    since: '0.1.0',
    mode: 'release',
    needs: ['history'],
  },
  messages: {
    lower: {
      what: '{version} is to be released, and the tag {tag} before it is of the same line and higher',
      todo: 'Choose a version above {highest}.',
      severity: 'error',
    },
    lowerPre: {
      what: 'the pre-release {version} is to be released, and the tag {tag} before it is of the same line and higher',
      todo: 'Choose a version above {highest}.',
      severity: 'warning',
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
    if (version.isDev) return skip('a development release');
    if (isUnknown(history)) return skip(history.unknown);
    if (isUnknown(history.tags)) return skip(history.tags.unknown);
    const prefix = tag === null ? null : parseTag(tag)?.prefix;
    // Tags are ancestors, so those of other branches are not here; 1.2.9 after 1.3.0 is a back-port wherever it is made.
    // Another prefix may be another series: the tags of the project that this one was forked from, or a slip.
    const line = earlierTags(history.tags, tag, conventions.aliases).filter(
      (earlier) =>
        earlier.tag.commit !== history.head &&
        (prefix === null || earlier.prefix === prefix) &&
        sameLine(earlier.version, version),
    );
    // Newest first. Where lower versions were tagged after a higher one, the project has passed over it: a slip such as
    // 1.2.41 for 1.2.4, or lines that were merged.
    const [newest] = line;
    if (newest === undefined || !isAbove(newest, version)) return;
    const data = { version: text, tag: newest.tag.name, highest: newest.text };
    report(version.isPre ? 'lowerPre' : 'lower', { at: project.anchor, data });
  },
});

function isAbove({ text, version: above }: TaggedVersion<Tag>, version: Pep440): boolean {
  if (comparePep440(text, version.text) <= 0 || orderConflict(version.text, text) !== null) return false;
  // A tag with fewer numbers than the line has, such as v1.2 after 1.2.6, is mostly an alias that moves.
  if (version.release.length < above.release.length) return false;
  return partOf(above, 2) - partOf(version, 2) <= FAR;
}

/** A patch that is further away than this is a slip of the older tag. */
const FAR = 9;
