import { defineRule, workTreeOfRelease } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'git-dirty',
    summary: 'Changes that are not committed would not be in the release',
    why: 'A tag names a commit: what was judged and tested in the work tree is not what is tagged and published.',
    since: '0.1.0',
    mode: 'release',
    scope: 'repository',
    needs: ['commit'],
  },
  messages: {
    one: {
      what: '{file} differs from HEAD, and a tag on HEAD leaves the change out',
      todo: 'Commit {file}, or undo the change with `git restore --staged --worktree {file}`.',
      severity: 'warning',
    },
    several: {
      what: '{count} files differ from HEAD, {file} among them, and a tag on HEAD leaves the changes out',
      todo: 'Commit them, or undo the changes with `git restore`; `git status` lists them.',
      severity: 'warning',
    },
  },
  check({ project, report }) {
    const given = workTreeOfRelease(project);
    if ('skip' in given) return given;
    const { workTree } = given;
    const { anchor } = project;
    const [file, ...more] = workTree.changed;
    if (file === undefined) return;
    if (more.length === 0) report('one', { at: anchor, data: { file } });
    else report('several', { at: anchor, data: { file, count: workTree.changed.length } });
  },
});
