import type { Need } from '../core/rule.ts';
import type { Maybe } from '../core/unknown.ts';
import { isUnknown, known } from '../core/unknown.ts';
import type { JudgedCommit, WorkTreeState } from './commit.ts';
import type { Conventions } from './conventions.ts';
import type { Git } from './ports.ts';

/** The release that is asked about: a tag that is there, or a version whose tag is still to be made. */
export type RequestedRelease = { readonly version: string | null; readonly tag: string | null };

export type CommitRequest = {
  readonly needs: ReadonlySet<Need>;
  /** Null in dev mode. */
  readonly release: RequestedRelease | null;
};

export type CommitState = { readonly commit: Maybe<JudgedCommit>; readonly workTree: Maybe<WorkTreeState> };

/** What git tells of the commit to be released. Asked for a release only; of the work tree only where the tag is not made. */
export async function loadCommit(
  git: Git,
  { needs, release }: CommitRequest,
  { tagPrefix }: Pick<Conventions, 'tagPrefix'>,
): Promise<CommitState> {
  if (release === null || !needs.has('commit')) return { commit: null, workTree: null };
  const prefix = known(tagPrefix);
  // As the plan makes it, which needs the facts first.
  const planned = prefix === null || release.version === null ? null : prefix.value + release.version;
  const commit = await git.commit(release.tag ?? planned);
  const isMade = !isUnknown(commit) && commit.tag !== null;
  // A tag that is there names a commit, whatever lies in the work tree.
  return { commit, workTree: isMade || (isUnknown(commit) && release.tag !== null) ? null : await git.workTree() };
}
