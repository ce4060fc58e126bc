import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'license-table-deprecated',
    summary: '`license` of [project] is a table, which PEP 639 deprecates',
    why: 'setuptools warns at every build and means to refuse tables after 2027-02-18.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'licensing'],
    offByDefault: true,
  },
  messages: {
    text: {
      what: '`license` is a table with the text {expression}, which PEP 639 deprecates',
      todo: 'Write `license = "{expression}"`, and remove the `License ::` classifiers.',
      severity: 'note',
      fix: 'unsafe',
    },
    words: {
      what: '`license` is a table with a text, which PEP 639 deprecates',
      todo: 'Write an SPDX expression of https://spdx.org/licenses/ as `license`, and remove the `License ::` classifiers.',
      severity: 'note',
    },
    file: {
      what: '`license` is a table with a file, which PEP 639 deprecates',
      todo: 'Write an SPDX expression as `license`, and the file in `license-files`.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    const { licensing, metadata } = project;
    if (licensing === null || metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    const { table, backend, classifiers } = licensing;
    if (table === null) return skip('`license` of [project] is not a table');
    // setuptools 77 began to warn; before, a table was the only form.
    if (plan.day.last <= '2025-03-19') return skip('the release is older than PEP 639');
    if (backend !== null && backend.strings !== null && backend.strings.bound !== null)
      return skip(`the build requires ${backend.strings.bound.value}, which takes tables only`);
    const { kind, place: at, file, expression, isInline } = table;
    if (kind === 'file') return report('file', { at });
    if (expression === null) return report('words', { at });
    const isMendable = isInline && backend !== null;
    report('text', {
      at,
      data: { expression },
      // From the last, so that no index moves; setuptools refuses classifiers beside the string.
      fix: isMendable
        ? [
            { kind: 'set', file, path: ['project', 'license'], value: expression },
            ...classifiers.toReversed().map(({ path }) => ({ kind: 'remove', file, path }) as const),
          ]
        : [],
    });
  },
});
