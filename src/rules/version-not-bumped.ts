import { isUnknown } from '../core/unknown.ts';
import { earlierTags } from '../version/earlier-tags.ts';
import { equalPep440, parsePep440 } from '../version/pep440.ts';
import { parseTag } from '../version/tag.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-not-bumped',
    summary: 'The version to be released is already tagged under another spelling, at an earlier commit',
    why: 'An index takes a version once: the upload is refused, or silently skipped with `skip-existing`.',
    since: '0.1.0',
    mode: 'release',
    needs: ['history'],
  },
  messages: {
    tagged: {
      what: '{version} is to be released, and the tag {tag} names the same version at the earlier commit {commit}',
      todo: 'Raise the version above {version}.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const { history, conventions } = project;
    if (plan.release === null) return skip('asked in release mode only');
    const { version, tag } = plan.release;
    if (tag !== null && conventions.aliases.includes(tag))
      return skip(`the tag ${tag} is a moving alias, not a release`);
    const parsed = parsePep440(version);
    if (parsed === null) return skip(`PEP 440 cannot read ${version}`);
    if (isUnknown(history)) return skip(history.unknown);
    if (isUnknown(history.tags)) return skip(history.tags.unknown);
    const series = tag === null ? null : seriesOf(parseTag(tag)?.prefix ?? '');
    // The tag of the very same name is for tag-exists. A shorter one than 1.2.0 is mostly an alias that moves: v1.2.
    const same = earlierTags(history.tags, tag, conventions.aliases).find(
      (earlier) =>
        earlier.tag.commit !== history.head &&
        (series === null || seriesOf(earlier.prefix) === series) &&
        earlier.version.release.length <= parsed.release.length &&
        equalPep440(earlier.text, version),
    );
    if (same === undefined) return;
    report('tagged', {
      at: project.anchor,
      data: { version, tag: same.tag.name, commit: same.tag.commit.slice(0, 12) },
    });
  },
});

/** `v1.0` and `1.0` are of one series; `python-v1.0` may be the binding of a crate that is tagged `v1.0`. */
function seriesOf(prefix: string): string {
  return prefix.replace(/v\.?$/i, '');
}
