import { known } from '../core/unknown.ts';
import { sameVersion } from '../version/scope.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** Patterns of the repository are tried on nothing longer. */
const LONGEST = 24;

export const rule: LintRule = defineRule({
  meta: {
    id: 'bump-config-regex-blind',
    summary: 'A version bumping tool cannot read the version that is released',
    why: 'The next bump drops a part of the version, mixes two versions into one, or does not find the old one at all.',
    since: '0.1.0',
    mode: 'release',
    needs: ['pyproject', 'versions', 'bump-tools'],
  },
  messages: {
    version: {
      what: '{label} of {tool} in {file} does not cover {version}',
      todo: 'Extend {label} so that it covers {version} as a whole, or release a version that it covers.',
      severity: 'warning',
    },
    stated: {
      what: '{tool} replaces what {label} covers, and that is not the whole of {version} in {file}',
      todo: 'Write a version of three numbers, as in 1.2.3 or 1.2.3-rc1, or let {tool} write the file by another pattern.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const { bumpTools, versions } = project;
    if (bumpTools.length === 0) return skip('no version bumping tool is configured');
    const version = plan.release?.version;
    if (version === undefined) return skip('asked for a release only');
    const declared = known(versions.declared)?.value;
    const right = [version, declared ?? version];
    for (const { tool, forms, current } of bumpTools) {
      // A tool that is out of step is not what makes this release; bump-config-current-stale says so.
      if (current !== null && !right.some((one) => sameVersion(one, current.value))) continue;
      for (const { pattern, label, place: at, stated } of forms) {
        // What stands there may be a placeholder, or the version of something else.
        if (stated !== null && !right.some((one) => sameVersion(one, stated))) continue;
        // The spelling that the tool has before it: a tag may spell the version otherwise.
        const text = stated ?? current?.value ?? version;
        if (text.length > LONGEST || pattern.test(text)) continue;
        report(stated === null ? 'version' : 'stated', { at, data: { tool, label, file: at.file, version: text } });
      }
    }
  },
});
