import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'tag-unsigned',
    summary: 'The tag of the release carries no signature',
    why: 'Whoever may push to the repository can move the tag, and nobody who checks it out can tell.',
    since: '0.1.0',
    mode: 'release',
    offByDefault: true,
    needs: ['commit'],
  },
  messages: {
    unsigned: {
      what: 'the tag {tag} is {kind}, without a signature',
      todo: 'Make it again with `git tag -f -s {tag} -m "{tag}" {tag}~0`, before anybody has fetched it.',
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
    const { annotation } = tag;
    if (isUnknown(annotation)) return skip(annotation.unknown);
    if (annotation === null) {
      report('unsigned', { at: anchor, data: { tag: tag.name, kind: 'a lightweight one' } });
      return;
    }
    if (isUnknown(annotation.isSigned)) return skip(annotation.isSigned.unknown);
    if (!annotation.isSigned) report('unsigned', { at: anchor, data: { tag: tag.name, kind: 'an annotated one' } });
  },
});
