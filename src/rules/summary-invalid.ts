import { defineRule, whyNotForPypi } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'summary-invalid',
    summary: 'The description of the project is too long for a summary, or has several lines',
    why: 'PyPI refuses the upload: the summary is one line of at most 512 characters.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'schema', 'workflows'],
  },
  messages: {
    tooLong: {
      what: 'the description has {length} characters, and PyPI refuses a summary of more than 512',
      todo: 'Shorten it, and move the rest into the readme.',
      severity: 'error',
    },
    lines: {
      what: 'the description has several lines, {backend} keeps them, and PyPI refuses such a summary',
      todo: 'Write it in one line.',
      severity: 'error',
    },
    cut: {
      what: 'the description has several lines, of which {backend} publishes the first only',
      todo: 'Write it in one line.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const off = whyNotForPypi({ project, plan });
    if (off !== null) return skip(off);
    for (const problem of project.pyprojectProblems) {
      const { place: at, since } = problem;
      if (since > plan.day.last) continue;
      if (problem.kind === 'summary-long') report('tooLong', { at, data: { length: problem.length } });
      else if (problem.kind === 'summary-lines')
        report(problem.isRefused ? 'lines' : 'cut', { at, data: { backend: problem.backend } });
    }
  },
});
