import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { github } from '../../src/report/github.ts';
import { at, clean, context, fail, finding, reportOf, sample } from './sample.ts';

type Command = { readonly name: string; readonly properties: Record<string, string>; readonly message: string };

/** Reads workflow commands as the runner does (actions/runner, ActionCommand.TryParseV2). */
function commands(out: string): readonly Command[] {
  return out.split('\n').flatMap((line) => {
    const [, info, data] = /^\s*::(.+?)::(.*)$/.exec(line) ?? [];
    if (info === undefined || data === undefined) return [];
    const [name = '', ...rest] = info.split(' ');
    const pairs = rest
      .join(' ')
      .split(',')
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);
    const properties = Object.fromEntries(
      pairs.map(([key = '', value = '']) => [
        key,
        unescape(value).replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%'),
      ]),
    );
    return [{ name, properties, message: unescape(data).replaceAll('%25', '%') }];
  });
}

function unescape(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
}

function run(report: Report): readonly Command[] {
  return commands(github(report, context(report)));
}

function many(count: number, severity: 'error' | 'warning' | 'note'): Report['verdicts'] {
  return Array.from({ length: count }, (_, i) =>
    fail('tag-format', finding({ severity, primary: at('a', `${i + 1}:2`) })),
  );
}

describe('github', () => {
  test('the sample', () => {
    expect(github(sample, context(sample))).toMatchInlineSnapshot(`
      "::error file=pyproject.toml,line=3,endLine=3,col=12,endColumn=17,title=version-mismatch::pyproject.toml:3:12: pyproject.toml says 0.2.0, but src/demo/__init__.py says 0.1.1%0Asrc/demo/__init__.py:3:16 declared here%0Afix: Write 0.2.0 in src/demo/__init__.py.%0Amore: https://github.com/pyrel/pyrel/blob/main/docs/rules/version-mismatch.md
      ::warning title=license-file-missing::LICENSE could not look: LICENSE is larger than 10 MB
      ::warning file=CHANGELOG.md,line=3,endLine=3,col=1,endColumn=24,title=changelog-entry-missing::CHANGELOG.md:3:1: CHANGELOG.md has no entry for 0.2.0; its newest is 0.1.1%0Afix: Add \`## [0.2.0] - 2026-11-20\` above \`## [0.1.1] - 2026-08-04\`.%0Amore: https://github.com/pyrel/pyrel/blob/main/docs/rules/changelog-entry-missing.md
      release mode for 0.2.0 (tag v0.2.0): --tag
      5 passed, 2 failed (1 error, 1 warning), 6 skipped (3 the project has no workflows; 2 a shallow clone; 1 no version is read from the environment), 1 ignored, 1 could not be looked at
      "
    `);
  });

  test('a clean run makes no annotation', () => {
    expect(github(clean, context(clean))).toMatchInlineSnapshot(`
      "dev mode: no tag at HEAD
      2 passed, 0 failed, 2 skipped (2 asked in release mode only)
      "
    `);
  });

  test('escapes what the runner unescapes, and only that', () => {
    const file = 'a,b:c%2Cd=e/100%.toml';
    const what = '100% of a:b, c; %0A is not a line feed';
    const report = reportOf([fail('tag-format', finding({ what, primary: at(file, '1:2-3') }))]);
    const [command] = run(report);
    expect(command?.properties['file']).toBe(file);
    expect(command?.message.split('\n')[0]).toBe(`${file}:1:2: ${what}`);
    expect(github(report, context(report))).toContain('file=a%2Cb%3Ac%252Cd=e/100%25.toml,line=1');
  });

  test('gives columns only within a line: the runner drops them otherwise', () => {
    const report = reportOf([fail('tag-format', finding({ primary: at('a', '3:5-7:2') }))]);
    expect(run(report)[0]?.properties).toEqual({ file: 'a', line: '3', endLine: '7', title: 'tag-format' });
  });

  test('puts the worst first', () => {
    const report = reportOf([...many(1, 'note'), ...many(1, 'warning'), ...many(1, 'error')]);
    expect(run(report).map((command) => command.name)).toEqual(['error', 'warning', 'notice']);
  });

  test('says nothing of the limit while all fit', () => {
    const report = reportOf([...many(10, 'error'), ...many(10, 'warning'), ...many(10, 'note')]);
    expect(run(report)).toHaveLength(30);
  });

  test.each([
    [11, 0, 0, '1 error more in its log'],
    [12, 11, 0, '2 errors and 1 warning more in its log'],
    [0, 12, 10, '2 warnings and 1 notice more in its log'],
    [0, 0, 11, '2 notices more in its log'],
  ])('%i errors, %i warnings, %i notes: %s', (errors, warnings, notes, said) => {
    const report = reportOf([...many(errors, 'error'), ...many(warnings, 'warning'), ...many(notes, 'note')]);
    const all = run(report);
    expect(all).toHaveLength(errors + warnings + notes + 1);
    const about = all.findIndex((command) => command.properties['title'] === 'pyrel');
    expect(all[about]?.message).toBe(`GitHub shows 10 annotations of each kind for a step; ${said}`);
    // The word itself must be among the ten notices that are shown.
    expect(about).toBe(errors + warnings);
  });
});
