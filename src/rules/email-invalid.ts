import { defineRule, whyNotForPypi } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'email-invalid',
    summary: 'The e-mail address of an author or maintainer is none',
    why: 'PyPI refuses the upload for the first address of a field, and most backends the build for any.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'schema', 'workflows'],
  },
  messages: {
    invalid: {
      what: 'the e-mail address "{email}" {fault}, and is refused',
      todo: 'Write an address that can be written to, or remove `email`.',
      severity: 'error',
    },
    unread: {
      what: 'the e-mail address "{email}" {fault}',
      todo: 'Write an address that can be written to, or remove `email`.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const off = whyNotForPypi({ project, plan });
    if (off !== null) return skip(off);
    for (const problem of project.pyprojectProblems) {
      if (problem.kind !== 'email' || problem.since > plan.day.last) continue;
      const { email, fault, place: at } = problem;
      report(problem.isRefused ? 'invalid' : 'unread', { at, data: { email, fault } });
    }
  },
});
