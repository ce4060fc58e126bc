import type { Edit } from '../core/fix.ts';
import type { Declared } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'classifier-unknown',
    summary: 'A trove classifier does not exist, or is deprecated',
    why: 'PyPI refuses every file of the release with "400 … is not a valid classifier", after the tag is made.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'packaging'],
  },
  messages: {
    unknown: {
      what: '{classifier} is not a classifier of PyPI',
      todo: 'Remove it, or choose one of https://pypi.org/classifiers/.',
      severity: 'error',
    },
    spelling: {
      what: '{classifier} is not a classifier of PyPI, which writes {nearest}',
      todo: 'Write "{nearest}".',
      severity: 'error',
      fix: 'safe',
    },
    misspelt: {
      what: '{classifier} is not a classifier of PyPI, but {nearest} is',
      todo: 'Write "{nearest}".',
      severity: 'error',
      fix: 'unsafe',
    },
    newer: {
      what: '{classifier} is not among the classifiers of {listed}, which is what this version of pyrel knows',
      todo: 'Look it up at https://pypi.org/classifiers/, and remove it if it is not there.',
      severity: 'warning',
    },
    deprecated: {
      what: '{classifier} is deprecated, and PyPI refuses it',
      todo: 'Write {instead}.',
      severity: 'error',
      fix: 'safe',
    },
  },
  check({ project, plan, report, skip }) {
    const { packaging, metadata } = project;
    if (packaging === null || metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    // PyPI refuses `Private ::`, so nothing is uploaded there; another index may know other classifiers.
    if (metadata.isPrivate) return skip('a `Private ::` classifier keeps the project from PyPI');
    if (plan.publish === false) return skip('the configuration says that the project is not published');
    const { classifiers } = packaging;
    const isOld = isHalfYearOlder(classifiers.listed, plan.day.first);
    for (const { classifier, nearest, isSame, mayBeNewer } of classifiers.unknown) {
      const data = { classifier: classifier.value, nearest: nearest ?? '', listed: classifiers.listed };
      const fix = nearest === null ? [] : [replaced(classifier, nearest)];
      // What differs by case only stays wrong with any newer list.
      if (isSame) report('spelling', { at: classifier.place, data, fix });
      else if (isOld || mayBeNewer) report('newer', { at: classifier.place, data });
      else report(nearest === null ? 'unknown' : 'misspelt', { at: classifier.place, data, fix });
    }
    // What is deprecated now was not when an old tag was made.
    if (plan.day.from !== 'today') return;
    // warehouse/forklift/metadata.py, "has been deprecated, use one of … instead".
    for (const { classifier, instead } of classifiers.deprecated) {
      const text = instead.length === 0 ? 'nothing in its place' : instead.map((one) => `"${one}"`).join(' or ');
      const [only] = instead;
      report('deprecated', {
        at: classifier.place,
        data: { classifier: classifier.value, instead: text },
        fix: only === undefined || instead.length > 1 ? [] : [replaced(classifier, only)],
      });
    }
  },
});

function replaced({ value, place }: Declared<string>, text: string): Edit {
  return { kind: 'replace', at: place, was: value, text };
}

/** Whether the release is more than half a year younger than the list: PyPI adds classifiers every few weeks. */
function isHalfYearOlder(listed: string, day: string): boolean {
  const [year = 0, month = 0] = listed.split('-').map(Number);
  const last =
    month > 6 ? `${year + 1}-${String(month - 6).padStart(2, '0')}` : `${year}-${String(month + 6).padStart(2, '0')}`;
  return day > `${last}${listed.slice(7)}`;
}
