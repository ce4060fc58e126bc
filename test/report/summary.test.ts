import { expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { closingLine, targetLines, targetMark } from '../../src/report/summary.ts';

const target = { name: 'demo', version: '1.0', tag: null, commit: 'f'.repeat(40) };

function reportOf(verdicts: readonly Verdict[], paths: readonly string[] = ['.']): Report {
  return {
    schemaVersion: 1,
    tool: { name: 'pyrel', version: '0.0.0' },
    command: 'lint',
    mode: 'dev',
    modeReason: 'test',
    targets: paths.map((path) => ({ ...target, path })),
    verdicts,
  };
}

const skips = (reasons: readonly string[]): readonly Verdict[] =>
  reasons.map((reason) => ({ id: 'some-rule', target: 0, outcome: 'skip', reason }));

test('few reasons of skips are all said', () => {
  expect(closingLine(reportOf(skips(['a', 'b', 'c', 'd', 'a'])))).toBe(
    '0 passed, 0 failed, 5 skipped (2 a; 1 b; 1 c; 1 d)',
  );
});

test('of many reasons the most frequent ones are said, and all are counted', () => {
  expect(closingLine(reportOf(skips(['a', 'b', 'c', 'd', 'e', 'd', 'd', 'e'])))).toBe(
    '0 passed, 0 failed, 8 skipped (3 d; 2 e; 1 a; 2 for other reasons, see `-v`)',
  );
});

test('many targets are counted, and -v names them', () => {
  const report = reportOf([], ['a', 'b', 'c', 'd', 'e', 'f']);
  expect(targetLines(report, false)).toEqual(['judged 6 projects at commit ffffffffffff; `-v` names them']);
  expect(targetLines(report, true)).toHaveLength(6);
});

test('a verdict names its target where there are several', () => {
  const [verdict] = skips(['a']);
  if (verdict === undefined) throw new Error('no verdict');
  expect(targetMark(reportOf([]), verdict)).toBe('');
  expect(targetMark(reportOf([], ['libs/a', 'libs/b']), { ...verdict, target: 1 })).toBe(' [libs/b]');
});
