import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
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
    const { metadata } = project;
    if (metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    if (plan.publish === false) return skip('the configuration says that the project is not published');
    if (metadata.isPrivate) return skip('a `Private ::` classifier keeps the project from PyPI');
    const { uploads } = plan.publishing;
    if (uploads.length > 0 && uploads.every(({ index }) => index.kind === 'other'))
      return skip('it is published to another index than PyPI');
    for (const problem of project.pyprojectProblems) {
      if (problem.kind !== 'url-label' || problem.since > plan.day.last) continue;
      report('tooLong', { at: problem.place, data: { label: problem.label, length: problem.length } });
    }
  },
});
