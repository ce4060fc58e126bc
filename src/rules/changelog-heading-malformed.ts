import { findByVersion, sameVersion } from '../version/scope.ts';
import { changelogOfRelease, defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-heading-malformed',
    summary: 'The heading of the version to be released has a slip: a misspelt word, marks left out, a broken number',
    why: 'Readers do not find the entry, and tools that read the changelog take its notes for those of another version.',
    since: '0.1.0',
    mode: 'release',
    needs: ['changelog'],
  },
  messages: {
    number: {
      what: 'the heading "{heading}" holds no version that can be read, and {version} has no other entry',
      todo: 'Write `{mended}`.',
      severity: 'error',
    },
    word: {
      what: 'the heading of {version} says "{heading}", where "{mended}" is meant',
      todo: 'Write "{mended}" in the heading.',
      severity: 'warning',
    },
    blank: {
      what: 'the heading of {version} has no space after its #, so Markdown shows it as text',
      todo: 'Write `{mended}`.',
      severity: 'warning',
    },
    marks: {
      what: 'the heading of {version} lacks the marks that the other headings have, so it is shown as text',
      todo: 'Write the heading as the others are: `{mended}`.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const given = changelogOfRelease({ project, plan });
    if ('skip' in given) return given;
    const { changelog, version } = given;
    const isThere = findByVersion(changelog.entries, version) !== null;
    const own = changelog.slips.filter((slip) => sameVersion(slip.version, version));
    if (!isThere && own.length === 0) return skip(`no entry for ${version}`);
    for (const { kind, heading, mended } of own) {
      const at = heading.place;
      if (kind === 'number' && isThere) continue;
      const whole = kind === 'marks' ? changelog.headingPattern.replace('{version}', version) : mended;
      report(kind, { at, data: { version, heading: heading.value, mended: whole } });
    }
  },
});
