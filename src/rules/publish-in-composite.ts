import { defineRule, holdsOn } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-in-composite',
    summary: 'PyPA’s action is used inside a composite action, where it does not run',
    why: 'GitHub does not tell a nested action its own name, so since v1.12.0 the action looks for an image of the project’s repository and fails before it uploads.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject'],
  },
  messages: {
    nested: {
      what: '`{tool}` is a step of the composite action {file}, and does not run inside another action',
      todo: 'Move the step from {file} into job {job} of {workflow}, behind the step that uses the action.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const said = new Set<string>();
    for (const { tool, place, pypa, action, job, workflow } of plan.publishing.uploads) {
      if (pypa === null || pypa.isImage || action === null) continue;
      const key = JSON.stringify(place);
      if (said.has(key) || !holdsOn(pypa.features.refusesComposite, plan.day.last)) continue;
      said.add(key);
      report('nested', { at: place, data: { tool, file: action.file, job: job.id, workflow: workflow.file } });
    }
  },
});
