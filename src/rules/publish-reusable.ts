import { isUnknown } from '../core/unknown.ts';
import type { Upload } from '../plan/publishing.ts';
import type { Project } from '../project/project.ts';
import { defineRule, holdsOn } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-reusable',
    summary: 'A job of a called workflow publishes by trusted publishing',
    why: 'PyPI asks for the repository that runs and for the file that holds the job: they belong to different repositories or workflows as soon as one workflow calls another.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject'],
  },
  messages: {
    crossRepository: {
      what: '`{tool}` signs in by the identity of job {job}, but only workflows of other repositories call {file}, and {index} finds no publisher for theirs',
      todo: 'Let {file} build and upload an artifact only, and publish it with `{tool}` in a job of the workflow that calls it.',
      severity: 'error',
    },
    attestations: {
      what: '`{tool}` signs attestations for {caller}, which calls {file}, and {index} takes them for {name} only',
      todo: 'Write `attestations: false` under `with:` of the step, or move job {job} into {caller} and register {callerName} on {index}.',
      severity: 'error',
    },
    sameRepository: {
      what: '`{tool}` signs in by the identity of job {job} in {file}, which {caller} calls: {index} sees {name}, and its documents do not support this',
      todo: 'Register {name} as the workflow of the publisher on {index}, or move job {job} into {caller}.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const said = new Set<string>();
    const { uploads } = plan.publishing;
    for (const upload of uploads) {
      const { tool, job, workflow, callers, index, place } = upload;
      if (!isByIdentity(upload) || said.has(JSON.stringify(place))) continue;
      const data = { tool, job: job.id, file: workflow.file, index: index.kind === 'pypi' ? 'PyPI' : 'TestPyPI' };
      const caller = callers.at(-1);
      if (upload.isCalledFromElsewhere) {
        if (!isNamedInFull(workflow.file, project)) report('crossRepository', { at: place, data });
      } else if (caller !== undefined) {
        const called = { ...data, caller: caller.workflow.file, name: nameOf(workflow.file) };
        const related = [{ at: callers[0]?.job.uses?.place ?? caller.job.place, note: 'the call' }];
        // Run by itself, the same step may well be the one that publishes.
        const isOnlyCalled = uploads.every((other) => other.step !== upload.step || other.callers.length > 0);
        if (isOnlyCalled && attests(upload, plan.day.last))
          report('attestations', { at: place, related, data: { ...called, callerName: nameOf(caller.workflow.file) } });
        else if (index.kind === 'pypi') report('sameRepository', { at: place, related, data: called });
      } else continue;
      said.add(JSON.stringify(place));
    }
  },
});

function isByIdentity({ auth, index }: Upload): boolean {
  return auth.kind === 'trusted' && auth.isSure && (index.kind === 'pypi' || index.kind === 'testpypi');
}

/**
 * The certificate names the workflow that the run began with (`workflow_ref`), and the token is for the one with the job
 * (`job_workflow_ref`): no publisher fits both (pypa/gh-action-pypi-publish#283, wingfoil-io/wingfoil#916).
 */
function attests({ pypa, idToken }: Upload, day: string): boolean {
  if (pypa === null || pypa.isImage || isUnknown(pypa.inputs) || idToken.access !== 'granted') return false;
  const asked = pypa.inputs.find(({ name }) => name.value.toLowerCase() === 'attestations')?.value.value;
  if (asked === undefined || asked.trim() === '') return holdsOn(pypa.features.attestsByDefault, day);
  return /^\s*true\s*$/i.test(asked) && holdsOn(pypa.features.attestationsInput, day);
}

/** Whether a job calls a file of that name by `owner/name/…@ref`, which may be this repository itself. */
function isNamedInFull(file: string, { workflows }: Project): boolean {
  return workflows.some(({ jobs }) => jobs.some(({ uses }) => uses?.value.includes(`/${file}@`) === true));
}

function nameOf(file: string): string {
  return file.split('/').at(-1) ?? file;
}
