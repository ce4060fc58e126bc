import type { Edit } from '../core/fix.ts';
import { isUnknown, known } from '../core/unknown.ts';
import { sameVersion } from '../version/scope.ts';
import { defineRule, safetyOfWriting } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-annotated-line-stale',
    summary: 'A line that is marked for a release tool states another version',
    why: 'The line promises to carry the version of the release, and readers copy a version from it that is not the released one.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'versions', 'bump-tools'],
    supersedes: ['version-copy-stale'],
  },
  messages: {
    differs: {
      what: '{file} says {found} on a line marked `{marker}`, but {other} says {expected}',
      todo: 'Write {expected} there.',
      severity: 'error',
      fix: 'unsafe',
    },
    released: {
      what: '{file} says {found} on a line marked `{marker}`, but {expected} is released',
      todo: 'Write {expected} there.',
      severity: 'error',
      fix: 'safe',
    },
  },
  check({ project, plan, report, skip }) {
    const { bumpTools, versions } = project;
    const marked = bumpTools.flatMap((tool) => tool.marked);
    if (marked.length === 0) return skip('no line is marked for a release tool');
    const declared = known(versions.declared);
    const release = plan.release?.tagIsGiven === true ? plan.release.version : null;
    const expected = declared?.value ?? release;
    if (expected === null)
      return skip(isUnknown(versions.declared) ? versions.declared.unknown : 'no version is stated in the tree');
    // version-mismatch judges the places that state the distribution's version, marked or not.
    const judged = new Set(versions.places.map(({ place }) => JSON.stringify(place)));
    for (const { value, place, file, marker } of marked) {
      if (sameVersion(value, expected) || (release !== null && sameVersion(value, release))) continue;
      if (judged.has(JSON.stringify(place))) continue;
      const data = { file, found: value, marker, expected };
      const fix: readonly Edit[] = [{ kind: 'replace', at: place, was: value, text: expected }];
      if (declared === null) report('released', { at: place, data, fix });
      else
        report('differs', {
          at: place,
          data: { ...data, other: declared.file },
          related: [{ at: declared.place, note: 'declared here' }],
          fix,
          safety: safetyOfWriting(expected, plan),
        });
    }
  },
});
