import type { Edit } from '../core/fix.ts';
import { inFile } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import type { TypingMarker } from '../project/packaging.ts';
import type { Workflow } from '../project/workflow.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** Day of setuptools 69.0.0, which ships `py.typed` without being told. */
const SETUPTOOLS_69 = '2023-11-20';

/** Front ends that isolate without [build-system] too (PEP 517); `pip wheel` does since 25.3 only. */
const FRONT_END = /(?:-m\s{1,9}build|pyproject-build|\buv\s{1,9}build)\b/;
const NOT_ISOLATED = /setup\.py\b[^\n;&|]{0,200}\bbdist_wheel\b|--no-(?:build-)?isolation\b/;

export const rule: LintRule = defineRule({
  meta: {
    id: 'typing-marker-missing',
    summary: 'The marker py.typed is not where type checkers look for it, or not in the wheel',
    why: 'Type checkers silently ignore the annotations of an installed package without it.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'packaging', 'workflows'],
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
    absentInProgram: {
      what: 'the classifiers say that the project, which installs the command {command}, is typed, but there is no py.typed in the tree',
      todo: 'Add an empty py.typed to the package if it is imported too, or remove the classifier.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    const { packaging, metadata } = project;
    if (packaging === null || metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    if (packaging.markers.length === 0 && packaging.unmarked === null)
      return skip('nothing says that the project is typed');
    // The marker is for those who import the package; a program is run (ArchiveBox, openzim-mcp).
    const command = metadata.entryPoints.items.find(({ group }) => group === 'console_scripts')?.name;
    if (packaging.unmarked !== null)
      if (command === undefined) report('absent', { at: packaging.unmarked });
      else report('absentInProgram', { at: packaging.unmarked, data: { command } });
    const isRecent = plan.day.first >= SETUPTOOLS_69;
    for (const marker of packaging.markers) {
      const data = { marker: marker.file, package: marker.package };
      const related = [{ at: inFile(marker.file), note: 'the marker' }];
      if (marker.fate === 'misplaced') report('misplaced', { at: inFile(marker.file), data });
      // An isolated build takes the newest setuptools of its day.
      if (marker.fate !== 'left-out' || (isRecent && (marker.mayBeImplicit || isIsolatedIn(project.workflows))))
        continue;
      report(isRecent ? 'newSetuptools' : 'leftOut', { at: marker.place, data, related, fix: shippingEdit(marker) });
    }
  },
});

/** Whether the workflows build with a front end that isolates, and never otherwise (pyOpenSSL, websocket-client). */
function isIsolatedIn(workflows: readonly Workflow[]): boolean {
  const scripts = workflows.flatMap(({ jobs, actions, scripts: called }) => [
    ...[...jobs, ...actions].flatMap(({ steps }) => steps.flatMap(({ run }) => (run === null ? [] : [run.text]))),
    ...called.map(({ script }) => script.text),
  ]);
  return scripts.some((text) => FRONT_END.test(text)) && !scripts.some((text) => NOT_ISOLATED.test(text));
}

/** Only below `[tool.setuptools]`: setup.py and setup.cfg are not written to. */
function shippingEdit({ file, place, folder, package: name, isListed }: TypingMarker): readonly Edit[] {
  const isToml = place.kind === 'key' && place.path[0] === 'tool' && place.path[1] === 'setuptools';
  if (!isToml || file !== `${folder}/py.typed`) return [];
  const path = ['tool', 'setuptools', 'package-data', name];
  return isListed
    ? [{ kind: 'add', file: place.file, path, values: ['py.typed'] }]
    : [{ kind: 'set', file: place.file, path, value: ['py.typed'] }];
}
