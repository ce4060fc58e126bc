import { defineRule, workTreeOfRelease } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'git-behind-remote',
    summary: 'The remote branch has commits that the commit to be released lacks',
    why: 'The release misses what was merged, and where the branches have diverged, the push of the release is refused.',
    since: '0.1.0',
    mode: 'release',
    scope: 'repository',
    needs: ['commit'],
  },
  messages: {
    behind: {
      what: '{branch} lacks {commits} that {upstream} has',
      todo: 'Run `git pull --ff-only`, and judge the release again.',
      severity: 'warning',
    },
    parted: {
      what: '{branch} lacks {commits} that {upstream} has, and has {own} of its own, so that its push is refused',
      todo: 'Run `git pull --rebase`, and judge the release again.',
      severity: 'error',
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
    if (upstream.behind === 0) return;
    const data = { branch, commits: counted(upstream.behind), upstream: upstream.name };
    if (upstream.ahead === 0) report('behind', { at: anchor, data });
    else report('parted', { at: anchor, data: { ...data, own: upstream.ahead } });
  },
});

function counted(commits: number): string {
  return commits === 1 ? 'one commit' : `${commits} commits`;
}
