import { inFile } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'package-stray-top-level',
    summary: 'Tests, docs or examples would be installed as a top-level package',
    why: '`import tests` finds them in every environment that has the package, and overwrites those of other packages.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'packaging'],
  },
  messages: {
    stray: {
      what: 'the search for packages takes the folder {path} for a package, so {name} is installed beside the package',
      todo: 'Leave it out: exclude=["{top}", "{top}.*"].',
      severity: 'warning',
    },
  },
  check({ project, report, skip }) {
    const { packaging, metadata } = project;
    if (packaging === null || metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    const { setuptools } = packaging;
    if (setuptools === null) return skip(`${packaging.backend} builds the distribution, not setuptools`);
    if (isUnknown(setuptools)) return skip(setuptools.unknown);
    if (isUnknown(setuptools.discovery)) return skip(setuptools.discovery.unknown);
    for (const { name, path, place } of setuptools.stray) {
      const related = project.paths.has(`${path}/__init__.py`)
        ? [{ at: inFile(`${path}/__init__.py`), note: 'makes it a package' }]
        : [];
      const top = name.split('.')[0] ?? name;
      report('stray', { at: place, data: { name, path, top }, related });
    }
  },
});
