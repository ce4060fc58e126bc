import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-verify-disabled',
    summary: 'PyPA’s action is told not to check the metadata before it uploads',
    why: 'A description that PyPI cannot show is found when the release is out, and its files cannot be replaced.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject'],
  },
  messages: {
    disabled: {
      what: '`{input}: {value}` has `{tool}` upload without `twine check`',
      todo: 'Drop `{input}`.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const said = new Set<string>();
    for (const { tool, pypa } of plan.publishing.uploads) {
      if (pypa === null || isUnknown(pypa.inputs)) continue;
      const found = pypa.inputs.find(({ name }) => /^verify[-_]metadata$/i.test(name.value));
      if (found === undefined || !/^\s*false\s*$/i.test(found.value.value)) continue;
      const { place } = found.value;
      if (said.has(JSON.stringify(place))) continue;
      said.add(JSON.stringify(place));
      report('disabled', { at: place, data: { tool, input: found.name.value, value: found.value.value.trim() } });
    }
  },
});
