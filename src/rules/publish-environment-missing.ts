import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-environment-missing',
    summary: 'A job publishes by trusted publishing without an environment',
    why: 'Without an environment nobody has to approve the upload, no rule keeps other branches and tags from it, and any job of the workflow can ask PyPI for a token.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject'],
  },
  messages: {
    missing: {
      what: 'job {job} publishes to PyPI by its identity, and runs in no environment',
      todo: 'Write `environment: pypi` in job {job}, and the same name in the publisher on PyPI.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const said = new Set<string>();
    for (const { auth, index, environment, job, place } of plan.publishing.uploads) {
      const isCertain = auth.kind === 'trusted' && auth.isSure && index.kind === 'pypi';
      if (!isCertain || (environment !== null && environment.value.trim() !== '')) continue;
      const key = JSON.stringify(job.place);
      if (said.has(key)) continue;
      said.add(key);
      report('missing', { at: job.place, related: [{ at: place, note: 'the upload' }], data: { job: job.id } });
    }
  },
});
