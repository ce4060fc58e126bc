import { isUnknown } from '../core/unknown.ts';
import type { Declared } from '../core/place.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** pip 9 reads it since November 2016; setuptools writes it since 24.2. */
const READ_SINCE = '2017-01-01';

export const rule: LintRule = defineRule({
  meta: {
    id: 'requires-python-missing',
    summary: 'No Python version is required, though the tree shows that some do not work',
    why: 'pip gives the release to Pythons that cannot run it, where it would otherwise choose the last one that they can run.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'packaging'],
  },
  messages: {
    classifier: {
      what: 'no required Python version is declared, but a classifier says {classifier}',
      todo: 'Declare {line}.',
      severity: 'error',
      fix: 'unsafe',
    },
    contradicted: {
      what: 'no required Python version is declared, and Python {claimed}, which a classifier names, cannot compile {feature}',
      todo: 'Declare {line}, and remove the classifiers of older versions.',
      severity: 'error',
    },
    syntax: {
      what: 'no required Python version is declared, but the package cannot be imported before Python {python}: {feature}',
      todo: 'Declare {line}.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    const { packaging, metadata } = project;
    if (packaging === null || metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    const { requiresPython, classifiers, origin } = metadata;
    if (isUnknown(requiresPython)) return skip(requiresPython.unknown);
    if (requiresPython !== null) return;
    if (plan.day.last < READ_SINCE) return skip('pip did not read it when this was released');
    const key = origin === 'setup.cfg' || origin === 'setup.py' ? 'python_requires' : 'requires-python';
    const lineFor = (python: string): string =>
      origin === 'setup.cfg' ? `${key} = >=${python}` : `${key}${origin === 'setup.py' ? '=' : ' = '}">=${python}"`;
    const { syntax } = packaging;
    const versions = versionsOf(classifiers.items);
    const [oldest] = versions;
    const python = syntax?.python ?? '3';
    const isFloor = oldest !== undefined && oldest.minor > minorOf(python) && oldest.major === 3;
    const line = lineFor(isFloor ? oldest.text : python);
    const only = classifiers.items.find(({ value }) => value === 'Programming Language :: Python :: 3 :: Only');
    if (only !== undefined) {
      // Only where the classifiers tell the oldest version: what the syntax alone tells may be too low.
      const isSure = isFloor && classifiers.isComplete && only.place.kind === 'key' && origin === 'project';
      const path = ['project', 'requires-python'];
      const fix = isSure ? ([{ kind: 'set', file: only.place.file, path, value: `>=${oldest.text}` }] as const) : [];
      return report('classifier', { at: only.place, data: { classifier: only.value, line }, fix });
    }
    if (syntax === null) return;
    const claimed = oldest !== undefined && isOlder(oldest, syntax.python) ? oldest : null;
    const related = [{ at: syntax.place, note: syntax.feature }];
    const { feature } = syntax;
    if (claimed === null) report('syntax', { at: project.anchor, data: { python, feature, line }, related });
    else
      report('contradicted', { at: claimed.classifier.place, data: { claimed: claimed.text, feature, line }, related });
  },
});

type Version = {
  readonly text: string;
  readonly major: number;
  readonly minor: number;
  readonly classifier: Declared<string>;
};

/** Versions that the classifiers name, oldest first; a bare `2` or `3` names none. */
function versionsOf(classifiers: readonly Declared<string>[]): readonly Version[] {
  return classifiers
    .flatMap((classifier) => {
      const match = /^Programming Language :: Python :: (?<text>(?<major>\d)\.(?<minor>\d{1,2}))$/.exec(
        classifier.value,
      );
      const { text = '', major = '', minor = '' } = match?.groups ?? {};
      return match === null ? [] : [{ text, major: Number(major), minor: Number(minor), classifier }];
    })
    .sort((a, b) => a.major - b.major || a.minor - b.minor);
}

function minorOf(python: string): number {
  return Number(python.split('.')[1] ?? '0');
}

function isOlder({ major, minor }: Version, python: string): boolean {
  return major < 3 || minor < minorOf(python);
}
