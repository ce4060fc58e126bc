import { isUnknown } from '../core/unknown.ts';
import type { Upload } from '../plan/publishing.ts';
import type { Job, Permissions, Step } from '../project/workflow.ts';
import type { Place } from '../core/place.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** Actions that ask for the identity themselves. */
const IDENTITY_USERS =
  /attest|sigstore|cosign|slsa|codecov|configure-aws-credentials|google-github-actions\/auth|azure\/login|vault-action|configure-pages|deploy-pages|scorecard|crates-io-auth/;

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-id-token-too-wide',
    summary: 'More jobs than the one that publishes may ask for the identity token',
    why: 'Whatever runs in such a job, a test or a tool that it installs, can publish in the name of the project.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject'],
  },
  messages: {
    workflow: {
      what: '{file} gives `id-token: write` to all of its jobs, also to {others}, which does not publish',
      todo: 'Take `id-token: write` from the top of {file}, and write it under `permissions:` of job {job}.',
      severity: 'warning',
    },
    released: {
      what: '{file} gives `id-token: write` to all of its jobs, also to {others}, which does not publish',
      todo: 'For the next release, take `id-token: write` from the top of {file}, and write it under `permissions:` of job {job}.',
      severity: 'note',
    },
    all: {
      what: 'job {job}, which publishes, has every right there is by `write-all`',
      todo: 'Write `id-token: write` under `permissions:` of job {job} instead, and `contents: read` where it checks out.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const { uploads } = plan.publishing;
    const publishing = new Set(uploads.flatMap(({ job, callers }) => [job, ...callers.map((caller) => caller.job)]));
    const said = new Set<string>();
    for (const upload of uploads) {
      const { auth, idToken, place } = upload;
      const block = blockOf(upload);
      if (auth.kind !== 'trusted' || idToken.access !== 'granted' || block === null) continue;
      const at = scopePlace(block);
      const key = JSON.stringify(at);
      if (said.has(key)) continue;
      said.add(key);
      const { workflow, job } = idToken.holder;
      const others = workflow.jobs.filter((other) => !publishing.has(other) && inherits(other)).map(({ id }) => id);
      const related = [{ at: place, note: 'the upload' }];
      if (idToken.by === 'workflow' && others.length > 0)
        // What is tagged is out; who prepares the next release can do better.
        report(plan.day.from === 'tag' ? 'released' : 'workflow', {
          at,
          related,
          data: { file: workflow.file, others: listed(others), job: job.id },
        });
      else if (idToken.by === 'job' && block.kind === 'all') report('all', { at, related, data: { job: job.id } });
    }
  },
});

function blockOf({ idToken: { by, holder } }: Upload): Permissions | null {
  return by === 'job' ? holder.job.permissions : by === 'workflow' ? holder.workflow.permissions : null;
}

function scopePlace(block: Permissions): Place {
  const own = block.kind === 'scopes' ? block.scopes.find(({ scope }) => scope.value === 'id-token') : undefined;
  return own === undefined ? block.place : own.scope.place;
}

/** Whether a job has what the workflow grants, and no use for it that can be seen. */
function inherits({ permissions, uses, steps }: Job): boolean {
  return permissions === null && uses === null && !steps.some(usesIdentity);
}

/** By its name, or by an input: `attest-build-provenance-github` of hynek/build-and-inspect-python-package. */
function usesIdentity({ uses, with: given }: Step): boolean {
  if (uses === null) return false;
  return (
    IDENTITY_USERS.test(uses.value) || isUnknown(given) || given.some(({ name }) => /attest|oidc/i.test(name.value))
  );
}

function listed(ids: readonly string[]): string {
  return ids.length > 3 ? `${ids.slice(0, 2).join(', ')} and ${ids.length - 2} more` : ids.join(' and ');
}
