import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'package-data-missing',
    summary: 'A pattern for package data matches no file',
    why: 'The wheel is built without the data, and the installed package fails where it opens them.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'packaging'],
  },
  messages: {
    folder: {
      what: 'the package data name the folder {pattern}, but only files are matched, so its {count} files are left out',
      todo: 'Write "{pattern}/*", or "{pattern}/**/*" for the folders below it too.',
      severity: 'error',
      fix: 'unsafe',
    },
    nothing: {
      what: 'the package data of {package} name {pattern}, which matches no file',
      todo: 'Correct the pattern, or remove it.',
      severity: 'note',
    },
  },
  check({ project, report, skip }) {
    const { packaging, metadata } = project;
    if (packaging === null || metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    const { setuptools } = packaging;
    if (setuptools === null) return skip(`${packaging.backend} builds the distribution, not setuptools`);
    if (isUnknown(setuptools)) return skip(setuptools.unknown);
    for (const { package: owner, pattern, folder } of setuptools.idlePatterns) {
      const bare = pattern.value.replace(/\/{1,20}$/, '');
      if (folder !== null) {
        const text = folder.isFlat ? `${bare}/*` : `${bare}/**/*`;
        const fix = [{ kind: 'replace', at: pattern.place, was: pattern.value, text }] as const;
        report('folder', { at: pattern.place, data: { pattern: bare, count: folder.files }, fix });
      } else
        report('nothing', { at: pattern.place, data: { package: owner || 'every package', pattern: pattern.value } });
    }
  },
});
