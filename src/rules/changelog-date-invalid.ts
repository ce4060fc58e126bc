import { isUnknown } from '../core/unknown.ts';
import { findByVersion } from '../version/scope.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-date-invalid',
    summary: 'The date of the newest entry is not in the calendar',
    why: 'Readers cannot tell when the version came out, and tools that read the changelog stumble over it.',
    since: '0.1.0',
    mode: 'always',
    needs: ['changelog'],
  },
  messages: {
    invalid: {
      what: 'the entry for {version} has the date {date}, which is not in the calendar',
      todo: 'Write the day of the release as YYYY-MM-DD.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const { changelog } = project;
    if (changelog === null) return skip('no changelog');
    if (isUnknown(changelog)) return skip(changelog.unknown);
    if (changelog.stub !== null) return skip(changelog.stub);
    const { entries, newestFirst } = changelog;
    const newest = newestFirst ? entries[0] : entries.at(-1);
    const judged = plan.release === null ? newest : findByVersion(entries, plan.release.version);
    // Those of older entries are history: a release does not bring them.
    const date = judged?.date ?? null;
    if (judged == null || date === null || date.iso !== null) return;
    report('invalid', { at: date.place, data: { version: judged.version.value, date: date.value } });
  },
});
