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
    misspelt: {
      what: '{classifier} is not a classifier of PyPI, but {nearest} is',
      todo: 'Write "{nearest}".',
      severity: 'error',
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
    const isOld = isYearOlder(classifiers.listed, plan.day.first);
    for (const { classifier, nearest, mayBeNewer } of classifiers.unknown) {
      const data = { classifier: classifier.value, nearest: nearest ?? '', listed: classifiers.listed };
      const messageId = isOld || mayBeNewer ? 'newer' : nearest === null ? 'unknown' : 'misspelt';
      report(messageId, { at: classifier.place, data });
    }
    // What is deprecated now was not when an old tag was made.
    if (plan.day.from !== 'today') return;
    for (const { classifier, instead } of classifiers.deprecated) {
      const text = instead.length === 0 ? 'nothing in its place' : instead.map((one) => `"${one}"`).join(' or ');
      report('deprecated', { at: classifier.place, data: { classifier: classifier.value, instead: text } });
    }
  },
});

/** Whether the release is more than a year younger than the list. */
function isYearOlder(listed: string, day: string): boolean {
  return day > `${Number(listed.slice(0, 4)) + 1}${listed.slice(4)}`;
}
