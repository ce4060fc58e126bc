import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** Core metadata, field Name: what `packaging` and every backend check. */
const NAME = /^(?:[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9._-]{0,400}[A-Za-z0-9])$/;

/** The oldest Core metadata with that rule that PyPI held names against. */
const CHECKED_SINCE = '2018-04-16';

export const rule: LintRule = defineRule({
  meta: {
    id: 'name-invalid',
    summary: 'The name of the distribution is not one that PyPI accepts',
    why: 'The build or the upload stops, and nobody could ask an installer for it.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject'],
  },
  messages: {
    invalid: {
      what: 'the name "{name}" {fault}',
      todo: 'Write a name of ASCII letters, digits, ".", "_" and "-" that begins and ends with a letter or digit{example}.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const { metadata } = project;
    if (metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    const { name } = metadata;
    if (name === null) return skip('no name is stated');
    if (isUnknown(name)) return skip(name.unknown);
    if (plan.day.last < CHECKED_SINCE) return skip('PyPI did not check names then as it does now');
    const { place } = name;
    const value = name.value.slice(0, 400);
    // A template's name is filled in before it is anybody's.
    if (/[{}$%]|^<.*>$/.test(value)) return skip('the name is a placeholder');
    if (NAME.test(value)) return;
    const meant = value
      .trim()
      .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
      .replaceAll(/^[._-]+|[._-]+$/g, '');
    const example = NAME.test(meant) ? `, such as "${meant}"` : '';
    report('invalid', { at: place, data: { name: value, fault: faultOf(value), example } });
  },
});

function faultOf(name: string): string {
  if (name.trim() === '') return 'is empty';
  const [letter] = /[^A-Za-z0-9._-]/u.exec(name) ?? [];
  if (letter !== undefined) return /\s/.test(letter) ? 'has a blank in it' : `has "${letter}" in it`;
  return /^[._-]/.test(name) ? `begins with "${name[0]}"` : `ends with "${name.at(-1)}"`;
}
