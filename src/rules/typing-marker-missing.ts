import type { Edit } from '../core/fix.ts';
import { inFile } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import type { TypingMarker } from '../project/packaging.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** Day of setuptools 69.0.0, which ships `py.typed` without being told. */
const SETUPTOOLS_69 = '2023-11-20';

export const rule: LintRule = defineRule({
  meta: {
    id: 'typing-marker-missing',
    summary: 'The marker py.typed is not where type checkers look for it, or not in the wheel',
    why: 'Type checkers silently ignore the annotations of an installed package without it.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'packaging'],
  },
  messages: {
    leftOut: {
      what: '{marker} is in the tree, but the package data of {package} do not take it into the wheel',
      todo: 'Add "py.typed" to the package data of {package}.',
      severity: 'error',
      fix: 'safe',
    },
    newSetuptools: {
      what: '{marker} is not among the package data of {package}, so only setuptools 69 and later take it into the wheel',
      todo: 'Add "py.typed" to the package data of {package}, or build with setuptools>=69.',
      severity: 'warning',
      fix: 'safe',
    },
    misplaced: {
      what: '{marker} lies beside the package {package}, and type checkers look for it inside',
      todo: 'Move it into the folder of {package}.',
      severity: 'error',
    },
    absent: {
      what: 'the classifiers say that the project is typed, but there is no py.typed in the tree',
      todo: 'Add an empty py.typed to the package, or remove the classifier.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const { packaging, metadata } = project;
    if (packaging === null || metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    if (packaging.markers.length === 0 && packaging.unmarked === null)
      return skip('nothing says that the project is typed');
    if (packaging.unmarked !== null) report('absent', { at: packaging.unmarked });
    const isRecent = plan.day.first >= SETUPTOOLS_69;
    for (const marker of packaging.markers) {
      const data = { marker: marker.file, package: marker.package };
      const related = [{ at: inFile(marker.file), note: 'the marker' }];
      if (marker.fate === 'misplaced') report('misplaced', { at: inFile(marker.file), data });
      // An isolated build takes the newest setuptools of its day.
      if (marker.fate !== 'left-out' || (isRecent && marker.mayBeImplicit)) continue;
      report(isRecent ? 'newSetuptools' : 'leftOut', { at: marker.place, data, related, fix: shippingEdit(marker) });
    }
  },
});

/** Only below `[tool.setuptools]`: setup.py and setup.cfg are not written to. */
function shippingEdit({ file, place, folder, package: name, isListed }: TypingMarker): readonly Edit[] {
  const isToml = place.kind === 'key' && place.path[0] === 'tool' && place.path[1] === 'setuptools';
  if (!isToml || file !== `${folder}/py.typed`) return [];
  const path = ['tool', 'setuptools', 'package-data', name];
  return isListed
    ? [{ kind: 'add', file: place.file, path, values: ['py.typed'] }]
    : [{ kind: 'set', file: place.file, path, value: ['py.typed'] }];
}
