import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'build-backend-unknown',
    summary: 'The build backend is misspelt, or its package is not required',
    why: 'The build stops: the backend cannot be imported in the environment that is made for it.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'schema'],
  },
  messages: {
    misspelt: {
      what: 'there is no build backend {backend}',
      todo: 'Write `build-backend = "{meant}"`.',
      severity: 'error',
      fix: 'unsafe',
    },
    notRequired: {
      what: 'the build backend {backend} is of the package {package}, and `requires` has {requires}',
      todo: 'Add "{package}" to `requires`.',
      severity: 'error',
      fix: 'unsafe',
    },
  },
  check({ project, report, skip }) {
    const { metadata, pyprojectProblems } = project;
    if (metadata === null && pyprojectProblems.length === 0) return skip('no Python project');
    for (const problem of pyprojectProblems) {
      const at = problem.place;
      if (problem.kind === 'backend-near') {
        const { backend, meant } = problem;
        const fix = [{ kind: 'replace', at, was: backend, text: meant }] as const;
        report('misspelt', { at, data: { backend, meant }, fix });
      } else if (problem.kind === 'backend-not-required' && at.kind === 'key') {
        const { backend, package: name, requires } = problem;
        const fix = [{ kind: 'add', file: at.file, path: at.path, values: [name] }] as const;
        const data = { backend, package: name, requires: requires === '' ? 'nothing' : requires };
        report('notRequired', { at, data, fix });
      }
    }
  },
});
