import { findByVersion } from '../version/scope.ts';
import { changelogOfRelease, defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-hidden-entry',
    summary: 'The entry for the version to be released stands in a comment or in a literal block only',
    why: 'The notes are written, and no reader ever sees them as an entry.',
    since: '0.1.0',
    mode: 'release',
    needs: ['changelog'],
  },
  messages: {
    comment: {
      what: 'the entry for {version} is in a comment, and shown nowhere else',
      todo: 'Take the entry out of the comment, so that `{heading}` starts at the margin.',
      severity: 'error',
    },
    literal: {
      what: 'the heading of {version} is in a literal block, so it heads no entry',
      todo: 'Take the entry out of the block, so that `{heading}` starts at the margin.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const given = changelogOfRelease({ project, plan });
    if ('skip' in given) return given;
    const { changelog, version } = given;
    const { file, hidden, elsewhere, isMadeFromTags } = changelog;
    if (findByVersion(changelog.entries, version) !== null) return;
    if (elsewhere !== null) return skip(`${file} says that newer releases are noted elsewhere`);
    if (isMadeFromTags) return skip(`${file} is generated from tags, so a release has its entry after its tag`);
    const found = findByVersion(hidden, version);
    if (found === null) return skip(`no entry for ${version}, shown or hidden`);
    report(found.by, { at: found.heading.place, data: { version, heading: found.heading.value } });
  },
});
