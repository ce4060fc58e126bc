import type { Place } from '../core/place.ts';
import type { Caller, Grant } from './permissions.ts';
import { grantOf } from './permissions.ts';

export type { Caller } from './permissions.ts';

/** Whether a job may ask GitHub for an identity token (`id-token: write`). */
export type IdToken = {
  /** `unknown`: a workflow outside of the repository calls this one, or a block cannot be read. */
  readonly access: 'granted' | 'denied' | 'unknown';
  /** What decides: a `permissions` block of a job or of its workflow, or GitHub's default where there is neither. */
  readonly by: Grant['by'];
  /** The block that decides; null for the default. */
  readonly place: Place | null;
  /** The job whose block, workflow or lack of both decides: the job itself, or one that calls its workflow. */
  readonly holder: Caller;
};

/** Whether a job gets `id-token: write`; see `grantOf`. */
export function idTokenOf(given: Caller, callers: readonly Caller[], isCalledFromElsewhere: boolean): IdToken {
  const grant = grantOf('id-token', given, callers, isCalledFromElsewhere);
  const access = grant.access === 'write' ? 'granted' : grant.access === 'unknown' ? 'unknown' : 'denied';
  return { ...grant, access };
}
