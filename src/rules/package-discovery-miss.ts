import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** Day of setuptools 61.0.0, which looks for packages where none are declared. */
const SETUPTOOLS_61 = '2022-03-24';

export const rule: LintRule = defineRule({
  meta: {
    id: 'package-discovery-miss',
    summary: 'The build configuration misses a package of the project, or all of them',
    why: 'The wheel is built and uploaded without the code, and `import` fails for everybody who installs it.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'packaging'],
  },
  messages: {
    misspelt: {
      what: 'setuptools has no option {key}, so it is ignored',
      todo: 'Write {meant}.',
      severity: 'error',
      fix: 'unsafe',
    },
    omitted: {
      what: 'the list of packages leaves out {name}, which the package imports',
      todo: 'Add "{name}" to the list, or use find_packages().',
      severity: 'error',
      fix: 'unsafe',
    },
    absent: {
      what: 'the list of packages names {name}, and there is no folder {path}',
      todo: 'Correct the name, or map it with package_dir.',
      severity: 'error',
    },
    none: {
      what: 'no packages are declared, and setuptools before 61 finds none by itself',
      todo: 'Declare them: packages = find:.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const { packaging, metadata } = project;
    if (packaging === null || metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    const { setuptools } = packaging;
    if (setuptools === null) return skip(`${packaging.backend} builds the distribution, not setuptools`);
    if (isUnknown(setuptools)) return skip(setuptools.unknown);
    const { discovery, misspelt, omitted, absent } = setuptools;
    for (const { key, meant, place } of misspelt)
      report('misspelt', {
        at: place,
        data: { key, meant },
        fix: place.kind === 'span' ? [{ kind: 'replace', at: place, was: key, text: meant }] : [],
      });
    const values = omitted.map(({ name }) => name);
    for (const [i, { name, place, importedAt }] of omitted.entries()) {
      const related = [{ at: importedAt, note: 'imported here' }];
      // One edit adds them all.
      const isToml = i === 0 && place.kind === 'key';
      const fix = isToml ? ([{ kind: 'add', file: place.file, path: place.path, values }] as const) : [];
      report('omitted', { at: place, data: { name }, related, fix });
    }
    for (const { name, path } of absent) report('absent', { at: name.place, data: { name: name.value, path } });
    if (isUnknown(discovery)) return misspelt.length === 0 ? skip(discovery.unknown) : undefined;
    // With pyproject.toml's table, setuptools is at least 61.
    if (discovery.kind !== 'none' || metadata.origin === 'project' || plan.day.first >= SETUPTOOLS_61) return;
    if (misspelt.length === 0 && packaging.hasPackages) report('none', { at: discovery.place });
  },
});
