import type { Edit } from '../core/fix.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'dynamic-conflict',
    summary: 'A field of [project] is stated and listed as dynamic',
    why: 'Build backends refuse the project: a field is either stated or computed.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'schema'],
  },
  messages: {
    refused: {
      what: '[project] states `{field}` and lists it in `dynamic`, which {backend} refuses',
      todo: 'Take "{field}" out of `dynamic`, or remove what is stated.',
      severity: 'error',
      fix: 'unsafe',
    },
    forbidden: {
      what: '[project] states `{field}` and lists it in `dynamic`, which PEP 621 forbids',
      todo: 'Take "{field}" out of `dynamic`, or remove what is stated.',
      severity: 'warning',
      fix: 'unsafe',
    },
  },
  check({ project, plan, report, skip }) {
    const { metadata, pyprojectProblems } = project;
    if (metadata === null) return skip('no Python project');
    for (const problem of pyprojectProblems) {
      if (problem.kind !== 'dynamic-conflict' || problem.since > plan.day.last) continue;
      const { field, index, stated, backend, place: at } = problem;
      const related = [{ at: stated, note: 'stated here' }];
      const fix: readonly Edit[] =
        at.kind === 'key' ? [{ kind: 'remove', file: at.file, path: ['project', 'dynamic', index] }] : [];
      if (problem.isRefused) report('refused', { at, data: { field, backend }, related, fix });
      else report('forbidden', { at, data: { field }, related, fix });
    }
  },
});
