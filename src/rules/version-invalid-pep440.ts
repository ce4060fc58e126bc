import { isUnknown } from '../core/unknown.ts';
import { parsePep440 } from '../version/pep440.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-invalid-pep440',
    summary: 'The declared version is not one under PEP 440',
    why: 'Build backends refuse such a version, and no index takes it.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'versions'],
  },
  messages: {
    invalid: {
      what: '{place} says {found}, which is not a version under PEP 440',
      todo: 'Write a version such as {suggestion}.',
      severity: 'error',
    },
    notString: {
      what: 'the version in {place} is {type}, not a string',
      todo: 'Write `version = "1.2.3"`, in quotes.',
      severity: 'error',
    },
  },
  check({ project, report, skip }) {
    const { declared, malformed } = project.versions;
    if (malformed !== null) {
      report('notString', { at: malformed.place, data: { place: malformed.place.file, type: malformed.type } });
      return;
    }
    if (project.metadata === null) return skip('no Python project');
    if (declared === null) return skip('no version is stated in the tree');
    if (isUnknown(declared)) return skip(declared.unknown);
    if (parsePep440(declared.value) !== null) return;
    report('invalid', {
      at: declared.place,
      data: { place: declared.file, found: declared.value, suggestion: suggest(declared.value) },
    });
  },
});

/** The nearest version that PEP 440 knows: the leading numbers, and a dev release where the rest says "not out". */
function suggest(text: string): string {
  const release = /^v?(?<release>\d+(?:[.,]\d+)*)/.exec(text)?.groups?.['release']?.replaceAll(',', '.');
  if (release === undefined) return '1.2.3';
  return /snapshot|nightly|next|canary|dev/i.test(text) ? `${release}.dev0` : release;
}
