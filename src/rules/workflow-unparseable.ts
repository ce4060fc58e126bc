import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'workflow-unparseable',
    summary: 'A workflow file from which no job can be read',
    why: 'GitHub refuses the file and runs nothing of it, so what it was to publish stays unpublished.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows'],
  },
  messages: {
    invalid: {
      what: '{file} has no jobs that can be read: {problem}',
      todo: 'Correct the YAML here.',
      severity: 'error',
    },
    jobless: {
      what: '{file} has no jobs',
      todo: 'Write the jobs below `jobs:`, or move the file out of `.github/workflows`.',
      severity: 'error',
    },
    empty: {
      what: '{file} holds nothing but comments, and GitHub records a failed run for it on every push',
      todo: 'Remove the file, or move it out of `.github/workflows`.',
      severity: 'note',
    },
  },
  check({ project, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    for (const { file, broken } of project.workflows) {
      if (broken === null) continue;
      if (broken.kind === 'invalid') report('invalid', { at: broken.place, data: { file, problem: broken.problem } });
      else report(broken.kind, { at: broken.place, data: { file } });
    }
  },
});
