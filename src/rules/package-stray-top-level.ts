import type { Edit } from '../core/fix.ts';
import type { Place } from '../core/place.ts';
import { inFile } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import type { Discovery } from '../project/packaging.ts';
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
      fix: 'unsafe',
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
    const tops = [...new Set(setuptools.stray.map(({ name }) => name.split('.')[0] ?? name))];
    for (const [i, { name, path, place }] of setuptools.stray.entries()) {
      const related = project.paths.has(`${path}/__init__.py`)
        ? [{ at: inFile(`${path}/__init__.py`), note: 'makes it a package' }]
        : [];
      const top = name.split('.')[0] ?? name;
      // One edit leaves them all out.
      const fix = i === 0 ? leftOut(setuptools.discovery, place, tops) : [];
      report('stray', { at: place, data: { name, path, top }, related, fix });
    }
  },
});

/** `[tool.setuptools.packages.find] exclude`; `*` after the dot takes what lies below. */
function leftOut(discovery: Discovery, place: Place, tops: readonly string[]): readonly Edit[] {
  if (place.kind !== 'key' || isUnknown(discovery) || discovery.kind !== 'find') return [];
  if (place.path.join('.') !== 'tool.setuptools.packages.find') return [];
  const path = [...place.path, 'exclude'];
  const values = tops.flatMap((top) => [top, `${top}.*`]);
  return discovery.exclude.length > 0
    ? [{ kind: 'add', file: place.file, path, values: values.filter((one) => !discovery.exclude.includes(one)) }]
    : [{ kind: 'set', file: place.file, path, value: values }];
}
