import type { Edit } from '../core/fix.ts';
import type { Place } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import type { Specifiers } from '../version/specifiers.ts';
import { admitsSeries, hasLowerBound, parseSpecifiers } from '../version/specifiers.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

const SERIES = /^Programming Language :: Python :: (?<series>\d\.\d{1,2})$/;

export const rule: LintRule = defineRule({
  meta: {
    id: 'python-versions-inconsistent',
    summary: 'The required Python versions and the classifiers contradict each other',
    why: 'pip goes by the requirement alone: it installs the release on a Python that was dropped, or refuses it on one that works.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'packaging'],
  },
  messages: {
    admitsDropped: {
      what: 'the required Python {requirement} admits Python {series}, but the oldest classifier is for {oldest}',
      todo: 'Write ">={oldest}".',
      severity: 'error',
      fix: 'unsafe',
    },
    admitsTwo: {
      what: 'the required Python {requirement} admits Python 2.7, but the classifiers name only Python 3',
      todo: 'Write ">={oldest}".',
      severity: 'warning',
      fix: 'unsafe',
    },
    excludesNewer: {
      what: 'a classifier names Python {series}, which the required Python {requirement} keeps out',
      todo: 'Widen the requirement, or remove the classifier.',
      severity: 'error',
    },
    excludesOlder: {
      what: 'a classifier names Python {series}, which the required Python {requirement} keeps out',
      todo: 'Remove the classifier.',
      severity: 'note',
      fix: 'safe',
    },
    gap: {
      what: 'the classifiers name Python {before} and {after}, but not {series}, which the required Python {requirement} admits',
      todo: 'Add "Programming Language :: Python :: {series}".',
      severity: 'note',
      fix: 'safe',
    },
    lintTarget: {
      what: '{tool} writes code for Python {target} and later, and the required Python {requirement} admits {series}',
      todo: 'Set the target of {tool} to {series}, or require Python ">={target}".',
      severity: 'note',
    },
  },
  check({ project, report, skip }) {
    const { metadata } = project;
    if (metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    const { requiresPython, classifiers } = metadata;
    if (isUnknown(requiresPython)) return skip(requiresPython.unknown);
    if (requiresPython === null) return skip('no required Python version is declared');
    const requirement = requiresPython.value;
    const specifiers = parseSpecifiers(requirement);
    if (specifiers === null) return skip('the required Python version is not a version specifier');
    const named = classifiers.items.flatMap((classifier) => {
      const series = SERIES.exec(classifier.value)?.groups?.['series'];
      return series === undefined ? [] : [{ series, place: classifier.place }];
    });
    const related = [{ at: requiresPython.place, note: 'required here' }];
    for (const { series, place } of named) {
      if (admitsSeries(specifiers, series)) continue;
      // Whoever caps the requirement keeps out a version that the classifiers promise; a left-over does no harm.
      const isNewer = named.some(
        (other) => numberOf(other.series) < numberOf(series) && admitsSeries(specifiers, other.series),
      );
      const data = { series, requirement };
      const fix = place.kind === 'key' ? ([{ kind: 'remove', file: place.file, path: place.path }] as const) : [];
      if (isNewer) report('excludesNewer', { at: place, data, related });
      else report('excludesOlder', { at: place, data, related, fix });
    }
    const sorted = [...named].sort((a, b) => numberOf(a.series) - numberOf(b.series));
    const gaps = classifiers.isComplete ? gapsIn(sorted, specifiers) : [];
    for (const [i, { before, series, after, place }] of gaps.entries()) {
      // One edit adds them all.
      const fix = i === 0 ? addition(place, gaps) : [];
      report('gap', { at: place, data: { before, series, after, requirement }, related, fix });
    }
    for (const { tool, python, place } of project.packaging?.lintTargets ?? []) {
      const series = admittedBelow(specifiers, python);
      if (series !== null)
        report('lintTarget', { at: place, data: { tool, target: python, requirement, series }, related });
    }
    const [oldest] = sorted;
    const namesTwo = classifiers.items.some(({ value }) => value.startsWith('Programming Language :: Python :: 2'));
    if (oldest === undefined || namesTwo || !classifiers.isComplete || !admitsSeries(specifiers, '2.7')) return;
    const data = { requirement, series: '2.7', oldest: oldest.series };
    const at = requiresPython.place;
    const fix = [{ kind: 'replace', at, was: requirement, text: raised(specifiers, oldest.series) }] as const;
    // `!=3.0.*,!=3.1.*` was written to be read after a lower bound.
    report(hasLowerBound(specifiers) ? 'admitsTwo' : 'admitsDropped', { at, data, fix });
  },
});

type Named = { readonly series: string; readonly place: Place };

/** Series of Python 3 that stand between two that are named, one after the other, and that the requirement admits. */
function gapsIn(
  sorted: readonly Named[],
  specifiers: Specifiers,
): readonly (Named & { readonly before: string; readonly after: string })[] {
  return sorted.flatMap(({ series: after, place }, i) => {
    const before = sorted[i - 1]?.series ?? after;
    if (!before.startsWith('3.') || !after.startsWith('3.')) return [];
    const between = Array.from({ length: Math.max(0, numberOf(after) - numberOf(before) - 1) }, (_, step) => step + 1);
    return between
      .map((step) => `3.${numberOf(before) - 300 + step}`)
      .filter((series) => admitsSeries(specifiers, series))
      .map((series) => ({ before, series, after, place }));
  });
}

function addition(place: Place, gaps: readonly Named[]): readonly Edit[] {
  if (place.kind !== 'key') return [];
  const values = gaps.map(({ series }) => `Programming Language :: Python :: ${series}`);
  return [{ kind: 'add', file: place.file, path: place.path.slice(0, -1), values }];
}

/** The newest series of Python 3 that the requirement admits, below a version that code is written for. */
function admittedBelow(specifiers: Specifiers, python: string): string | null {
  for (let series = numberOf(python) - 1; series >= 300; series--)
    if (admitsSeries(specifiers, `3.${series - 300}`)) return `3.${series - 300}`;
  return null;
}

/** The requirement with a lower bound; what it says of newer versions stays. */
function raised({ clauses }: Specifiers, oldest: string): string {
  const upper = clauses.filter(({ operator }) => operator === '<' || operator === '<=');
  return [`>=${oldest}`, ...upper.map(({ operator, version }) => operator + version)].join(',');
}

function numberOf(series: string): number {
  const [major = 0, minor = 0] = series.split('.').map(Number);
  return major * 100 + minor;
}
