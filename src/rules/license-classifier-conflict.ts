import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'license-classifier-conflict',
    summary: 'A licence expression stands beside `License ::` classifiers',
    why: 'setuptools, flit, PDM and others refuse to build a project that has both.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'licensing'],
  },
  messages: {
    refused: {
      what: '{backend} does not build with the classifier {classifier} beside `license = "{license}"`',
      todo: 'Remove every `License ::` classifier.',
      severity: 'error',
      fix: 'safe',
    },
    superseded: {
      what: 'the classifier {classifier} says again what `license = "{license}"` says',
      todo: 'Remove every `License ::` classifier: the pyproject.toml specification lets backends refuse both.',
      severity: 'note',
      fix: 'safe',
    },
  },
  options: {
    superseded: {
      type: 'boolean',
      default: false,
      description: 'Report classifiers beside an expression also where the backend builds with both.',
    },
  },
  check({ project, plan, options, report, skip }) {
    const { licensing, metadata } = project;
    if (licensing === null || metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    const { expression, classifiers, backend } = licensing;
    if (expression === null) return skip('[project] has no `license` string');
    if (!licensing.isBuilt) return skip('nothing says that the project is built');
    const isRefused = backend !== null && backend.forbidsBoth !== null && plan.day.last > backend.forbidsBoth;
    // Before the backends took PEP 639 up, both stood side by side by advice of Hatch's documentation.
    if (!isRefused && plan.day.last <= ACCEPTED) return skip('the release is older than PEP 639');
    if (!isRefused && !options.superseded) return;
    const [first, ...others] = classifiers;
    if (first === undefined) return;
    report(isRefused ? 'refused' : 'superseded', {
      at: first.place,
      data: { classifier: first.value, license: expression.value.slice(0, 80), backend: backend?.name ?? '' },
      related: [
        { at: expression.place, note: 'the expression' },
        ...others.map(({ place }) => ({ at: place, note: 'one more' })),
      ],
      fix: classifiers.map(({ file, path }) => ({ kind: 'remove', file, path })),
    });
  },
});

/** The day of setuptools 77, the first to refuse both. */
const ACCEPTED = '2025-03-19';
