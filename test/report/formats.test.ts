import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { FORMATS, isFormat, loadReporter } from '../../src/report/formats.ts';
import { FORBIDDEN, hostile, hostileLines } from './hostile.ts';
import { clean, context, reportOf, sample } from './sample.ts';

const REPORTS: { readonly [name: string]: Report } = { sample, clean, hostile, empty: reportOf([]) };

const COMMAND_NAMES = new Set([
  'add-mask',
  'debug',
  'echo',
  'error',
  'group',
  'notice',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]);

/** The log command that a GitHub runner reads from a line: `::name …::` at its start, or `##[name …]` anywhere. */
function commandIn(line: string): string | null {
  const [, v2] = /^\s*::([^: ]+)[^:]*(?::[^:]+)*::/.exec(line) ?? [];
  if (v2 !== undefined && COMMAND_NAMES.has(v2)) return v2;
  for (const [, v1 = ''] of line.matchAll(/##\[([^\] ]*)[^\]]*\]/g)) if (COMMAND_NAMES.has(v1.toLowerCase())) return v1;
  return /##(vso|teamcity)\[/.test(line) ? 'other' : null;
}

describe('every format', () => {
  test.each(FORMATS)('%s is loaded by its name', async (format) => {
    expect(isFormat(format)).toBe(true);
    expect(typeof (await loadReporter(format))).toBe('function');
  });

  test('a name that is no format is none', () => {
    expect(isFormat('xml')).toBe(false);
    expect(isFormat('toString')).toBe(false);
  });

  test.each(FORMATS)('%s gives the same bytes for the same report, and ends with a line feed', async (format) => {
    const reporter = await loadReporter(format);
    for (const report of Object.values(REPORTS)) {
      for (const verbose of [false, true]) {
        const given = { verbose, lines: () => hostileLines };
        const once = reporter(report, context(report, given));
        const again = reporter(structuredClone(report), context(report, given));
        expect(again).toBe(once);
        expect(once.endsWith('\n')).toBe(true);
      }
    }
  });

  test.each(FORMATS)('%s lets no control character of the repository through', async (format) => {
    const reporter = await loadReporter(format);
    const out = reporter(hostile, context(hostile, { verbose: true, lines: () => hostileLines }));
    const found = FORBIDDEN.filter((char) => out.includes(char));
    expect(found.map((char) => char.codePointAt(0)?.toString(16))).toEqual([]);
  });

  test.each(FORMATS)('%s writes no log command that it does not mean', async (format) => {
    const reporter = await loadReporter(format);
    const out = reporter(hostile, context(hostile, { verbose: true, lines: () => hostileLines }));
    const commands = out.split('\n').flatMap((line) => commandIn(line) ?? []);
    // 13 findings; 13 looks that failed; and a word about the four of each that GitHub does not show.
    const meant =
      format === 'github' ? [...Array<string>(13).fill('error'), ...Array<string>(13).fill('warning'), 'notice'] : [];
    expect(commands).toEqual(meant);
  });

  test('only text in colour has escape sequences, and only those of colours', async () => {
    for (const format of FORMATS) {
      const reporter = await loadReporter(format);
      const out = reporter(sample, context(sample, { colour: true, verbose: true }));
      const sequences = out.split('\u001b').slice(1);
      expect(sequences.every((sequence) => /^\[[\d;]*m/.test(sequence))).toBe(true);
      expect(sequences.length > 0).toBe(format === 'text');
    }
  });
});
