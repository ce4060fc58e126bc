import { expect, test } from 'vitest';
import type { Severity } from '../../src/core/message.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { exitCode } from '../../src/report/exit-code.ts';
import { at, clean, fail, finding, pass, reportOf, sample, skip } from './sample.ts';

const failing = (...severities: readonly Severity[]): Verdict =>
  fail('tag-format', ...severities.map((severity) => finding({ severity, primary: at('a', '1:1') })));
const blind: Verdict = { id: 'tag-exists', target: 0, outcome: 'error', reason: 'permission denied' };
const ignored: Verdict = {
  id: 'tag-format',
  target: 0,
  outcome: 'ignored',
  reason: 'old',
  findings: [finding({ primary: at('a', '1:1') })],
  suppression: { kind: 'config', reason: 'old', place: at('pyproject.toml', '9:1') },
};

test.each<[string, readonly Verdict[], Severity, number]>([
  ['nothing was asked', [], 'error', 0],
  ['all passed', [pass('a')], 'note', 0],
  ['skips leave it alone', [pass('a'), skip('b', 'a shallow clone')], 'note', 0],
  ['ignored findings do not count', [ignored], 'note', 0],
  ['an error fails', [failing('error')], 'error', 1],
  ['a warning stays below error', [failing('warning')], 'error', 0],
  ['a warning reaches warning', [failing('warning')], 'warning', 1],
  ['a note stays below warning', [failing('note')], 'warning', 0],
  ['a note reaches note', [failing('note')], 'note', 1],
  ['an error reaches note', [failing('error')], 'note', 1],
  ['the worst finding decides', [failing('note', 'error', 'warning')], 'error', 1],
  ['a look that failed is inconclusive', [pass('a'), blind], 'error', 3],
  ['… also beside findings that do not count', [failing('note'), blind], 'error', 3],
  ['a failure is certain, whatever could not be looked at', [blind, failing('error')], 'error', 1],
])('%s', (_, verdicts, failOn, code) => {
  expect(exitCode(reportOf(verdicts), failOn)).toBe(code);
});

test('the samples', () => {
  expect(exitCode(sample, 'error')).toBe(1);
  expect(exitCode(clean, 'note')).toBe(0);
});
