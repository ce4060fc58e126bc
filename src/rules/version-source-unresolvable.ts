import type { Project } from '../project/project.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-source-unresolvable',
    summary: 'The version is computed, and what computes it finds none',
    why: 'The build stops, or the distribution goes out as 0.0.0.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'versions', 'workflows'],
  },
  messages: {
    missing: {
      what: 'the version is to be read from {subject}, which is not in the tree',
      todo: 'Name the file that states the version, or add {subject}.',
      severity: 'error',
    },
    noMatch: {
      what: 'the version is to be read from {subject}, where {sought} finds none',
      todo: 'State the version in {subject}, or name the file that states it.',
      severity: 'error',
    },
    noProvider: {
      what: 'the version is dynamic, and nothing tells {backend} where it is',
      todo: 'Write `version = "…"` in `[project]` and take "version" out of `dynamic`, or configure what computes it.',
      severity: 'error',
    },
    inactive: {
      what: '{tool} is required but not switched on, so the version is {built}',
      todo: 'Add the table `{setting}` to pyproject.toml; it may be empty.',
      severity: 'error',
    },
    staticOnly: {
      what: 'the version is dynamic, and {backend} takes a stated one only',
      todo: 'Write `version = "…"` in `[project]`, and take "version" out of `dynamic`.',
      severity: 'error',
    },
  },
  check({ project, report, skip }) {
    const { dynamic } = project.versions;
    if (dynamic === null) return skip('the version is not computed');
    const { problem } = dynamic;
    if (problem === null || problem.kind === 'unseen') return;
    const at = problem.place;
    if (problem.kind === 'static-only') return report('staticOnly', { at, data: { backend: problem.backend } });
    if (problem.kind === 'no-provider') return report('noProvider', { at, data: { backend: problem.backend } });
    if (problem.kind === 'inactive') {
      const { tool, setting, built } = problem;
      return report('inactive', { at, data: { tool, setting, built } });
    }
    const { subject } = problem;
    if (isNamedByWorkflow(project, subject)) return skip(`a workflow may write ${subject} before the build`);
    return problem.kind === 'missing'
      ? report('missing', { at, data: { subject } })
      : report('noMatch', { at, data: { subject, sought: problem.sought } });
  },
});

/** A step that names the file may make it before the build. */
function isNamedByWorkflow({ sources }: Project, file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return [...sources].some(([path, { text }]) => path.startsWith('.github/') && text.includes(name));
}
