import { fillHoles, shownPartial } from '../core/partial.ts';
import type { Grant } from '../plan/permissions.ts';
import type { JobRun, StepRun } from '../plan/simulation.ts';
import { defineRule, firstOfEach, isAllowedToFail } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-attest-config',
    summary: 'An image is to be attested in a way that the action refuses',
    why: 'The job fails when the image is pushed already, so the release stands there without an attestation and with a red run.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'versions'],
  },
  messages: {
    withheld: {
      what: '`{tool}` in job {job} needs `{scope}: write`, which the `permissions` of {block} leave out',
      todo: 'Write `{scope}: write` under `permissions:` of {block}.',
      severity: 'error',
    },
    ungranted: {
      what: '`{tool}` in job {job} needs `id-token: write`, and neither the job nor its workflow has `permissions`',
      todo: 'Give job {job} a `permissions:` block with `id-token: write`, `attestations: write`, `packages: write` and `contents: read`.',
      severity: 'error',
    },
    tagged: {
      what: '`{tool}` is to push the attestation of {subject}, and the name of a subject has no tag',
      todo: 'Write `subject-name: {name}`: the digest says which image is meant.',
      severity: 'error',
    },
    noDigest: {
      what: '`{tool}` is given the name {subject}, and no digest that says which image is meant',
      todo: 'Add `subject-digest` with the output `digest` of the step that pushes the image.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    if (plan.simulation === null) return skip('no version to follow the workflows with');
    const isNew = firstOfEach();
    for (const { job, step } of plan.simulation.runs.flatMap(({ jobs }) => jobs).flatMap(attestingSteps)) {
      const at = step.step.uses?.place ?? step.step.place;
      const tool = (step.step.uses?.value ?? '').split('@', 1)[0] ?? '';
      const id = job.job.id;
      for (const scope of scopesOf(step)) {
        const grant = job.grant(scope);
        if (!isWithheld(grant, job) || !isNew(at, scope)) continue;
        const { by, place, holder } = grant;
        const block = by === 'job' ? `job ${holder.job.id}` : holder.workflow.file;
        const related = place === null ? [] : [{ at: place, note: 'what is not listed here is not granted' }];
        if (place === null) report('ungranted', { at, data: { tool, job: id } });
        else report('withheld', { at, related, data: { tool, job: id, scope, block } });
      }
      const subject = step.input('subject-name');
      if (subject === null) continue;
      const name = nameWithoutTag(subject.value);
      if (name !== null && pushes(step) && isNew(at, 'tagged'))
        report('tagged', {
          at: subject.place,
          data: { tool, subject: shownPartial(subject.value), name: shownPartial(name) },
        });
      const hasSubject = ['subject-digest', 'subject-path', 'subject-checksums'].some(
        (one) => step.input(one) !== null,
      );
      if (!hasSubject && isNew(at, 'noDigest'))
        report('noDigest', { at: subject.place, data: { tool, subject: shownPartial(subject.value) } });
    }
  },
});

/** Steps that attest an image: other files are told by `subject-path`. */
function attestingSteps(job: JobRun): readonly { readonly job: JobRun; readonly step: StepRun }[] {
  if (job.runs.is === 'no') return [];
  return job.steps.flatMap((step) => {
    const isAttest = /^actions\/attest(?:-build-provenance|-sbom)?@/.test(step.step.uses?.value ?? '');
    const isImage = pushes(step) || step.input('subject-name') !== null;
    return isAttest && isImage && step.runs.is !== 'no' && step.inputs !== null && !isAllowedToFail(step)
      ? [{ job, step }]
      : [];
  });
}

function pushes(step: StepRun): boolean {
  return step.input('push-to-registry')?.value.trim().toLowerCase() === 'true';
}

/** The right to write packages is asked for by container-permissions, where the image itself is pushed. */
function scopesOf(step: StepRun): readonly string[] {
  const hasOwnToken = step.input('github-token') !== null;
  return hasOwnToken ? ['id-token'] : ['id-token', 'attestations'];
}

/** No default includes `id-token`; what withholds the rest is a block. A workflow that is called has what its caller gives. */
function isWithheld({ access, place }: Grant, { workflow, callers }: JobRun): boolean {
  if (access === 'write' || access === 'unknown') return false;
  return place !== null || (callers.length === 0 && workflow.on.every(({ event }) => event.value !== 'workflow_call'));
}

/** `ghcr.io/owner/name:1.2.3` without its tag; null where it has none. */
function nameWithoutTag(subject: string): string | null {
  const known = fillHoles(subject, () => 'x');
  if (!/\/[\w.-]+:[\w.-]+$/.test(known)) return null;
  return subject.slice(0, subject.lastIndexOf(':'));
}
