import type { Edit } from '../core/fix.ts';
import type { Place } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import type { UndeclaredImport } from '../project/imports.ts';
import { admitsSeries, parseSpecifiers } from '../version/specifiers.ts';
import type { Specifiers } from '../version/specifiers.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** The last day on which a series was supported (PEPs 429, 478, 494, 537, 569, 596, 619, 664, 693, 719, 745, 790). */
const SUPPORTED_UNTIL: ReadonlyMap<string, string> = new Map([
  ['3.8', '2024-10-07'],
  ['3.9', '2025-10-31'],
  ['3.10', '2026-10-31'],
  ['3.11', '2027-10-31'],
  ['3.12', '2028-10-31'],
  ['3.13', '2029-10-31'],
  ['3.14', '2030-10-31'],
  ['3.15', '2031-10-31'],
  ['3.7', '2023-06-27'],
  ['3.6', '2021-12-23'],
  ['3.5', '2020-09-30'],
  ['3.4', '2019-03-18'],
]);

/** Newest series of Python 3 that a requirement is asked about. */
const NEWEST = 20;

export const rule: LintRule = defineRule({
  meta: {
    id: 'dependency-missing',
    summary: 'The package imports what none of its dependencies installs',
    why: 'Who installs the release in a fresh environment cannot import it: ModuleNotFoundError.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'imports'],
  },
  messages: {
    undeclared: {
      what: 'importing the package imports {module}, and no declared dependency installs {distribution}',
      todo: 'Add "{distribution}" to the dependencies, with the versions that work.',
      severity: 'error',
      fix: 'unsafe',
    },
    part: {
      what: 'importing the package imports {module}, and no declared dependency installs {distribution}; {whole} requires the package, and may bring it',
      todo: 'Add "{distribution}" to the dependencies, so that the package can be installed by itself.',
      severity: 'note',
      fix: 'unsafe',
    },
    onlyExtra: {
      what: 'importing the package imports {module}, and {distribution} is declared for the extra {extra} only',
      todo: 'Add "{distribution}" to the dependencies, or import it where the extra is used.',
      severity: 'warning',
    },
    tooNew: {
      what: 'importing the package imports {module}, new in Python {added}, and the required Python {requirement} admits {series}',
      todo: 'Require Python ">={added}", or import it only where it exists.',
      severity: 'error',
    },
    tooNewEnded: {
      what: 'importing the package imports {module}, new in Python {added}, and the required Python {requirement} admits {series}, which has ended',
      todo: 'Require Python ">={added}".',
      severity: 'note',
    },
    gone: {
      what: 'importing the package imports {module}, which Python {removed} removed, and a classifier names Python {series}',
      todo: 'Replace {module}, or keep Python {removed} out of the required versions and the classifiers.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const { imports, metadata } = project;
    if (imports === null || metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    const { requiresPython, classifiers } = metadata;
    const requirement = isUnknown(requiresPython) ? null : requiresPython;
    const specifiers = requirement === null ? null : parseSpecifiers(requirement.value);
    if (imports.undeclared.length + imports.partial.length === 0 && imports.unanswered !== null)
      return skip(imports.unanswered);
    // Two edits that each make the list would make two lists: each finding asks for the whole of it, which is made once.
    const missing = imports.undeclared.filter(({ extra }) => extra === null);
    for (const { module, distribution, extra, place, via, partOf, addTo } of imports.undeclared) {
      const related = chain(via);
      const data = { module, distribution };
      const fix = fixOf(addTo, [...new Set(missing.map((one) => one.distribution))].sort());
      if (extra !== null) report('onlyExtra', { at: place, data: { ...data, extra }, related });
      else if (partOf === null) report('undeclared', { at: place, data, related, fix });
      else report('part', { at: place, data: { ...data, whole: partOf }, related, fix });
    }
    for (const { module, added, removed, place, via } of imports.partial) {
      const series = added === null || specifiers === null ? null : admittedBelow(specifiers, added);
      if (added !== null && requirement !== null && series !== null) {
        const related = [...chain(via), { at: requirement.place, note: 'required here' }];
        const isNamed = classifiers.items.some(({ value }) => value === PYTHON + series);
        const hasEnded = (SUPPORTED_UNTIL.get(series) ?? '') < plan.day.first && !isNamed;
        const data = { module, added, requirement: requirement.value, series };
        report(hasEnded ? 'tooNewEnded' : 'tooNew', { at: place, data, related });
      }
      const named = removed === null ? null : namedFrom(classifiers.items, removed, specifiers);
      if (removed === null || named === null) continue;
      const related = [...chain(via), { at: named.place, note: 'named here' }];
      report('gone', { at: place, data: { module, removed, series: named.series }, related });
    }
  },
});

const PYTHON = 'Programming Language :: Python :: ';

function chain(via: readonly Place[]): readonly { readonly at: Place; readonly note: string }[] {
  return via.map((at) => ({ at, note: 'imported here' }));
}

function fixOf(addTo: UndeclaredImport['addTo'], missing: readonly string[]): readonly Edit[] {
  if (addTo === null) return [];
  const path = ['project', 'dependencies'];
  return [
    addTo.isThere
      ? { kind: 'add', file: addTo.file, path, values: missing }
      : { kind: 'set', file: addTo.file, path, value: missing },
  ];
}

/** The newest Python 3 that the requirement admits and that does not have the module yet. */
function admittedBelow(specifiers: Specifiers, added: string): string | null {
  for (let minor = minorOf(added) - 1; minor >= 0; minor--)
    if (admitsSeries(specifiers, `3.${minor}`)) return `3.${minor}`;
  return null;
}

/** The first series without the module that a classifier names and the requirement does not keep out. */
function namedFrom(
  classifiers: readonly { readonly value: string; readonly place: Place }[],
  removed: string,
  specifiers: Specifiers | null,
): { readonly series: string; readonly place: Place } | null {
  for (let minor = minorOf(removed); minor < NEWEST; minor++) {
    const series = `3.${minor}`;
    const found = classifiers.find(({ value }) => value === PYTHON + series);
    if (found !== undefined && (specifiers === null || admitsSeries(specifiers, series)))
      return { series, place: found.place };
  }
  return null;
}

function minorOf(series: string): number {
  return Number(series.split('.')[1] ?? '0');
}
