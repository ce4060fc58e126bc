import { defineRule, whyNotForPypi } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'url-invalid',
    summary: 'An address of the project is none that PyPI accepts',
    why: 'PyPI refuses the upload for one address that is not http or https.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'schema', 'workflows'],
  },
  messages: {
    invalid: {
      what: 'the address {label} is "{url}", which {fault}',
      todo: 'Write the whole address, beginning with "https://", or remove it.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const off = whyNotForPypi({ project, plan });
    if (off !== null) return skip(off);
    for (const problem of project.pyprojectProblems) {
      if (problem.kind !== 'url' || problem.since > plan.day.last) continue;
      const { label, url, fault, place: at } = problem;
      report('invalid', { at, data: { label, url, fault } });
    }
  },
});
