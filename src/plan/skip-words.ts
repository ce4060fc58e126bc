import type { Maybe } from '../core/unknown.ts';
import { known } from '../core/unknown.ts';
import type { JudgedCommit } from '../project/commit.ts';

/** The message of the commit that a release is made of; null where it is not known. */
export function messageOf(commit: Maybe<JudgedCommit>): string | null {
  return known(commit)?.message ?? null;
}

/**
 * What keeps GitHub from starting workflows for the push of a commit, anywhere in its message; the trailer only where
 * two empty lines stand before it, as the documentation asks.
 * https://docs.github.com/en/actions/how-tos/manage-workflow-runs/skip-workflow-runs
 */
export function skipWords(message: string): string | null {
  const found = /\[(?:skip ci|ci skip|no ci|skip actions|actions skip)\]/.exec(message);
  if (found !== null) return found[0];
  const end = message.trimEnd();
  const trailers = end.slice(end.lastIndexOf('\n\n\n') + 3).split('\n');
  const last = trailers.at(-1) ?? '';
  return end.includes('\n\n\n') && /^skip-checks: ?true$/.test(last) ? last : null;
}
