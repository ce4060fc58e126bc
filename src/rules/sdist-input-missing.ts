import type { Edit } from '../core/fix.ts';
import { inFile } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** Until then many releases were made with setuptools-git or the like installed, which took every tracked file along. */
const MANIFEST_SINCE = '2016-01-01';

export const rule: LintRule = defineRule({
  meta: {
    id: 'sdist-input-missing',
    summary: 'setup.py reads a file that the source distribution leaves out',
    why: 'Whoever installs from the sdist gets FileNotFoundError: users without a matching wheel, distributions, conda-forge.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'packaging'],
  },
  messages: {
    noManifest: {
      what: 'setup.py reads {file}, which is not in the source distribution, as there is no MANIFEST.in',
      todo: 'Add a MANIFEST.in with the line `include {file}`.',
      severity: 'error',
      fix: 'unsafe',
    },
    notIncluded: {
      what: 'setup.py reads {file}, and no line of MANIFEST.in takes it into the source distribution',
      todo: 'Add the line `include {file}` to MANIFEST.in.',
      severity: 'error',
      fix: 'unsafe',
    },
  },
  check({ project, plan, report, skip }) {
    const { packaging, metadata, root } = project;
    if (packaging === null || metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    const { setuptools } = packaging;
    if (setuptools === null) return skip(`${packaging.backend} builds the distribution, not setuptools`);
    if (isUnknown(setuptools)) return skip(setuptools.unknown);
    if (plan.day.last < MANIFEST_SINCE) return skip('plug-ins of that time may have taken every tracked file along');
    const manifest = root === '' ? 'MANIFEST.in' : `${root}/MANIFEST.in`;
    const shown = (file: string): string => (root === '' ? file : file.slice(root.length + 1));
    const lines = setuptools.missingInputs.map(({ file }) => `include ${shown(file)}\n`).join('');
    const edit = lineEdit(manifest, lines, setuptools.hasManifest ? (project.sources.get(manifest)?.text ?? null) : '');
    for (const [i, { file, place }] of setuptools.missingInputs.entries()) {
      const related = [{ at: inFile(file), note: 'left out' }];
      // One edit writes the lines of all.
      const fix = i === 0 && edit !== null ? [edit] : [];
      const data = { file: shown(file) };
      report(setuptools.hasManifest ? 'notIncluded' : 'noManifest', { at: place, data, related, fix });
    }
  },
});

/** The lines at the end of MANIFEST.in, as later lines win; `''` stands for a file that is not there. */
function lineEdit(file: string, lines: string, text: string | null): Edit | null {
  // A path with a blank is two patterns.
  if (text === null || /include \S+ \S/.test(lines)) return null;
  if (text === '') return { kind: 'create', file, text: lines };
  return { kind: 'insert', file, offset: text.length, text: text.endsWith('\n') ? lines : `\n${lines}` };
}
