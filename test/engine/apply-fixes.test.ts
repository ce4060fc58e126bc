import { describe, expect, test } from 'vitest';
import type { Fix } from '../../src/core/fix.ts';
import type { Report } from '../../src/core/report.ts';
import type { Finding } from '../../src/core/verdict.ts';
import { applyFixes } from '../../src/engine/apply-fixes.ts';

type Edit = readonly [file: string, from: number, to: number, text: string];

/** Edits on the first line of a file, columns from 1. */
const fix = (safety: Fix['safety'], ...edits: readonly Edit[]): Fix => ({
  safety,
  edits: edits.map(([file, from, to, text]) => ({
    file,
    region: { startLine: 1, startColumn: from, endLine: 1, endColumn: to },
    text,
  })),
});

const finding = (mends: Fix): Finding => ({
  messageId: 'm',
  data: {},
  what: '',
  todo: '',
  severity: 'error',
  primary: { file: 'a', region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } },
  related: [],
  fingerprint: '0'.repeat(16),
  fix: mends,
});

const report = (...rules: readonly (readonly Fix[])[]): Report => ({
  schemaVersion: 1,
  tool: { name: 'pyrel', version: '0.0.0' },
  command: 'lint',
  mode: 'dev',
  modeReason: 'test',
  targets: [{ path: '.', name: null, version: null, tag: null, commit: null }],
  verdicts: rules.map((fixes, i) => ({ id: `rule-${i}`, target: 0, outcome: 'fail', findings: fixes.map(finding) })),
});

const texts: { readonly [file: string]: string } = { a: 'abcdef\n', b: 'uvwxyz\n' };
const run = (given: Report, level: Fix['safety'] = 'unsafe') => {
  const { texts: made, ...rest } = applyFixes(given, level, (file) => texts[file] ?? null);
  return { ...rest, made: Object.fromEntries(made) };
};

describe('the fixes of a rule', () => {
  test('are applied together, across files', () => {
    const outcome = run(report([fix('safe', ['a', 1, 2, 'X']), fix('safe', ['a', 3, 4, ''], ['b', 1, 1, '>'])]));
    expect(outcome).toMatchObject({
      made: { a: 'Xbdef\n', b: '>uvwxyz\n' },
      applied: [{ id: 'rule-0', findings: 2, files: ['a', 'b'] }],
      refused: [],
    });
  });

  test('that ask for the same are made once', () => {
    expect(run(report([fix('safe', ['a', 1, 2, 'X']), fix('safe', ['a', 1, 2, 'X'])])).made).toEqual({ a: 'Xbcdef\n' });
  });

  test('that overlap are refused as a whole, in the other file too', () => {
    const outcome = run(report([fix('safe', ['a', 1, 3, 'X'], ['b', 1, 2, 'Y']), fix('safe', ['a', 2, 4, 'Z'])]));
    expect(outcome.made).toEqual({});
    expect(outcome.refused).toMatchObject([{ id: 'rule-0', reason: 'its edits of a overlap' }]);
  });

  test('that would break a file together are refused as a whole', () => {
    const given = report([fix('safe', ['a', 1, 1, '1']), fix('safe', ['a', 1, 1, '2'], ['b', 3, 3, '3'])]);
    const once = applyFixes(
      given,
      'safe',
      (file) => texts[file] ?? null,
      (_, text) => !text.includes('12'),
    );
    expect(once.texts.size).toBe(0);
    expect(once.refused).toMatchObject([{ id: 'rule-0', findings: 2, reason: 'its edits would break a' }]);
  });

  test('that would break a file are refused, and others are made', () => {
    const given = report([fix('safe', ['a', 1, 1, '1'])], [fix('safe', ['a', 3, 3, '3'])]);
    const once = applyFixes(
      given,
      'safe',
      (file) => texts[file] ?? null,
      (_, text) => !text.includes('1'),
    );
    expect(Object.fromEntries(once.texts)).toEqual({ a: 'ab3cdef\n' });
    expect(once.refused).toMatchObject([{ id: 'rule-0', reason: 'its edits would break a' }]);
  });

  test('that put text at one point keep their order', () => {
    expect(run(report([fix('safe', ['a', 4, 4, '1'], ['a', 4, 4, '2'])])).made).toEqual({ a: 'abc12def\n' });
  });

  test('beside each other do not overlap', () => {
    expect(run(report([fix('safe', ['a', 1, 3, '1'], ['a', 3, 5, '2'])])).made).toEqual({ a: '12ef\n' });
  });
});

describe('two rules', () => {
  test('the first one wins where they overlap, and the other one waits for the next round', () => {
    const outcome = run(report([fix('safe', ['a', 1, 3, 'X'])], [fix('safe', ['a', 2, 4, 'Y'], ['b', 1, 2, 'Y'])]));
    expect(outcome.made).toEqual({ a: 'Xcdef\n' });
    expect(outcome.refused).toMatchObject([
      { id: 'rule-1', reason: 'its edits of a overlap with those of another rule' },
    ]);
  });

  test('never write at one point in one round', () => {
    const outcome = run(report([fix('safe', ['a', 4, 4, '1'])], [fix('safe', ['a', 4, 4, '2'])]));
    expect(outcome.made).toEqual({ a: 'abc1def\n' });
  });
});

test('unsafe fixes are left out unless they are asked for', () => {
  const given = report([fix('unsafe', ['a', 1, 2, 'X'])], [fix('safe', ['b', 1, 2, 'Y'])]);
  expect(run(given, 'safe').made).toEqual({ b: 'Yvwxyz\n' });
  expect(run(given, 'unsafe').made).toEqual({ a: 'Xbcdef\n', b: 'Yvwxyz\n' });
});

test('a file that cannot be written back is left alone, and the rule’s other files with it', () => {
  const outcome = run(report([fix('safe', ['latin1', 1, 2, 'X'], ['a', 1, 2, 'X'])]));
  expect(outcome.made).toEqual({});
  expect(outcome.refused).toMatchObject([{ reason: 'latin1 cannot be written as it was read' }]);
});

test('a file that is made', () => {
  const made: Fix = {
    safety: 'safe',
    edits: fix('safe', ['new', 1, 1, 'x\n']).edits.map((edit) => ({ ...edit, creates: true })),
  };
  const outcome = run(report([made]));
  expect(outcome.made).toEqual({ new: 'x\n' });
  expect(outcome.refused).toEqual([]);
});
