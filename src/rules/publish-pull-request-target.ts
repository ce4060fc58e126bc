import type { Trigger } from '../project/workflow.ts';
import type { Upload } from '../plan/publishing.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-pull-request-target',
    summary: 'A pull request from anybody starts an upload with the rights of the project',
    why: '`pull_request_target` runs with secrets and identity for requests from forks: PyPI refuses such an identity, and takes such a token from whoever opened the request.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject'],
  },
  messages: {
    refused: {
      what: '`{tool}` signs in by the identity of job {job}, which `pull_request_target` starts, and {index} refuses that',
      todo: 'Publish from a workflow of its own that `push: tags` or `release: published` starts.',
      severity: 'error',
    },
    token: {
      what: '`{tool}` uploads to {index} with `{name}` in job {job}, which `pull_request_target` starts for requests from forks',
      todo: 'Publish from a workflow of its own that `push: tags` or `release: published` starts.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const said = new Set<string>();
    for (const upload of plan.publishing.uploads) {
      const { tool, job, auth, index, place } = upload;
      const trigger = requestTrigger(upload);
      const key = JSON.stringify(place);
      if (trigger === null || said.has(key) || (index.kind !== 'pypi' && index.kind !== 'testpypi')) continue;
      said.add(key);
      const related = [{ at: trigger.event.place, note: 'what starts it' }];
      const data = { tool, job: job.id, index: index.kind === 'pypi' ? 'PyPI' : 'TestPyPI' };
      if (auth.kind === 'trusted' && auth.isSure) report('refused', { at: place, related, data });
      else if (auth.kind === 'token') report('token', { at: place, related, data: { ...data, name: auth.name } });
    }
  },
});

/** The event, where nothing on the way from it to the upload can hold the upload back. */
function requestTrigger({ workflow, job, step, action, callers }: Upload): Trigger | null {
  const jobs = [job, ...callers.map((caller) => caller.job)];
  if (action !== null || step.if !== null || jobs.some((one) => one.if !== null || one.needs.length > 0)) return null;
  const { on } = callers.at(-1)?.workflow ?? workflow;
  return on.find(({ event }) => event.value === 'pull_request_target') ?? null;
}
