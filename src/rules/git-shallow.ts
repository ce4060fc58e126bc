import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'git-shallow',
    summary: 'The clone is shallow, so that the rules that look at earlier tags are skipped',
    why: 'Without the earlier tags nothing tells how the project spells them, nor whether the version goes up.',
    since: '0.1.0',
    mode: 'release',
    scope: 'repository',
    needs: ['history'],
  },
  messages: {
    shallow: {
      what: 'the clone is shallow, so that the earlier tags are not known',
      todo: 'Run `git fetch --unshallow --tags`; with actions/checkout write `fetch-depth: 0`.',
      severity: 'note',
    },
  },
  check({ project, report, skip }) {
    const { history, anchor } = project;
    if (isUnknown(history)) return skip(history.unknown);
    if (isUnknown(history.tags)) report('shallow', { at: anchor });
  },
});
