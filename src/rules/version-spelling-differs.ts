import { isUnknown } from '../core/unknown.ts';
import { equalPep440 } from '../version/pep440.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-spelling-differs',
    summary: 'Two places state the same version in different spellings',
    why: 'Scripts and workflows that compare versions as text take equal versions for different ones.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'versions'],
  },
  messages: {
    differs: {
      what: '{place} spells the version {found}, and {other} spells it {expected}',
      todo: 'Write {expected} in {place}.',
      severity: 'warning',
      fix: 'safe',
    },
  },
  check({ project, report, skip }) {
    const { declared } = project.versions;
    if (declared === null) return skip('no version is stated in the tree');
    if (isUnknown(declared)) return skip(declared.unknown);
    for (const place of project.versions.places) {
      if (place.role !== 'source' || place.value === declared.value || !equalPep440(place.value, declared.value))
        continue;
      const isSameFile = place.file === declared.file;
      report('differs', {
        at: place.place,
        data: {
          place: isSameFile ? `\`${place.label}\` in ${place.file}` : place.file,
          found: place.value,
          other: isSameFile ? `\`${declared.label}\`` : declared.file,
          expected: declared.value,
        },
        related: [{ at: declared.place, note: 'declared here' }],
        fix: [{ kind: 'replace', at: place.place, was: place.value, text: declared.value }],
      });
    }
  },
});
