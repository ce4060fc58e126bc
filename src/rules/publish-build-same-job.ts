import type { Job } from '../project/workflow.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-build-same-job',
    summary: 'The job that may publish builds the distribution, too',
    why: 'The build runs the backend and everything that it installs: each of these can ask for the identity token of the job, and publish with it.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject'],
    offByDefault: true,
  },
  messages: {
    together: {
      what: '`{build}` runs in job {job}, which has `id-token: write` to publish with `{tool}`',
      todo: 'Build in a job of its own, hand the files over with `actions/upload-artifact`, and leave `actions/download-artifact` and `{tool}` in job {job}.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const said = new Set<Job>();
    for (const { auth, idToken, built, job, tool, place } of plan.publishing.uploads) {
      if (auth.kind !== 'trusted' || idToken.access !== 'granted' || built === null || said.has(job)) continue;
      said.add(job);
      const related = [{ at: place, note: 'the upload' }];
      report('together', { at: built.place, related, data: { build: built.value, job: job.id, tool } });
    }
  },
});
