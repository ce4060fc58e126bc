import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'build-system-missing',
    summary: 'pyproject.toml declares a project and no build backend',
    why: 'setuptools builds it then, in the newest version of the day, and passes over what is set up for another backend.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'schema', 'workflows'],
  },
  messages: {
    settings: {
      what: '{tool} is for {backend}, but there is no [build-system], so that setuptools builds the project without it',
      todo: 'Declare `build-backend = "{backend}"` in [build-system], with its package in `requires`.',
      severity: 'warning',
    },
    legacy: {
      what: 'the project is published, and there is no [build-system], so that setuptools builds it as an old setup.py project',
      todo: 'Declare the backend: `requires = ["setuptools"]` and `build-backend = "setuptools.build_meta"` in [build-system].',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    const { metadata } = project;
    if (metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    if (plan.publish === false) return skip('the configuration says that the project is not published');
    const problem = project.pyprojectProblems.find(({ kind }) => kind === 'no-build-system');
    if (problem?.kind !== 'no-build-system') return;
    // uv, pdm and poetry manage applications that are never built.
    const isPublished = plan.publish === true || plan.publishing.uploads.length > 0;
    if (!isPublished) return skip('nothing shows that the project is built and published');
    const { tool, backend, place: at } = problem;
    if (tool === null) report('legacy', { at });
    else report('settings', { at, data: { tool, backend } });
  },
});
