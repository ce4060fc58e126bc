import type { Place } from '../core/place.ts';
import type { Job, Permissions, Workflow } from '../project/workflow.ts';

/** A job, and the workflow that it stands in. */
export type Caller = { readonly workflow: Workflow; readonly job: Job };

/** What the token of a job may do in a scope: `contents`, `packages`, `id-token`, `attestations`. */
export type Grant = {
  /**
   * `read`: at the most, where a caller's grant is not known. `unknown`: a workflow outside of the repository calls this one, a block cannot be read, or there is none and the
   * repository's setting decides between reading and writing.
   */
  readonly access: 'write' | 'read' | 'none' | 'unknown';
  /** What decides: a `permissions` block of a job or of its workflow, or GitHub's default where there is neither. */
  readonly by: 'job' | 'workflow' | 'default';
  /** The block that decides; null for the default. */
  readonly place: Place | null;
  /** The job whose block, workflow or lack of both decides: the job itself, or one that calls its workflow. */
  readonly holder: Caller;
};

/** The only scope that no default includes, and that cannot be read only. */
const IDENTITY = 'id-token';

/**
 * What a job gets. A job's block replaces its workflow's, and sets what it does not list to nothing; without either,
 * the default stands. A called workflow can only take away from what its caller has.
 *
 * @param callers innermost first
 * @param isCalledFromElsewhere the outermost workflow is only ever called, and by nobody in sight
 */
export function grantOf(
  scope: string,
  given: Caller,
  callers: readonly Caller[],
  isCalledFromElsewhere: boolean,
): Grant {
  const own = ownGrant(scope, given);
  if (own !== null && (own.access === 'none' || own.access === 'unknown')) return own;
  const [caller, ...outer] = callers;
  if (caller !== undefined) {
    const outside = grantOf(scope, caller, outer, isCalledFromElsewhere);
    return own === null ? outside : lesser(own, outside);
  }
  const access = isCalledFromElsewhere || scope !== IDENTITY ? 'unknown' : 'none';
  const byDefault: Grant = { access, by: 'default', place: null, holder: given };
  return own === null ? byDefault : isCalledFromElsewhere ? byDefault : own;
}

function ownGrant(scope: string, holder: Caller): Grant | null {
  const { job, workflow } = holder;
  if (job.permissions !== null)
    return { access: accessIn(job.permissions, scope), by: 'job', place: job.permissions.place, holder };
  if (workflow.permissions === null) return null;
  return { access: accessIn(workflow.permissions, scope), by: 'workflow', place: workflow.permissions.place, holder };
}

function accessIn(permissions: Permissions, scope: string): Grant['access'] {
  if (permissions.kind === 'unreadable') return 'unknown';
  const written =
    permissions.kind === 'all'
      ? permissions.access
      : permissions.scopes.find((one) => one.scope.value === scope)?.access.value;
  if (written === 'write') return 'write';
  return written === 'read' && scope !== IDENTITY ? 'read' : 'none';
}

const RANK = { none: 0, read: 1, write: 2 } as const;

function lesser(own: Grant, outside: Grant): Grant {
  // Where nothing is written for the caller, the repository's setting is its limit. What lets a token write does not keep
  // a called workflow from asking for an identity: nicolargo/glances published so for a year.
  if (own.access === 'write' && outside.by === 'default') return { ...outside, access: 'unknown' };
  // Where the caller's is not known, what the called workflow gives itself is the most that there can be.
  if (outside.access === 'unknown') return own.access === 'read' ? own : outside;
  if (own.access === 'unknown') return outside;
  return RANK[own.access] <= RANK[outside.access] ? own : outside;
}
