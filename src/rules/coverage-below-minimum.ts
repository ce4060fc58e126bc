import type { Place } from '../core/place.ts';
import { isBelow, percentText } from '../core/percent.ts';
import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'coverage-below-minimum',
    summary: 'The tests cover less than the project demands',
    why: 'What no test runs is released untested, against the bound that the project set itself.',
    since: '0.1.0',
    mode: 'release',
    needs: ['coverage'],
  },
  options: {
    minimum: {
      type: 'integer',
      default: 0,
      minimum: 0,
      description:
        'Per cent of lines and branches that tests have to cover. With 0, `fail_under` of coverage.py or `--cov-fail-under` of pytest-cov tell.',
    },
    file: {
      type: 'string',
      default: '',
      description: 'The report, relative to the project, where it has none of the usual names.',
    },
  },
  messages: {
    below: {
      what: '{file} says that {percent} % is covered, and {setting} asks for {minimum} %',
      todo: 'Test what is not covered: {missing} of {total} lines and branches, which `coverage report --show-missing` lists.',
      severity: 'error',
    },
  },
  check({ project, plan, options, report, skip }) {
    const { coverage, anchor } = project;
    if (coverage === null) return skip('asked for a release only');
    if (plan.release?.isForeign === true) return skip(`the tag ${plan.release.tag} is of another project`);
    const found = coverage.report;
    const asked = options.minimum > 0 ? ownMinimum(options.minimum, anchor) : coverage.minimum;
    if (asked === null) return skip('no minimum is set');
    if (isUnknown(asked)) return skip(asked.unknown);
    if (found === null) return skip('no coverage report is there');
    if (isUnknown(found)) return skip(found.unknown);
    const { file, covered, total, doubt } = found;
    if (doubt !== null) return skip(doubt);
    if (total === 0) return skip(`${file} covers no lines`);
    const percent = (100 * covered) / total;
    if (!isBelow(percent, asked.percent, coverage.precision)) return;
    report('below', {
      at: asked.place,
      data: {
        file,
        percent: percentText(percent, Math.max(coverage.precision, 2)),
        minimum: asked.percent,
        setting: asked.setting,
        missing: total - covered,
        total,
      },
    });
  },
});

function ownMinimum(percent: number, place: Place): { percent: number; setting: string; place: Place } {
  return { percent, setting: 'the config', place };
}
