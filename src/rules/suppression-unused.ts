import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'suppression-unused',
    summary: 'An ignore or an entry of the baseline silences nothing, or an ignore does not hold',
    why: 'A left-over ignore hides the next real defect at its place.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: [],
  },
  messages: {
    unused: {
      what: 'the ignore of {ids} silences nothing',
      todo: 'Remove the ignore.',
      severity: 'warning',
      // In dev mode it may wait for a finding of release mode, and a person decides.
      fix: 'safe',
    },
    unknownRule: {
      what: 'the ignore names {ids}, which is no rule',
      todo: 'Write the id of a rule; `pyrel rules` lists them.',
      severity: 'warning',
    },
    expired: {
      what: 'the ignore of {ids} held until {until}',
      todo: 'Mend the finding, or move the date.',
      severity: 'warning',
    },
    reasonless: {
      what: 'the ignore of {ids} gives no reason and so does not hold',
      todo: 'Write why after the bracket: `pyrel: ignore[{ids}] REASON`.',
      severity: 'warning',
    },
    badDate: {
      what: 'the ignore of {ids} has {until} as its last day, which is not a date, and so does not hold',
      todo: 'Write the day as YYYY-MM-DD.',
      severity: 'warning',
    },
    baselineGone: {
      what: 'the baseline holds {id} in {file}, which is no longer found',
      todo: 'Take it out with `pyrel-lint --prune-baseline`.',
      severity: 'note',
    },
    baselineFewer: {
      what: 'the baseline holds {id} in {file} {count} times, and it is found {found} times',
      todo: 'Lower the number with `pyrel-lint --prune-baseline`.',
      severity: 'note',
    },
  },
  // The engine answers this rule after all others (engine/unused.ts): only then is it known which ignores were used.
  check: ({ skip }) => skip('answered by the engine'),
});
