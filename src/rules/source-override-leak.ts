import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'source-override-leak',
    summary: 'A dependency is developed against a repository, and its users get any version from the index',
    why: 'Sources of uv stay out of the metadata, so what was tested is not what users install.',
    since: '0.1.0',
    mode: 'release',
    needs: ['pyproject', 'schema', 'workflows'],
  },
  messages: {
    leak: {
      what: 'uv takes {name} from {source}, and the release asks its users for any {name} of the index',
      todo: 'Depend on a released version of {name}, with its lower bound, and remove the source.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const { metadata } = project;
    if (metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    if (plan.publish !== true && plan.publishing.uploads.length === 0)
      return skip('nothing shows that the project is published to an index');
    for (const problem of project.pyprojectProblems) {
      if (problem.kind !== 'override') continue;
      report('leak', { at: problem.place, data: { name: problem.name, source: problem.source } });
    }
  },
});
