import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
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
    const { metadata } = project;
    if (metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    if (plan.publish === false) return skip('the configuration says that the project is not published');
    if (metadata.isPrivate) return skip('a `Private ::` classifier keeps the project from PyPI');
    const { uploads } = plan.publishing;
    if (uploads.length > 0 && uploads.every(({ index }) => index.kind === 'other'))
      return skip('it is published to another index than PyPI');
    for (const problem of project.pyprojectProblems) {
      if (problem.kind !== 'url' || problem.since > plan.day.last) continue;
      const { label, url, fault, place: at } = problem;
      report('invalid', { at, data: { label, url, fault } });
    }
  },
});
