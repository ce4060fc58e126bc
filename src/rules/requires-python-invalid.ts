import { isUnknown } from '../core/unknown.ts';
import { parseSpecifiers } from '../version/specifiers.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** setuptools 67 (31 January 2023) took `packaging` 23, which refuses `>=3.6.*`; before, such clauses passed. */
const STRICT_SINCE = '2023-02-01';

export const rule: LintRule = defineRule({
  meta: {
    id: 'requires-python-invalid',
    summary: 'The required Python version is not a set of version specifiers',
    why: 'The build stops, or PyPI refuses the upload.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject'],
  },
  messages: {
    invalid: {
      what: 'the required Python version is "{value}", which is no version specifier',
      todo: 'Write it as ">=3.10", with a comma between clauses.',
      severity: 'error',
    },
    comma: {
      what: 'the required Python version is "{value}", where a comma is missing between the clauses',
      todo: 'Write "{meant}".',
      severity: 'error',
      fix: 'unsafe',
    },
  },
  check({ project, plan, report, skip }) {
    const { metadata } = project;
    if (metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    const { requiresPython } = metadata;
    if (requiresPython === null) return skip('no Python version is required');
    if (isUnknown(requiresPython)) return skip(requiresPython.unknown);
    const { value, place: at } = requiresPython;
    if (/[{}$%]/.test(value)) return skip('the value is a placeholder');
    if (parseSpecifiers(value) !== null) return;
    if (plan.day.last < STRICT_SINCE && value.includes('.*')) return skip('build tools of that day let it pass');
    const meant = withCommas(value);
    if (meant === null) return report('invalid', { at, data: { value } });
    const fix = at.kind === 'key' ? ([{ kind: 'replace', at, was: value, text: meant }] as const) : [];
    report('comma', { at, data: { value, meant }, fix });
  },
});

/** `>=3.8 <4` → `>=3.8,<4`; null where that is no specifier either. */
function withCommas(value: string): string | null {
  const meant = value
    .trim()
    .replaceAll(/([\w*])\s*(?=[<>=!~])/g, '$1,')
    .replaceAll(/,{2,}/g, ',');
  return meant !== value && parseSpecifiers(meant) !== null ? meant : null;
}
