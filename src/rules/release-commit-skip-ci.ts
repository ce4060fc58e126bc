import { isUnknown } from '../core/unknown.ts';
import type { Upload } from '../plan/publishing.ts';
import type { TagPush, TagStart } from '../plan/triggers.ts';
import type { Project } from '../project/project.ts';
import { equalPep440 } from '../version/pep440.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'release-commit-skip-ci',
    summary:
      'The message of the commit to be released keeps the push of its tag from starting the workflow that publishes',
    why: 'The tag is pushed, nothing runs and nothing fails, and the release is on no index.',
    since: '0.1.0',
    mode: 'release',
    needs: ['commit', 'workflows', 'versions', 'history', 'pyproject'],
  },
  messages: {
    skipped: {
      what: 'the message of the commit {commit} says `{words}`, so that the push of the tag {tag} does not start {workflow}, which publishes',
      todo: 'Tag a commit whose message does not say `{words}`: `git commit --allow-empty -m "Release {version}"` makes one.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const { commit } = project;
    const { release, tagPush, publishing, publish } = plan;
    if (release === null || commit === null) return skip('asked for a release only');
    if (isUnknown(commit)) return skip(commit.unknown);
    if (tagPush === null) return skip('no tag is given, and the tags show no convention to make one');
    const words = tagPush.skipWords;
    if (words === null) return;
    const open = whyOtherCommit(project, release.version, release.tagIsGiven);
    if (open !== null) return skip(open);
    if (publish === false) return skip('the configuration says that the project is not published');
    const uploads = publishing.uploads.filter(({ index }) => index.kind !== 'testpypi');
    if (uploads.length === 0) return skip('no workflow uploads the distribution to a package index');
    const [unsure] = publishing.unsure;
    if (unsure !== undefined) return skip(unsure.reason);
    for (const upload of uploads) {
      const other = whyOpen(upload, tagPush);
      if (other !== null) return skip(other);
    }
    const [first] = uploads;
    if (first === undefined) return;
    const start = startOf(first, tagPush);
    report('skipped', {
      at: start?.place ?? first.place,
      related: [{ at: first.place, note: 'publishes here' }],
      data: {
        commit: commit.id.slice(0, 12),
        words,
        tag: tagPush.tag,
        workflow: starterOf(first).file,
        version: release.version,
      },
    });
  },
});

/** Why the commit at hand may not be the one that is tagged; null where it is. */
function whyOtherCommit({ versions, workTree }: Project, version: string, tagIsGiven: boolean): string | null {
  if (tagIsGiven) return null;
  if (isUnknown(workTree)) return workTree.unknown;
  if (workTree !== null && workTree.changed.length > 0) return 'what is to be released is not committed yet';
  const { declared } = versions;
  const isBumped = declared === null || isUnknown(declared) || equalPep440(declared.value, version);
  return isBumped ? null : `the commit that raises the version to ${version} is still to be made`;
}

function startOf(upload: Upload, { starts }: TagPush): TagStart | undefined {
  return starts.find(({ workflow }) => workflow === starterOf(upload));
}

/** The workflow that an event starts: the one that calls the upload's, where it is called. */
function starterOf({ callers, workflow }: Upload): Upload['workflow'] {
  return callers.at(-1)?.workflow ?? workflow;
}

/** Why the upload may come to run all the same: the words stop pushes and pull requests, and nothing else. */
function whyOpen(upload: Upload, tagPush: TagPush): string | null {
  const start = startOf(upload, tagPush);
  const { file } = starterOf(upload);
  if (start === undefined || start.starts === 'unknown') return `it is not known what starts ${file}`;
  if (start.starts === 'no') return `the tag ${tagPush.tag} does not start ${file} in any case`;
  const other = start.otherWays.find(({ kind }) => kind !== 'pull-request');
  if (other === undefined) return null;
  if (other.kind === 'branch') return `${file} is also started by a push to a branch`;
  return `${file} is also started by \`${other.event.value}\``;
}
