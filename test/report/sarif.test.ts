import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { sarif } from '../../src/report/sarif.ts';
import { hostile } from './hostile.ts';
import { at, card, clean, context, fail, finding, pass, reportOf, sample } from './sample.ts';
import type { Log, Result } from './sarif-log.ts';
import { compileSchema, violations } from './schema.ts';

function logOf(report: Report): Log {
  return JSON.parse(sarif(report, context(report))) as Log;
}

function resultsOf(report: Report): readonly Result[] {
  return logOf(report).runs[0].results;
}

const one = (given: Parameters<typeof finding>[0]): Result => {
  const [result] = resultsOf(reportOf([fail('tag-format', finding(given))]));
  if (result === undefined) throw new Error('no result');
  return result;
};

describe('sarif', () => {
  test('the results of the sample', () => {
    expect(resultsOf(sample)).toMatchInlineSnapshot(`
      [
        {
          "level": "error",
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "pyproject.toml",
                  "uriBaseId": "%SRCROOT%",
                },
                "region": {
                  "endColumn": 17,
                  "endLine": 3,
                  "startColumn": 12,
                  "startLine": 3,
                },
              },
            },
          ],
          "message": {
            "text": "pyproject.toml says 0.2.0, but src/demo/__init__.py says 0.1.1. Write 0.2.0 in src/demo/__init__.py. See [declared here](1).",
          },
          "partialFingerprints": {
            "primaryLocationLineHash": "5d1f0c6a3f2be417:1",
          },
          "relatedLocations": [
            {
              "id": 1,
              "message": {
                "text": "declared here",
              },
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "src/demo/__init__.py",
                  "uriBaseId": "%SRCROOT%",
                },
                "region": {
                  "endColumn": 21,
                  "endLine": 3,
                  "startColumn": 16,
                  "startLine": 3,
                },
              },
            },
          ],
          "ruleId": "version-mismatch",
          "ruleIndex": 0,
        },
        {
          "level": "warning",
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "CHANGELOG.md",
                  "uriBaseId": "%SRCROOT%",
                },
                "region": {
                  "endColumn": 24,
                  "endLine": 3,
                  "startColumn": 1,
                  "startLine": 3,
                },
              },
            },
          ],
          "message": {
            "text": "CHANGELOG.md has no entry for 0.2.0; its newest is 0.1.1. Add \`## [0.2.0] - 2026-11-20\` above \`## [0.1.1] - 2026-08-04\`.",
          },
          "partialFingerprints": {
            "primaryLocationLineHash": "0be2a9d86f1c7734:1",
          },
          "relatedLocations": [],
          "ruleId": "changelog-entry-missing",
          "ruleIndex": 1,
        },
        {
          "level": "error",
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "pyproject.toml",
                  "uriBaseId": "%SRCROOT%",
                },
                "region": {
                  "endColumn": 20,
                  "endLine": 4,
                  "startColumn": 11,
                  "startLine": 4,
                },
              },
            },
          ],
          "message": {
            "text": "pyproject.toml names readme.md as the readme, but the file is called README.md. Write README.md, or rename the file to readme.md. See [the file that is there](1).",
          },
          "partialFingerprints": {
            "primaryLocationLineHash": "9a41c2e07b5d8f63:1",
          },
          "relatedLocations": [
            {
              "id": 1,
              "message": {
                "text": "the file that is there",
              },
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "README.md",
                  "uriBaseId": "%SRCROOT%",
                },
                "region": {
                  "endColumn": 1,
                  "endLine": 1,
                  "startColumn": 1,
                  "startLine": 1,
                },
              },
            },
          ],
          "ruleId": "readme-missing",
          "ruleIndex": 2,
          "suppressions": [
            {
              "justification": "GitHub renames it on merge (until 2027-01-01)",
              "kind": "inSource",
              "location": {
                "physicalLocation": {
                  "artifactLocation": {
                    "uri": "pyproject.toml",
                    "uriBaseId": "%SRCROOT%",
                  },
                  "region": {
                    "endColumn": 96,
                    "endLine": 4,
                    "startColumn": 23,
                    "startLine": 4,
                  },
                },
              },
              "status": "accepted",
            },
          ],
        },
      ]
    `);
  });

  test('the rules of the sample', () => {
    expect(logOf(sample).runs[0].tool.driver.rules.slice(0, 1)).toMatchInlineSnapshot(`
      [
        {
          "defaultConfiguration": {
            "level": "error",
          },
          "fullDescription": {
            "text": "Two places of the project state different versions. Users see one version from \`pip show\` and another from the program, and bug reports name the wrong one.",
          },
          "help": {
            "markdown": "Two places of the project state different versions.

      **Why:** Users see one version from \`pip show\` and another from the program, and bug reports name the wrong one.

      - **error:** FIRST says FIRST-VERSION, but SECOND says SECOND-VERSION. Write FIRST-VERSION in SECOND.

      [More about \`version-mismatch\`](https://github.com/pyrel/pyrel/blob/main/docs/rules/version-mismatch.md)
      ",
            "text": "Two places of the project state different versions.

      Users see one version from \`pip show\` and another from the program, and bug reports name the wrong one.

      - FIRST says FIRST-VERSION, but SECOND says SECOND-VERSION. Write FIRST-VERSION in SECOND.

      More: https://github.com/pyrel/pyrel/blob/main/docs/rules/version-mismatch.md
      ",
          },
          "helpUri": "https://github.com/pyrel/pyrel/blob/main/docs/rules/version-mismatch.md",
          "id": "version-mismatch",
          "name": "VersionMismatch",
          "properties": {
            "precision": "high",
            "problem.severity": "error",
            "tags": [
              "python",
              "release",
              "lint",
            ],
          },
          "shortDescription": {
            "text": "Two places of the project state different versions.",
          },
        },
      ]
    `);
  });

  test('the run around them', () => {
    const log = logOf(sample);
    const { results: _, tool, ...run } = log.runs[0];
    const { rules: _rules, ...driver } = tool.driver;
    expect({ ...log, runs: [{ ...run, tool: { driver } }] }).toMatchInlineSnapshot(`
      {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "runs": [
          {
            "automationDetails": {
              "id": "pyrel/lint/",
            },
            "columnKind": "utf16CodeUnits",
            "invocations": [
              {
                "executionSuccessful": true,
                "toolExecutionNotifications": [
                  {
                    "associatedRule": {
                      "id": "license-file-missing",
                      "index": 3,
                    },
                    "level": "warning",
                    "message": {
                      "text": "LICENSE: could not look: LICENSE is larger than 10 MB.",
                    },
                  },
                ],
              },
            ],
            "originalUriBaseIds": {
              "%SRCROOT%": {
                "description": {
                  "text": "Top level of the git repository.",
                },
              },
            },
            "tool": {
              "driver": {
                "informationUri": "https://github.com/pyrel/pyrel",
                "name": "pyrel",
                "semanticVersion": "0.1.0",
                "version": "0.1.0",
              },
            },
          },
        ],
        "version": "2.1.0",
      }
    `);
  });

  test('only findings become results: every result becomes an alert', () => {
    const ids = resultsOf(sample).map((result) => result.ruleId);
    expect(ids).toEqual(['version-mismatch', 'changelog-entry-missing', 'readme-missing']);
    expect(resultsOf(clean)).toEqual([]);
  });

  test('every rule is described once, whether it found something or not, and results point at theirs', () => {
    const { results, tool } = logOf(sample).runs[0];
    expect(tool.driver.rules.map((rule) => rule.id)).toEqual(context(sample).rules.map((rule) => rule.id));
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  test('a verdict of a rule without a card is a bug, not a result without a rule', () => {
    expect(() => sarif(sample, context(sample, { rules: [] }))).toThrow('no rule card for');
  });

  test('a probe is an analysis of its own', () => {
    expect(logOf(reportOf([pass('oci-tag-absent')], { command: 'probe' })).runs[0].automationDetails.id).toBe(
      'pyrel/probe/',
    );
  });

  test.each([
    ['src/demo/__init__.py', 'src/demo/__init__.py'],
    ['docs/à propos.md', 'docs/%C3%A0%20propos.md'],
    ['a#b?c%20d.toml', 'a%23b%3Fc%2520d.toml'],
    ['c:/x.toml', 'c%3A/x.toml'],
    ['[x]{y}^.toml', '%5Bx%5D%7By%7D%5E.toml'],
    ['\ud800.toml', '%EF%BF%BD.toml'],
  ])('the path %s is the relative reference %s', (file, uri) => {
    const { uri: found, uriBaseId } = one({ primary: at(file, '1:1') }).locations[0].physicalLocation.artifactLocation;
    expect([found, uriBaseId]).toEqual([uri, '%SRCROOT%']);
    expect(new URL(found, 'file:///root/').pathname).toBe(`/root/${uri}`);
  });

  test('equal findings are told apart by their number, ignored ones counted with them', () => {
    const twin = finding({ primary: at('a', '1:1') });
    const hashes = resultsOf(
      reportOf([
        fail('tag-format', twin, twin),
        {
          id: 'tag-format',
          target: 0,
          outcome: 'ignored',
          reason: 'old',
          findings: [twin],
          suppression: { kind: 'config', reason: 'old', place: at('pyproject.toml', '9:1') },
        },
      ]),
    ).map((result) => result.partialFingerprints.primaryLocationLineHash);
    expect(hashes).toEqual(['cbf29ce484222325:1', 'cbf29ce484222325:2', 'cbf29ce484222325:3']);
  });

  test('an ignore in the config is external and has no place in the source', () => {
    const [result] = resultsOf(
      reportOf([
        {
          id: 'tag-format',
          target: 0,
          outcome: 'ignored',
          reason: 'old tags',
          findings: [finding({ primary: at('a', '1:1') })],
          suppression: { kind: 'config', reason: 'old tags', place: at('pyproject.toml', '9:1') },
        },
      ]),
    );
    expect(result?.suppressions).toEqual([{ kind: 'external', status: 'accepted', justification: 'old tags' }]);
  });

  test('a title sentence, the fix, and links to the related places', () => {
    const related = [at('a', '1:1', 'declared here'), at('b/c.py', '2:3')];
    expect(one({ primary: at('a', '1:1'), related }).message.text).toBe(
      'one thing is said here, but another there. Write the one. See [declared here](1), [b/c.py:2:3](2).',
    );
  });

  test('a value of the repository cannot make a link', () => {
    const what = String.raw`[a](https://evil.example) \ [b]`;
    const { message, relatedLocations } = one({ what, primary: at('a', '1:1'), related: [at('a', '1:1', what)] });
    expect(message.text).toBe(
      String.raw`[a] (https://evil.example) \ [b]. Write the one. See [\[a\](https://evil.example) \\ \[b\]](1).`,
    );
    expect(relatedLocations[0]?.message?.text).toBe(String.raw`[a] (https://evil.example) \ [b]`);
  });

  test('braces stay as they are to be written', () => {
    expect(one({ todo: 'Write `${{ github.ref }}`.', primary: at('a', '1:1') }).message.text).toContain(
      '`${{ github.ref }}`',
    );
  });

  test('help text has no HTML, but keeps it in code spans', () => {
    const why = 'Readers see <b> as text, and `<b>` as code.';
    const given = reportOf([pass('tag-format')]);
    const log = JSON.parse(sarif(given, context(given, { rules: [card('tag-format', { why })] }))) as Log;
    expect(log.runs[0].tool.driver.rules[0]?.help.markdown).toContain(
      String.raw`Readers see \<b> as text, and ${'`<b>`'} as code.`,
    );
  });

  test('a probe says what it is about', () => {
    const verdict = {
      ...fail('oci-tag-absent', finding({ what: 'the tag is not there', primary: at('a', '1:1') })),
      subject: 'ghcr.io/a/b:1',
    };
    expect(resultsOf(reportOf([verdict]))[0]?.message.text).toBe('ghcr.io/a/b:1: the tag is not there. Write the one.');
  });
});

/** The OASIS schema is not ours to copy; Microsoft's validator ships it with each of its platform packages. */
const PLATFORM = `../../node_modules/@microsoft/sarif-multitool-${process.platform}/sarif-2.1.0.json`;
const schema = fileURLToPath(new URL(PLATFORM, import.meta.url));

describe.skipIf(!existsSync(schema))('the SARIF 2.1.0 schema', () => {
  const validate = compileSchema(
    existsSync(schema) ? schema : fileURLToPath(new URL('../../package.json', import.meta.url)),
  );

  test.each(Object.entries({ sample, clean, hostile, empty: reportOf([]) }))('accepts %s', (_, report) => {
    expect(violations(validate, logOf(report))).toEqual([]);
  });

  test('is not so lax that it accepts anything', () => {
    const [run] = logOf(sample).runs;
    expect(violations(validate, { version: '2.1.0', runs: [{ ...run, columnKind: 'bytes' }] })).not.toEqual([]);
    expect(violations(validate, { version: '2.1.0', runs: [{ ...run, extra: 1 }] })).not.toEqual([]);
  });
});
