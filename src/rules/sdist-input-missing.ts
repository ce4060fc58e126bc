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
    },
    notIncluded: {
      what: 'setup.py reads {file}, and no line of MANIFEST.in takes it into the source distribution',
      todo: 'Add the line `include {file}` to MANIFEST.in.',
      severity: 'error',
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
    for (const { file, place } of setuptools.missingInputs) {
      const shown = root === '' ? file : file.slice(root.length + 1);
      const related = [{ at: inFile(file), note: 'left out' }];
      report(setuptools.hasManifest ? 'notIncluded' : 'noManifest', { at: place, data: { file: shown }, related });
    }
  },
});
