import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rulePage } from '../../src/core/addresses.ts';
import { explain } from '../../src/report/explain.ts';
import { ruleTable, rulesJson } from '../../src/report/rule-list.ts';
import type { RuleInfo } from '../../src/report/rule-list.ts';
import { rule as readmeMissing } from '../../src/rules/readme-missing.ts';

const configurable: RuleInfo = {
  meta: {
    id: 'changelog-date-implausible',
    summary: 'The date of the newest changelog entry is far from the date of its tag',
    why: 'A date typed by hand is often of last month or last year, and readers take it for the date of the release.',
    since: '0.1.0',
    mode: 'release',
    needs: ['changelog', 'history'],
    offByDefault: true,
    supersedes: ['changelog-date-invalid'],
  },
  messages: {
    far: {
      what: '{file} dates {version} {entryDate}, but its tag is of {tagDate}',
      todo: 'Write {tagDate}.',
      severity: 'warning',
    },
    future: {
      what: '{file} dates {version} {entryDate}, which is to come',
      todo: 'Write {tagDate}.',
      severity: 'error',
    },
  },
  options: {
    tolerance: { type: 'integer', default: 2, minimum: 0, description: 'Days that the two may be apart.' },
    style: { type: 'string', default: 'iso', enum: ['iso', 'any'], description: 'How dates are written.' },
    formats: { type: 'array', items: { type: 'string' }, default: ['YYYY-MM-DD'], description: 'Dates that are read.' },
    strict: { type: 'boolean', default: false, description: 'Whether a missing date is one.' },
  },
};

describe('pyrel rules', () => {
  test('a line each', () => {
    expect(ruleTable([readmeMissing, configurable], false)).toMatchInlineSnapshot(`
      "id                          level    asked    what it finds
      readme-missing              error    always   The declared readme is not in the tree, or only under another case
      changelog-date-implausible  off      release  The date of the newest changelog entry is far from the date of its tag
      "
    `);
  });

  test('colour changes no column', () => {
    const plain = ruleTable([readmeMissing, configurable], false);
    const colour = ruleTable([readmeMissing, configurable], true);
    expect(colour).not.toBe(plain);
    expect(
      colour
        .split('\u001b')
        .map((part) => part.replace(/^\[[\d;]*m/, ''))
        .join(''),
    ).toBe(plain);
  });

  test('as JSON: all metadata, what is left to the defaults filled in', () => {
    const [first, second] = JSON.parse(rulesJson([readmeMissing, configurable])) as readonly Record<string, unknown>[];
    expect(first).toEqual({
      ...readmeMissing.meta,
      offByDefault: false,
      supersedes: [],
      severity: 'error',
      helpUri: rulePage('readme-missing'),
      messages: readmeMissing.messages,
      options: {},
    });
    expect(second).toMatchObject({
      offByDefault: true,
      supersedes: ['changelog-date-invalid'],
      options: configurable.options,
    });
  });
});

describe('pyrel explain', () => {
  const given = { page: null, colour: false, width: 80 };

  test('a rule without options, without its page', () => {
    expect(explain(readmeMissing, given)).toMatchInlineSnapshot(`
      "readme-missing

      Finds  The declared readme is not in the tree, or only under another case.
      Why    The build fails, or PyPI shows no description; a name that differs only
             by case builds on macOS and Windows and fails on Linux.
      Level  error
      Asked  always
      Since  pyrel 0.1.0

      Messages
        error: ORIGIN names README as the readme, but there is no such file
          fix: Add README, or name the file that is there.
        error: ORIGIN names README as the readme, but the file is called ACTUAL
          fix: Write ACTUAL, or rename the file to README.

      Switch it off
        in pyproject.toml:
          [tool.pyrel.rules]
          "readme-missing" = "off"
        at one place, on or above the line (in Markdown: <!-- pyrel: … -->):
          # pyrel: ignore[readme-missing] REASON

      More: https://github.com/pyrel/pyrel/blob/main/docs/rules/readme-missing.md
      "
    `);
  });

  test('a rule with options, off by default', () => {
    expect(explain(configurable, given)).toMatchInlineSnapshot(`
      "changelog-date-implausible

      Finds  The date of the newest changelog entry is far from the date of its tag.
      Why    A date typed by hand is often of last month or last year, and readers
             take it for the date of the release.
      Level  off, unless the config gives it a level
      Asked  in release mode only
      Since  pyrel 0.1.0

      Messages
        warning: FILE dates VERSION ENTRY-DATE, but its tag is of TAG-DATE
          fix: Write TAG-DATE.
        error: FILE dates VERSION ENTRY-DATE, which is to come
          fix: Write TAG-DATE.

      Options
        in pyproject.toml:
          [tool.pyrel.rules]
          "changelog-date-implausible" = { tolerance = 2 }
        tolerance  integer, at least 0, default 2
          Days that the two may be apart.
        style  "iso" | "any", default "iso"
          How dates are written.
        formats  list of strings, default ["YYYY-MM-DD"]
          Dates that are read.
        strict  boolean, default false
          Whether a missing date is one.

      Switch it on
        in pyproject.toml:
          [tool.pyrel.rules]
          "changelog-date-implausible" = "error"

      More: https://github.com/pyrel/pyrel/blob/main/docs/rules/changelog-date-implausible.md
      "
    `);
  });

  const page = [
    '# changelog-date-implausible',
    '',
    '<!-- facts -->',
    '| Since | 0.1.0 |',
    '<!-- /facts -->',
    '',
    '## What it finds',
    '',
    'Dates that are off.',
    '',
    '## Example',
    '',
    '<!-- tags: v0.1.0 -->',
    '',
    '`CHANGELOG.md`',
    '```md',
    '<!-- towncrier -->',
    '# Changelog',
    '## 0.1.0',
    '```',
    '',
    '## Options',
    '',
    '<!-- options -->',
    '| tolerance | 2 |',
    '<!-- /options -->',
    '',
    '## When to turn it off',
    'When dates are written by a bot.',
    '',
  ].join('\r\n');

  test('with the page: what people wrote, and facts and options from the rule itself', () => {
    const out = explain(configurable, { ...given, page });
    expect(out).toContain(
      [
        'What it finds',
        '',
        'Dates that are off.',
        '',
        'Example',
        '',
        '`CHANGELOG.md`',
        '```md',
        '<!-- towncrier -->',
        '# Changelog',
        '## 0.1.0',
        '```',
        '',
        'When to turn it off',
        'When dates are written by a bot.',
        '',
        'Options',
        '  in pyproject.toml:',
        '    [tool.pyrel.rules]',
        '    "changelog-date-implausible" = { tolerance = 2 }',
        '  tolerance  integer, at least 0, default 2',
      ].join('\n'),
    );
    expect(out).not.toContain('| tolerance |');
    expect(out).not.toContain('| Since |');
    expect(out).not.toContain('Messages');
  });

  test('the page of a real rule', () => {
    const real = readFileSync(new URL('../../docs/rules/readme-missing.md', import.meta.url), 'utf8');
    const out = explain(readmeMissing, { ...given, page: real });
    expect(out).toContain('\nWhy\n');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(110);
    expect(out).not.toMatch(/<!-- \/?(facts|options) -->/);
  });
});
