import type { Declared } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import type { FirstVersion } from '../project/licensing.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'license-backend-too-old',
    summary: 'The build requirement keeps out every backend that takes the licence as it is written',
    why: 'The build stops at the metadata: older backends know `license` as a table only, and no `license-files`.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'licensing'],
  },
  messages: {
    string: {
      what: '`license` is a string, which {backend} takes from {version} on, but the build requires {requirement}',
      todo: 'Write "{backend}>={version}" in `requires` of [build-system].',
      severity: 'error',
      fix: 'unsafe',
    },
    files: {
      what: '`license-files` is an array, which {backend} takes from {version} on, but the build requires {requirement}',
      todo: 'Write "{backend}>={version}" in `requires` of [build-system].',
      severity: 'error',
      fix: 'unsafe',
    },
  },
  check({ project, report, skip }) {
    const { licensing, metadata } = project;
    if (licensing === null || metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    const { backend, expression, files } = licensing;
    if (expression === null && files === null)
      return skip('[project] has neither a `license` string nor `license-files`');
    if (backend === null) return skip('pyrel does not know the build backend');
    const string = expression === null ? null : tooOld(backend.strings);
    const array = files === null ? null : tooOld(backend.arrays);
    const found = string ?? array;
    if (found === null) return;
    const { version, bound } = found;
    const text = bound.value.includes(';') ? null : `${backend.name}>=${version}`;
    report(string === null ? 'files' : 'string', {
      at: bound.place,
      data: { backend: backend.name, version, requirement: bound.value },
      related: [
        ...(expression === null || string === null ? [] : [{ at: expression.place, note: 'the string' }]),
        ...(files === null || array === null ? [] : [{ at: files, note: 'the array' }]),
      ],
      fix: text === null ? [] : [{ kind: 'replace', at: bound.place, was: bound.value, text }],
    });
  },
});

function tooOld(first: FirstVersion | null): { readonly version: string; readonly bound: Declared<string> } | null {
  return first === null || first.bound === null ? null : { version: first.version, bound: first.bound };
}
