import { isUnknown } from '../core/unknown.ts';
import { defineRule, workTreeOfRelease } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'git-detached',
    summary: 'The commit to be released is checked out without a branch',
    why: 'A commit made for the release is then on no branch, and the next release does not contain it.',
    since: '0.1.0',
    mode: 'release',
    scope: 'repository',
    needs: ['commit'],
  },
  messages: {
    detached: {
      what: 'HEAD is detached at {commit}, so a commit made here for the release is on no branch',
      todo: 'Run `git switch BRANCH` for the branch that you release from, or `git switch -c release-{version}`.',
      severity: 'warning',
    },
  },
  check({ project, plan, report }) {
    const given = workTreeOfRelease(project);
    if ('skip' in given) return given;
    const { workTree } = given;
    const { anchor } = project;
    if (workTree.branch !== null) return;
    const commit = isUnknown(project.commit) || project.commit === null ? 'a commit' : project.commit.id.slice(0, 12);
    report('detached', { at: anchor, data: { commit, version: plan.release?.version ?? '' } });
  },
});
