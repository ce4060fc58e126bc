import { isUnknown } from '../core/unknown.ts';
import type { MissingLicense } from '../project/licensing.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'license-file-missing',
    summary: 'A licence file is declared that is not in the tree',
    why: 'The build stops, or the distribution is published without the text of its licence.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'licensing'],
  },
  messages: {
    missing: {
      what: '{field} names {pattern}, which is not in the tree, and {backend} does not build then',
      todo: '{todo}',
      severity: 'error',
      fix: 'unsafe',
    },
    renamed: {
      what: '{field} names {pattern}, but the file is {meant}, and {backend} does not build then',
      todo: 'Write "{meant}".',
      severity: 'error',
      fix: 'safe',
    },
    refused: {
      what: '{backend} refuses the pattern {pattern} of `license-files`, which leaves the folder of the project',
      todo: 'Copy the file to the folder of pyproject.toml, and name it there.',
      severity: 'error',
    },
    left: {
      what: '{field} names {pattern}, which is not in the tree, so the distribution has no such file',
      todo: '{todo}',
      severity: 'warning',
      fix: 'unsafe',
    },
    cased: {
      what: '{field} names {pattern}, but the file is {meant}, so the distribution does not have it',
      todo: 'Write "{meant}".',
      severity: 'warning',
      fix: 'safe',
    },
  },
  check({ project, plan, report, skip }) {
    const { licensing, metadata } = project;
    if (licensing === null || metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    if (!licensing.isBuilt) return skip('nothing says that the project is built');
    const backend = licensing.backend?.name ?? 'the backend';
    for (const { value, place } of licensing.refused)
      report('refused', { at: place, data: { backend, pattern: value } });
    for (const one of licensing.missing) {
      const { pattern, field, meant } = one;
      const isFatal = one.failsAfter !== null && plan.day.last > one.failsAfter && !isCopied(one, project);
      const [messageId, other] = isFatal ? (['missing', 'renamed'] as const) : (['left', 'cased'] as const);
      const data = { field, pattern: pattern.value, backend, meant: meant?.text ?? '', todo: todoOf(one) };
      const fix =
        meant === null ? [] : [{ kind: 'replace', at: pattern.place, was: pattern.value, text: meant.text } as const];
      report(meant?.isSame === true ? other : messageId, { at: pattern.place, data, fix });
    }
  },
});

/** A package of a repository whose licence stands at the top is often given a copy by the script that builds it. */
function isCopied(
  { pattern }: MissingLicense,
  project: { readonly root: string; readonly allPaths: ReadonlySet<string> },
): boolean {
  return project.root !== '' && project.allPaths.has(pattern.value);
}

function todoOf({ meant, pattern }: MissingLicense): string {
  return meant === null
    ? `Add ${pattern.value}, or name the file that is there.`
    : `Write "${meant.text}", or add ${pattern.value}.`;
}
