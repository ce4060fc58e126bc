import { defineRule, whyNotForPypi } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'url-label-too-long',
    summary: 'A label of the project URLs has more than 32 characters',
    why: 'PyPI refuses the upload, and pdm-backend the build.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'schema', 'workflows'],
  },
  messages: {
    tooLong: {
      what: 'the label "{label}" of a project URL has {length} characters, and PyPI refuses more than 32',
      todo: 'Shorten the label.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const off = whyNotForPypi({ project, plan });
    if (off !== null) return skip(off);
    for (const problem of project.pyprojectProblems) {
      if (problem.kind !== 'url-label' || problem.since > plan.day.last) continue;
      report('tooLong', { at: problem.place, data: { label: problem.label, length: problem.length } });
    }
  },
});
