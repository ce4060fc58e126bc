import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'license-expression-invalid',
    summary: 'The `license` string of [project] is not an SPDX expression',
    why: 'Backends refuse to build with it, and PyPI refuses the metadata of those that do not.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'licensing'],
  },
  messages: {
    misspelt: {
      what: '`license` is "{license}", which is not an SPDX expression, and {backend} refuses it',
      todo: 'Write `license = "{meant}"`.',
      severity: 'error',
      fix: 'safe',
    },
    unclear: {
      what: '`license` is "{license}", which is not an SPDX expression, and {backend} refuses it',
      todo: 'Write `license = "{meant}"` if that is the licence.',
      severity: 'error',
      fix: 'unsafe',
    },
    unknown: {
      what: '"{part}" in `license` is not an SPDX {is}, and {backend} refuses it',
      todo: 'Take it from https://spdx.org/licenses/, or write `LicenseRef-` and a name of your own.',
      severity: 'error',
    },
    newer: {
      what: '"{part}" in `license` is not among the identifiers that this version of pyrel knows',
      todo: 'Look it up at https://spdx.org/licenses/, or write `LicenseRef-` and a name of your own.',
      severity: 'warning',
    },
    passed: {
      what: '`license` is "{license}", which is not an SPDX expression',
      todo: 'Write one of https://spdx.org/licenses/: backends refuse any other string, or will.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const { licensing, metadata } = project;
    if (licensing === null || metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    const { expression, backend } = licensing;
    if (expression === null) return skip('[project] has no `license` string');
    if (!licensing.isBuilt) return skip('nothing says that the project is built');
    const { reading } = expression;
    if (reading.kind === 'valid') return;
    // Before PEP 639 a string was no licence expression, and no backend but Hatch took one.
    const isJudged = backend !== null && backend.validates !== null && plan.day.last > backend.validates;
    const { part, meant } = reading;
    const is = { license: 'licence', exception: 'exception', syntax: 'expression' }[reading.is];
    const [license] = [expression.value.slice(0, 80)];
    const data = { license, part, is, backend: backend?.name ?? '', meant: meant?.text ?? '' };
    const at = expression.place;
    const fix = meant === null ? [] : [{ kind: 'replace', at, was: expression.value, text: meant.text } as const];
    if (!isJudged) return plan.day.last > ACCEPTED ? report('passed', { at, data }) : undefined;
    if (meant !== null) report(meant.isCertain ? 'misspelt' : 'unclear', { at, data, fix });
    else
      report(reading.is !== 'syntax' && plan.day.last > AGED && looksLikeIdentifier(part) ? 'newer' : 'unknown', {
        at,
        data,
      });
  },
});

/** PEP 639 became final with PyPI's and the backends' support. */
const ACCEPTED = '2025-03-20';

/** Half a year after the bundled lists, spdx-license-ids 3.0.24 of 2026-09-17: SPDX adds identifiers every few months. */
const AGED = '2027-03-17';

function looksLikeIdentifier(part: string): boolean {
  return /^[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+){1,10}$/.test(part);
}
