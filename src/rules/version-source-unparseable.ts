import type { Project } from '../project/project.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-source-unparseable',
    summary: 'The version is written in a way that the build backend does not read',
    why: 'The build stops: backends look for the version with patterns of their own, and what one reads another does not.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'versions', 'workflows'],
  },
  messages: {
    unseen: {
      what: '{subject} states {value} in a spelling that {sought} of `{provider}` does not match',
      todo: 'Write `__version__ = "{value}"` on a line of its own in {subject}, or configure a pattern that matches.',
      severity: 'error',
    },
  },
  check({ project, report, skip }) {
    const { dynamic } = project.versions;
    if (dynamic === null) return skip('the version is not computed');
    const { problem, provider } = dynamic;
    if (problem?.kind !== 'unseen') return;
    const { subject, sought, spelled, place } = problem;
    if (isNamedByWorkflow(project, subject)) return skip(`a workflow may write ${subject} before the build`);
    report('unseen', {
      at: spelled.place,
      data: { subject, value: spelled.value, sought, provider },
      related: [{ at: place, note: 'read from here' }],
    });
  },
});

/** A step that names the file may write it before the build. */
function isNamedByWorkflow({ sources }: Project, file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const isUsual = name === '__init__.py';
  return [...sources].some(([path, { text }]) => path.startsWith('.github/') && text.includes(isUsual ? file : name));
}
