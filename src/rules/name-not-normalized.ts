import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';
import { normalName } from '../version/distribution-name.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'name-not-normalized',
    summary: 'The name of the distribution is not in the normal form of names',
    why: 'Addresses on the index and names of files are made from the normal form, so scripts that use the other miss them.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject'],
    offByDefault: true,
  },
  messages: {
    differs: {
      what: 'the name is "{name}", and its normal form is "{normal}"',
      todo: 'Write "{normal}".',
      severity: 'note',
    },
  },
  check({ project, report, skip }) {
    const { metadata } = project;
    if (metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    const { name } = metadata;
    if (name === null) return skip('no name is stated');
    if (isUnknown(name)) return skip(name.unknown);
    const normal = normalName(name.value);
    if (normal !== name.value) report('differs', { at: name.place, data: { name: name.value, normal } });
  },
});
