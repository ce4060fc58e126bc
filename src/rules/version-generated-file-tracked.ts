import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-generated-file-tracked',
    summary: 'A file that the build writes the version into is kept in git',
    why: 'The build changes a tracked file, so the tree is dirty and the next build in it gets a local version that no index takes.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'versions'],
  },
  messages: {
    tracked: {
      what: '{file} is written by {tool} at every build, and is kept in git',
      todo: 'Run `git rm --cached {file}`, and add the file to .gitignore.',
      severity: 'warning',
    },
  },
  check({ project, report, skip }) {
    const { written } = project.versions;
    if (written.length === 0) return skip('no file is written at the build');
    for (const { file, tool, place } of written.filter(({ isTracked }) => isTracked))
      report('tracked', { at: place, data: { file, tool } });
  },
});
