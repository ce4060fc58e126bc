import { isUnknown } from '../core/unknown.ts';
import { parseSpecifiers } from '../version/specifiers.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'requires-python-capped',
    summary: 'The required Python version has an upper bound',
    why: 'Resolvers take an older release without the bound for the next Python, or make every user of a library cap theirs.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject'],
    offByDefault: true,
  },
  messages: {
    capped: {
      what: 'the required Python version is "{value}", which keeps every Python out that {clause} does not admit',
      todo: 'Remove {clause}, unless newer Pythons are known to fail.',
      severity: 'note',
    },
  },
  check({ project, report, skip }) {
    const { metadata } = project;
    if (metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    const { requiresPython } = metadata;
    if (requiresPython === null) return skip('no Python version is required');
    if (isUnknown(requiresPython)) return skip(requiresPython.unknown);
    const { value, place } = requiresPython;
    const cap = parseSpecifiers(value)?.clauses.find(({ operator }) => ['<', '<=', '~=', '=='].includes(operator));
    if (cap !== undefined) report('capped', { at: place, data: { value, clause: cap.operator + cap.version } });
  },
});
