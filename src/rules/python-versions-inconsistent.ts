import { isUnknown } from '../core/unknown.ts';
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
    needs: ['pyproject'],
  },
  messages: {
    admitsDropped: {
      what: 'the required Python {requirement} admits Python {series}, but the oldest classifier is for {oldest}',
      todo: 'Write ">={oldest}".',
      severity: 'error',
    },
    admitsTwo: {
      what: 'the required Python {requirement} admits Python 2.7, but the classifiers name only Python 3',
      todo: 'Write ">={oldest}".',
      severity: 'warning',
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
      report(isNewer ? 'excludesNewer' : 'excludesOlder', { at: place, data: { series, requirement }, related });
    }
    const oldest = [...named].sort((a, b) => numberOf(a.series) - numberOf(b.series))[0];
    const namesTwo = classifiers.items.some(({ value }) => value.startsWith('Programming Language :: Python :: 2'));
    if (oldest === undefined || namesTwo || !classifiers.isComplete || !admitsSeries(specifiers, '2.7')) return;
    const data = { requirement, series: '2.7', oldest: oldest.series };
    const at = requiresPython.place;
    // `!=3.0.*,!=3.1.*` was written to be read after a lower bound.
    report(hasLowerBound(specifiers) ? 'admitsTwo' : 'admitsDropped', { at, data });
  },
});

function numberOf(series: string): number {
  const [major = 0, minor = 0] = series.split('.').map(Number);
  return major * 100 + minor;
}
