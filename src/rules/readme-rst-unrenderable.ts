import { isUnknown } from '../core/unknown.ts';
import type { RstProblem } from '../project/readme-document.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** pypi/warehouse#5835: from this day on PyPI refuses what it cannot render; before, it showed the raw text. */
const REFUSED_SINCE = '2019-05-12';

/** Problems that are shown; PyPI stops at the first. */
const SHOWN = 5;

export const rule: LintRule = defineRule({
  meta: {
    id: 'readme-rst-unrenderable',
    summary: 'The long description is reStructuredText that PyPI cannot render',
    why: 'PyPI refuses the upload, after the tag and the release notes are out: "The description failed to render".',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'readme'],
  },
  messages: {
    directive: {
      what: 'docutils, which PyPI renders with, has no directive {subject}',
      todo: 'Write it with directives of docutils; those of Sphinx are not known there.',
      severity: 'error',
    },
    disabled: {
      what: 'PyPI turns the directive {subject} off, and refuses the text that uses it',
      todo: 'Write the text itself in place of {subject}.',
      severity: 'error',
    },
    option: {
      what: 'the directive {subject} of docutils has no option {detail}',
      todo: 'Remove :{detail}:, which only Sphinx knows.',
      severity: 'error',
    },
    role: {
      what: 'docutils, which PyPI renders with, has no role {subject}',
      todo: 'Write a literal or a link in place of :{subject}:.',
      severity: 'error',
    },
    underline: {
      what: 'the line of the title "{subject}" is shorter than the title, which PyPI refuses',
      todo: 'Make it {detail} characters long.',
      severity: 'error',
    },
    duplicate: {
      what: 'the link name "{subject}" is given two addresses, {detail} and this one, which PyPI refuses',
      todo: 'Write one of them with two underscores after it: `…`__.',
      severity: 'error',
    },
    undefined: {
      what: '{subject} refers to a name that is not defined in the text, which PyPI refuses',
      todo: 'Write {detail}, or a backslash before the mark that makes it a reference.',
      severity: 'error',
    },
    unclosed: {
      what: 'the mark {subject} starts inline markup that nothing ends, which PyPI refuses',
      todo: 'End it, or write a backslash before it.',
      severity: 'error',
    },
    structure: {
      what: '"{subject}" {detail}, which PyPI refuses',
      todo: 'Put a blank line there, or mend the indentation.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const { readme, metadata } = project;
    if (metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    if (readme === null) return skip('no readme is declared');
    if (isUnknown(readme)) return skip(readme.unknown);
    if (readme.markup !== 'rst') return skip(`${readme.file} is not reStructuredText`);
    if (metadata.isPrivate || plan.publish === false) return skip('the project is not published to PyPI');
    if (plan.day.last < REFUSED_SINCE) return skip('PyPI showed such a text as it was until May 2019');
    for (const problem of readme.problems.slice(0, SHOWN)) {
      const { kind, subject, detail, place } = problem;
      report(kind, { at: place, data: { subject: oneLine(subject), detail } });
    }
  },
});

function oneLine(subject: RstProblem['subject']): string {
  return subject.replaceAll(/\s+/g, ' ');
}
