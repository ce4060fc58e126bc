import { isUnknown } from '../core/unknown.ts';
import type { Requirement } from '../project/metadata.ts';
import { isFault, parseDependency } from '../version/pep508.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** setuptools 67 (31 January 2023) took `packaging` 23, which refuses `>=1.0.*`; before, such clauses passed. */
const STRICT_SINCE = '2023-02-01';

/** A bare address, of which direct-dependency speaks. */
const ADDRESS = /^(?:git|hg|svn|bzr)\+|^https?:/;

export const rule: LintRule = defineRule({
  meta: {
    id: 'dependency-invalid',
    summary: 'A dependency is not written as a dependency specifier',
    why: 'The build stops, or the installer refuses the group that is asked for.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'schema'],
  },
  messages: {
    dependency: {
      what: 'the dependency "{text}" is no dependency specifier: {fault}',
      todo: 'Write it as `name>=1.0,<2; python_version < "3.12"`.',
      severity: 'error',
    },
    extra: {
      what: '"{text}" in the extra {extra} is no dependency specifier: {fault}',
      todo: 'Write it as `name>=1.0,<2; python_version < "3.12"`.',
      severity: 'error',
    },
    listed: {
      what: '"{text}" in {list} is no dependency specifier: {fault}',
      todo: 'Write it as `name>=1.0,<2; python_version < "3.12"`.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const { metadata, pyprojectProblems } = project;
    if (metadata === null && pyprojectProblems.length === 0) return skip('no Python project');
    for (const problem of pyprojectProblems) {
      if (problem.kind !== 'requirement' || problem.since > plan.day.last) continue;
      const { text, list, fault, place: at } = problem;
      report('listed', { at, data: { text, list, fault } });
    }
    // Poetry has a notation of its own.
    if (metadata === null || isUnknown(metadata) || metadata.origin === 'poetry') return;
    let isContinued = false;
    for (const { text, extra, place: at } of metadata.requirements.items) {
      // setuptools joins a line that ends with a backslash with the next.
      const isRest = isContinued;
      isContinued = metadata.origin !== 'project' && text.endsWith('\\');
      const judged = isRest ? null : metadata.origin === 'project' ? text : asSetuptoolsReads(text, metadata.origin);
      const parsed = judged === null || ADDRESS.test(judged) ? null : parseDependency(judged);
      if (parsed === null || !isFault(parsed)) continue;
      const { fault, isVersion } = parsed;
      if (isVersion && plan.day.last < STRICT_SINCE) continue;
      const shown = text.slice(0, 120);
      if (extra === null) report('dependency', { at, data: { text: shown, fault } });
      else report('extra', { at, data: { text: shown, extra, fault } });
    }
  },
});

/** A line of a requirements list; null where it is none, or is completed by code or by the next line. */
function asSetuptoolsReads(text: Requirement['text'], origin: string): string | null {
  const [line = ''] = text.split(' #', 1);
  if (line.trim() === '' || line.startsWith('#') || /\\$|[{}]|%\(|%s/.test(line)) return null;
  // On one line setup.cfg separates entries with `;`, which also begins a marker.
  return origin === 'setup.cfg' && line.includes(';') ? null : line;
}
