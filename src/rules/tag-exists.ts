import { isUnknown } from '../core/unknown.ts';
import type { Project } from '../project/project.ts';
import { parsePep440 } from '../version/pep440.ts';
import { parseTag } from '../version/tag.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'tag-exists',
    summary: "The release's tag is there already, at another commit",
    why: 'git refuses to make a tag twice; moved by force, the name stands for two releases, one here and one with all who fetched it before.',
    since: '0.1.0',
    mode: 'release',
    needs: ['history', 'commit', 'versions'],
  },
  messages: {
    elsewhere: {
      what: 'the tag {tag} is there already, at the commit {found}, and the commit to be released is {judged}',
      todo: 'Choose a version that has no tag yet, or judge the tag itself with `--at {tag}`.',
      severity: 'error',
    },
    noCommit: {
      what: 'the tag {tag} is there already, and names no commit',
      todo: 'Delete it with `git tag -d {tag}`, and tag the commit to be released.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const { commit, anchor } = project;
    const tag = plan.release?.tag ?? null;
    if (tag === null) return skip('no tag is given, and the tags show no convention to make one');
    if (commit === null) return skip('asked for a release only');
    if (isUnknown(commit)) return skip(commit.unknown);
    if (commit.tag === null) return;
    if (isUnknown(commit.tag)) return skip(commit.tag.unknown);
    if (mayMove(project, tag)) return skip(`the tag ${tag} may be a moving alias, not a release`);
    const found = commit.tag.commit;
    if (found === commit.id) return;
    if (found === null) report('noCommit', { at: anchor, data: { tag } });
    else report('elsewhere', { at: anchor, data: { tag, found: found.slice(0, 12), judged: commit.id.slice(0, 12) } });
  },
});

/** `v1` and `v1.2` beside `v1.2.3`, `latest`, `nightly`: what moves with every release. A shallow clone shows no habit. */
function mayMove({ conventions, history }: Project, tag: string): boolean {
  if (conventions.aliases.includes(tag)) return true;
  const version = parsePep440(parseTag(tag)?.version ?? '');
  if (version === null) return parseTag(tag) === null;
  const isWhole = !isUnknown(history) && !isUnknown(history.tags);
  return version.release.length < (isWhole ? 2 : 3);
}
