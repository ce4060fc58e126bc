import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'unreadable-file',
    summary: 'A file of the project is broken, not UTF-8, or too large to be read as a whole',
    why: 'The build fails on it, or reads something else than was meant; and the rules that need the file cannot be asked.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['pyproject', 'versions', 'changelog', 'workflows', 'readme'],
  },
  messages: {
    invalid: { what: '{file} {problem}', todo: '{todo}.', severity: 'error' },
    encoding: { what: '{file} {problem}', todo: '{todo}.', severity: 'error' },
    replaced: { what: '{file} {problem} here, and is read all the same', todo: '{todo}.', severity: 'note' },
    cut: { what: '{file} {problem}', todo: '{todo}.', severity: 'note' },
  },
  check({ project, report, couldNotLook }) {
    for (const entry of project.unreadable) {
      const { file, problem, place, kind } = entry;
      // Not to be had, or too large to be of use: that says nothing about the release.
      if (kind === 'no-access' || (kind === 'cut' && !entry.isUsed)) {
        couldNotLook(`${file} ${problem}`, file);
        continue;
      }
      const details = { at: place, data: { file, problem, todo: entry.todo.replace(/\.$/, '') } };
      report(kind === 'encoding' && entry.isUsed ? 'replaced' : kind, details);
    }
  },
});
