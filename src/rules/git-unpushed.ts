import { defineRule, workTreeOfRelease } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'git-unpushed',
    summary: 'Commits of the release have not been pushed',
    why: 'No CI has run on them, and a tag that is pushed without its branch stands on commits that no branch has.',
    since: '0.1.0',
    mode: 'release',
    scope: 'repository',
    needs: ['commit'],
  },
  messages: {
    unpushed: {
      what: '{branch} has {count} commits that {upstream} lacks, so that no CI has run on them',
      todo: 'Run `git push`, and tag when CI has passed.',
      severity: 'warning',
    },
  },
  check({ project, report, skip }) {
    const given = workTreeOfRelease(project);
    if ('skip' in given) return given;
    const { workTree } = given;
    const { anchor } = project;
    const { branch, upstream } = workTree;
    if (branch === null) return skip('HEAD is detached');
    if (upstream === null) return skip(`${branch} follows no remote branch`);
    // Parted branches are for git-behind-remote. One commit is the release's own, which is pushed with its tag.
    if (upstream.behind > 0 || upstream.ahead <= 1) return;
    report('unpushed', { at: anchor, data: { branch, upstream: upstream.name, count: upstream.ahead } });
  },
});
