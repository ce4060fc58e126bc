import { inFile } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'entry-point-target-missing',
    summary: 'An entry point refers to a module or a function that the package does not have',
    why: 'The command is installed and dies with ModuleNotFoundError or ImportError when a user starts it.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'packaging'],
  },
  messages: {
    module: {
      what: 'the entry point {name} refers to the module {module}, and there is no such module in the tree',
      todo: 'Correct "{value}", or add the module.',
      severity: 'error',
    },
    attribute: {
      what: 'the entry point {name} refers to {attribute} in {module}, and {file} has no such name',
      todo: 'Correct "{value}", or define {attribute} in {file}.',
      severity: 'error',
    },
  },
  check({ project, report, skip }) {
    const { packaging, metadata } = project;
    if (packaging === null || metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    for (const { entry, missing, module, attribute, file } of packaging.lostTargets) {
      const { name, value, place } = entry;
      if (missing === 'module' || file === null) report('module', { at: place, data: { name, module, value } });
      else
        report('attribute', {
          at: place,
          data: { name, module, attribute, value, file },
          related: [{ at: inFile(file), note: 'the module' }],
        });
    }
  },
});
