import type { Place } from '../core/place.ts';
import type { Job, Permissions, Workflow } from '../project/workflow.ts';

/** Whether a job may ask GitHub for an identity token (`id-token: write`). */
export type IdToken = {
  /** `unknown`: a workflow outside of the repository calls this one, or a block cannot be read. */
  readonly access: 'granted' | 'denied' | 'unknown';
  /** What decides: a `permissions` block of a job or of its workflow, or GitHub's default where there is neither. */
  readonly by: 'job' | 'workflow' | 'default';
  /** The block that decides; null for the default. */
  readonly place: Place | null;
  /** The job whose block, workflow or lack of both decides: the job itself, or one that calls its workflow. */
  readonly holder: Caller;
};

/** A job, and the workflow that it stands in. */
export type Caller = { readonly workflow: Workflow; readonly job: Job };

/**
 * What a job gets. A job's block replaces its workflow's; without either, the default permissions stand, and those never
 * include `id-token`. A called workflow can only take away from what its caller has.
 *
 * @param callers innermost first
 * @param isCalledFromElsewhere the outermost workflow is only ever called, and by nobody in sight
 */
export function idTokenOf(given: Caller, callers: readonly Caller[], isCalledFromElsewhere: boolean): IdToken {
  const own = ownAccess(given);
  if (own !== null && own.access !== 'granted') return own;
  const [caller, ...outer] = callers;
  if (caller !== undefined) {
    const outside = idTokenOf(caller, outer, isCalledFromElsewhere);
    return outside.access === 'granted' ? (own ?? outside) : outside;
  }
  if (isCalledFromElsewhere) return { access: 'unknown', by: 'default', place: null, holder: given };
  return own ?? { access: 'denied', by: 'default', place: null, holder: given };
}

function ownAccess(holder: Caller): IdToken | null {
  const { job, workflow } = holder;
  if (job.permissions !== null)
    return { access: accessIn(job.permissions), by: 'job', place: job.permissions.place, holder };
  if (workflow.permissions === null) return null;
  return { access: accessIn(workflow.permissions), by: 'workflow', place: workflow.permissions.place, holder };
}

function accessIn(permissions: Permissions): IdToken['access'] {
  if (permissions.kind === 'unreadable') return 'unknown';
  if (permissions.kind === 'all') return permissions.access === 'write' ? 'granted' : 'denied';
  const scope = permissions.scopes.find(({ scope: { value } }) => value === 'id-token');
  return scope?.access.value === 'write' ? 'granted' : 'denied';
}
