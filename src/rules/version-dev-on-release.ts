import { isUnknown } from '../core/unknown.ts';
import { equalPep440, finalRelease, parsePep440 } from '../version/pep440.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-dev-on-release',
    summary: 'The declared version still carries the dev part of the release to be made',
    why: 'A development release goes out under the name of the final one, and installers pass over it.',
    since: '0.1.0',
    mode: 'release',
    needs: ['pyproject', 'versions'],
    supersedes: ['version-target-mismatch', 'tag-version-mismatch'],
  },
  messages: {
    dev: {
      what: '{place} still says {found}, and {expected} is to be released',
      todo: 'Write {expected} in {place}.',
      severity: 'error',
      fix: 'safe',
    },
  },
  check({ project, plan, report, skip }) {
    const { declared } = project.versions;
    if (plan.release === null) return skip('asked in release mode only');
    if (declared === null) return skip('no version is stated in the tree');
    if (isUnknown(declared)) return skip(declared.unknown);
    const expected = plan.release.version;
    const [found, target] = [parsePep440(declared.value), parsePep440(expected)];
    // Another release's dev version (1.1.0.dev0 under the tag 1.0.0) is for the rules that compare the two.
    if (found === null || target === null || !found.isDev || target.isDev) return;
    if (!equalPep440(finalRelease(found), finalRelease(target))) return;
    const { place: at, value: was } = declared;
    report('dev', {
      at,
      data: { place: declared.file, found: was, expected },
      fix: [{ kind: 'replace', at, was, text: expected }],
    });
  },
});
