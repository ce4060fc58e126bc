import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'tag-lightweight',
    summary: 'The tag of the release is a lightweight one',
    why: 'It does not tell who made it, nor when, it cannot be signed, and `git describe` and `git push --follow-tags` pass it over.',
    since: '0.1.0',
    mode: 'release',
    offByDefault: true,
    needs: ['commit'],
  },
  messages: {
    lightweight: {
      what: 'the tag {tag} is a lightweight one, not an annotated one',
      todo: 'Make it again with `git tag -f -a {tag} -m "{tag}" {tag}~0`, before anybody has fetched it.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const { commit, anchor } = project;
    if (plan.release?.tagIsGiven !== true) return skip('no tag was given');
    if (commit === null) return skip('asked for a release only');
    if (isUnknown(commit)) return skip(commit.unknown);
    const { tag } = commit;
    if (tag === null) return skip('the tag is not made yet');
    if (isUnknown(tag)) return skip(tag.unknown);
    if (isUnknown(tag.annotation)) return skip(tag.annotation.unknown);
    if (tag.annotation === null) report('lightweight', { at: anchor, data: { tag: tag.name } });
  },
});
