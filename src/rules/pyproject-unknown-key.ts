import type { Place } from '../core/place.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'pyproject-unknown-key',
    summary: 'A table of pyproject.toml has a key that its specification does not know',
    why: 'setuptools and flit stop at it; other backends pass it over, and the release lacks what it was to say.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'schema'],
  },
  messages: {
    misspelt: {
      what: '{table} has the key `{key}`, which is not one of its own, and {tool} stops at it',
      todo: 'Write `{meant}`.',
      severity: 'error',
    },
    refused: {
      what: '{table} has the key `{key}`, which is not one of its own, and {tool} stops at it',
      todo: 'Remove `{key}`, or move it into a table of [tool].',
      severity: 'error',
    },
    passedOver: {
      what: '{table} has {keys}, which the specification does not know, so that nothing reads it',
      todo: '{todo}.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const { metadata, pyprojectProblems } = project;
    if (metadata === null && pyprojectProblems.length === 0) return skip('no Python project');
    const passed = new Map<string, Unknown[]>();
    for (const problem of pyprojectProblems) {
      if (problem.kind !== 'unknown-key' || problem.since > plan.day.last) continue;
      const { table, key, meant, refusedBy: tool, place: at } = problem;
      if (tool !== null && meant !== null) report('misspelt', { at, data: { table, key, meant, tool } });
      else if (tool !== null) report('refused', { at, data: { table, key, tool } });
      // Taken over from package.json: a mark for people that the project is not published (crewAI's devtools).
      else if (key !== 'private') passed.set(table, [...(passed.get(table) ?? []), { key, meant, at }]);
    }
    // One oversight, however many keys it left in the table.
    for (const [table, [first, ...others]] of passed) {
      if (first === undefined) continue;
      const keys = [first, ...others].map(({ key }) => `\`${key}\``).join(', ');
      const todo =
        first.meant === null
          ? `Remove \`${first.key}\`, or move it into a table of [tool]`
          : `Write \`${first.meant}\``;
      const related = others.map(({ key, at }) => ({ at, note: key }));
      report('passedOver', { at: first.at, data: { table, keys, todo }, related });
    }
  },
});

type Unknown = { readonly key: string; readonly meant: string | null; readonly at: Place };
