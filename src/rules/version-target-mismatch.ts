import { isUnknown } from '../core/unknown.ts';
import { equalPep440 } from '../version/pep440.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-target-mismatch',
    summary: 'The declared version is not the one to be released',
    why: 'The build carries the declared version, so another release than the one asked for goes out.',
    since: '0.1.0',
    mode: 'release',
    needs: ['pyproject', 'versions'],
  },
  messages: {
    differs: {
      what: '{place} says {found}, but {expected} is to be released',
      todo: 'Write {expected} in {place}.',
      severity: 'error',
      fix: 'safe',
    },
  },
  check({ project, plan, report, skip }) {
    if (plan.release === null || plan.release.tagIsGiven) return skip('asked with `--release` only');
    const { declared } = project.versions;
    if (declared === null) return skip('no version is stated in the tree');
    if (isUnknown(declared)) return skip(declared.unknown);
    const expected = plan.release.version;
    if (declared.value === expected || equalPep440(declared.value, expected)) return;
    const { place: at, value: was } = declared;
    report('differs', {
      at,
      data: { place: declared.file, found: was, expected },
      fix: [{ kind: 'replace', at, was, text: expected }],
    });
  },
});
