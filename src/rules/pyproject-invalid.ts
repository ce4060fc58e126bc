import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'pyproject-invalid',
    summary: 'pyproject.toml holds what its specifications forbid and the build refuses',
    why: 'The build stops before it has built anything, or a tool cannot install the group that is asked for.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'schema'],
  },
  messages: {
    type: {
      what: '{key} is {found}, and has to be {expected}',
      todo: 'Write {expected}.',
      severity: 'error',
    },
    missing: {
      what: '{table} has no `{key}`, and {backend} stops there',
      todo: '{todo}.',
      severity: 'error',
    },
    value: {
      what: '{key} {problem}, and {backend} stops there',
      todo: '{todo}.',
      severity: 'error',
    },
    groupMissing: {
      what: 'the dependency group {group} includes {included}, which is not there',
      todo: 'Add `{included} = […]` to [dependency-groups], or remove the include.',
      severity: 'error',
    },
    groupCycle: {
      what: 'the dependency group {group} includes itself: {chain}',
      todo: 'Remove one of the includes.',
      severity: 'error',
    },
    groupTwice: {
      what: 'the dependency groups {other} and {group} have one name after normalization',
      todo: 'Put both into one group.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const problems = project.pyprojectProblems.filter(({ since }) => since <= plan.day.last);
    if (project.metadata === null && problems.length === 0) return skip('no Python project');
    for (const problem of problems) {
      const at = problem.place;
      if (problem.kind === 'type') {
        const { key, expected, found } = problem;
        report('type', { at, data: { key, expected, found } });
      } else if (problem.kind === 'missing') {
        const { table, key, backend } = problem;
        report('missing', { at, data: { table, key, backend, todo: todoFor(key) } });
      } else if (problem.kind === 'value') {
        const { key, problem: what, todo, backend } = problem;
        report('value', { at, data: { key, problem: what, todo, backend } });
      } else if (problem.kind === 'group-missing') {
        const { group, included } = problem;
        report('groupMissing', { at, data: { group, included } });
      } else if (problem.kind === 'group-cycle') {
        report('groupCycle', { at, data: { group: problem.group, chain: problem.chain } });
      } else if (problem.kind === 'group-twice') {
        report('groupTwice', { at, data: { group: problem.group, other: problem.other } });
      }
    }
  },
});

function todoFor(key: string): string {
  if (key === 'version') return 'Write `version = "…"` in [project], or list "version" in `dynamic`';
  if (key === 'requires') return 'Write `requires = ["setuptools"]`, with the package of the build backend';
  return `Write \`${key} = "…"\` in [project]`;
}
