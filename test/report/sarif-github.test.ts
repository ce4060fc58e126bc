import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { sarif } from '../../src/report/sarif.ts';
import { hostile } from './hostile.ts';
import { clean, context, reportOf, sample, skip } from './sample.ts';
import type { Log, Place, Result, Rule } from './sarif-log.ts';

const REPORTS: { readonly [name: string]: Report } = {
  sample,
  clean,
  hostile,
  skipped: reportOf([skip('tag-format', 'no tags')]),
};

function textOf(report: Report): string {
  return sarif(report, context(report));
}

/** A requirement of GitHub beyond the SARIF schema: what it is about, and what breaks it. */
type Requirement = {
  readonly says: string;
  /** Why, or where it is written. DOCS is "SARIF support for code scanning" in GitHub's documentation. */
  readonly source: string;
  /** What violates it, named so that it can be found. */
  readonly violations: (log: Log, text: string) => readonly unknown[];
};

const runOf = (log: Log): Log['runs'][0] => log.runs[0];
const resultsOf = (log: Log): readonly Result[] => runOf(log).results;
const rulesOf = (log: Log): readonly Rule[] => runOf(log).tool.driver.rules;
const placesOf = (log: Log): readonly Place[] =>
  resultsOf(log).flatMap((result) => [...result.locations, ...result.relatedLocations]);
const blank = (text: unknown): boolean => typeof text !== 'string' || text.trim() === '';

const REQUIREMENTS: readonly Requirement[] = [
  {
    says: 'the schema and the version are named, and there is one run',
    source: 'DOCS, sarifLog object',
    violations: (log) =>
      [log].filter(({ $schema, version, runs }) => blank($schema) || version !== '2.1.0' || runs.length !== 1),
  },
  {
    says: 'the tool has a name and a semantic version, which GitHub tracks alerts by',
    source: 'DOCS, toolComponent object',
    violations: (log) =>
      [runOf(log).tool.driver].filter(
        ({ name, semanticVersion }) => blank(name) || !/^\d+\.\d+\.\d+/.test(semanticVersion),
      ),
  },
  {
    says: 'the category is set: all up to the last slash, with no run id after it',
    source: 'DOCS, runAutomationDetails object',
    violations: (log) => [runOf(log).automationDetails.id].filter((id) => !/^pyrel\/(lint|probe)\/$/.test(id)),
  },
  {
    says: 'the run counts as successful: GitHub drops the results of one that does not ("unsuccessful execution")',
    source: 'github/codeql-action, src/upload-lib.ts',
    violations: (log) => runOf(log).invocations.filter((invocation) => !invocation.executionSuccessful),
  },
  {
    says: 'every rule has an id, a short and a full description, and help as text',
    source: 'DOCS, reportingDescriptor object: required, and not empty',
    violations: (log) =>
      rulesOf(log).filter(({ id, shortDescription, fullDescription, help }) =>
        [id, shortDescription.text, fullDescription.text, help.text].some(blank),
      ),
  },
  {
    says: 'every rule has help as Markdown and a page',
    source: 'DOCS, reportingDescriptor object: recommended',
    violations: (log) => rulesOf(log).filter(({ help, helpUri }) => blank(help.markdown) || !URL.canParse(helpUri)),
  },
  {
    says: 'names have at most 255 characters, descriptions 1024',
    source: 'DOCS, reportingDescriptor object',
    violations: (log) =>
      rulesOf(log).filter(
        ({ name, shortDescription, fullDescription }) =>
          name.length > 255 || shortDescription.text.length > 1024 || fullDescription.text.length > 1024,
      ),
  },
  {
    says: 'rule ids are unique',
    source: 'DOCS, reportingDescriptor object',
    violations: (log) => rulesOf(log).filter(({ id }, i) => rulesOf(log).findIndex((rule) => rule.id === id) !== i),
  },
  {
    says: 'levels, precision and severity are words that GitHub knows',
    source: 'DOCS, reportingDescriptor object',
    violations: (log) =>
      rulesOf(log).filter(
        ({ defaultConfiguration, properties }) =>
          !['note', 'warning', 'error'].includes(defaultConfiguration.level) ||
          !['very-high', 'high', 'medium', 'low'].includes(properties.precision) ||
          !['error', 'warning', 'recommendation'].includes(properties['problem.severity']),
      ),
  },
  {
    says: 'no rule has a security severity: release readiness is no vulnerability',
    source: 'DOCS, reportingDescriptor object: a value makes its results security alerts',
    violations: (log) => rulesOf(log).filter(({ properties }) => 'security-severity' in properties),
  },
  {
    says: 'a rule has at most 10 tags; more are not shown',
    source: 'DOCS, limits',
    violations: (log) => rulesOf(log).filter(({ properties }) => properties.tags.length > 10),
  },
  {
    says: 'every result has one location with a relative path and four region numbers',
    source: 'DOCS, physicalLocation object; without it the whole file is refused (github/codeql-action#1738, #2459)',
    violations: (log) => resultsOf(log).filter(({ locations }) => locations.length !== 1 || badPlace(locations[0])),
  },
  {
    says: 'so has every related location, and an id of its own within the result',
    source: 'DOCS, location object: physicalLocation is required',
    violations: (log) =>
      resultsOf(log).filter(
        ({ relatedLocations }) =>
          relatedLocations.some(badPlace) || relatedLocations.some((place, i) => place.id !== i + 1),
      ),
  },
  {
    says: 'every related location is linked from the message: others are not shown',
    source: 'DOCS, result object, relatedLocations[]',
    violations: (log) =>
      resultsOf(log).filter(({ message, relatedLocations }) =>
        relatedLocations.some(({ id }) => !message.text.includes(`](${id})`)),
      ),
  },
  {
    says: 'paths are relative references without scheme, root, query, fragment or dot segments',
    source: 'DOCS, specifying the root for source files; "an invalid URI was provided as a SARIF location"',
    violations: (log) =>
      placesOf(log)
        .map((place) => place.physicalLocation.artifactLocation.uri)
        .filter(
          (uri) => !/^(?:[\w.~!$&'()*+,;=@-]|%[0-9A-F]{2}|\/)+$/.test(uri) || /^\/|(?:^|\/)\.\.?(?:\/|$)/.test(uri),
        ),
  },
  {
    says: 'every message has text, whose first sentence is the title of the alert',
    source: 'DOCS, result object, message.text',
    violations: (log) => resultsOf(log).filter(({ message }) => blank(message.text) || !message.text.includes('. ')),
  },
  {
    says: 'every result has a line hash, and no two results the same: they would be one alert',
    source: 'DOCS, result object, partialFingerprints: only primaryLocationLineHash is used',
    violations: (log) => {
      const hashes = resultsOf(log).map((result) => result.partialFingerprints.primaryLocationLineHash);
      return hashes.filter((hash, i) => !/^[0-9a-f]{16}:\d+$/.test(hash) || hashes.indexOf(hash) !== i);
    },
  },
  {
    says: 'results name a rule that is described, and levels GitHub knows',
    source: 'DOCS, result object',
    violations: (log) =>
      resultsOf(log).filter(
        ({ ruleId, ruleIndex, level }) =>
          rulesOf(log)[ruleIndex]?.id !== ruleId || !['note', 'warning', 'error'].includes(level),
      ),
  },
  {
    says: 'there are at most 5,000 results, 25,000 rules and 100 locations a result; more are refused or not shown',
    source: 'DOCS, limits',
    violations: (log) => [
      ...(resultsOf(log).length > 5000 || rulesOf(log).length > 25_000 ? ['too many'] : []),
      ...resultsOf(log).filter(({ relatedLocations }) => relatedLocations.length > 99),
    ],
  },
  {
    says: 'the file is far below 10 MB',
    source: 'DOCS, limits: 10 MB compressed',
    violations: (_, text) => [text.length].filter((size) => size > 1_000_000),
  },
];

function badPlace({ physicalLocation: { artifactLocation, region } }: Place): boolean {
  const { startLine, startColumn, endLine, endColumn } = region;
  const numbers = [startLine, startColumn, endLine, endColumn];
  if (blank(artifactLocation.uri) || !numbers.every((number) => Number.isInteger(number) && number >= 1)) return true;
  return endLine < startLine || (endLine === startLine && endColumn < startColumn);
}

describe.each(REQUIREMENTS)('GitHub code scanning: $says', ({ violations }) => {
  test.each(Object.entries(REPORTS))('%s', (_, report) => {
    const text = textOf(report);
    expect(violations(JSON.parse(text) as Log, text)).toEqual([]);
  });
});

/**
 * What Microsoft's validator may remark, and why that stands. It is the validator that GitHub's documentation points
 * to; with its rules for GitHub (GH…) it finds nothing at all. UrisShouldBeReachable (SARIF2006) is off: tests do not
 * use the network.
 */
const ACCEPTED: { readonly [rule: string]: string } = {
  SARIF2002: 'GitHub does not fill in message.arguments (GH1007), so messages are written out',
  SARIF2003: 'provenance needs the URI of the repository, which a checkout may not tell and a report should not leak',
  SARIF2009: 'rule ids name the defect (`version-mismatch`) instead of a number; they stand in configs and ignores',
  SARIF2010: 'GitHub has the source and ignores snippets',
  SARIF2011: 'GitHub has the source and ignores context regions',
};

const folder = fileURLToPath(
  new URL(`../../node_modules/@microsoft/sarif-multitool-${process.platform}/`, import.meta.url),
);
const tool = path.join(folder, process.platform === 'win32' ? 'Sarif.Multitool.exe' : 'Sarif.Multitool');
const absent = existsSync(tool) ? null : `no SARIF validator for ${process.platform}`;

describe.skipIf(absent !== null)(`Microsoft's SARIF validator${absent === null ? '' : ` (skipped: ${absent})`}`, () => {
  const work = mkdtempSync(path.join(tmpdir(), 'pyrel-sarif-'));
  let remarks: readonly Remark[] = [];

  beforeAll(() => {
    remarks = validated(work, {
      ...Object.fromEntries(Object.entries(REPORTS).map(([name, report]) => [name, textOf(report)])),
      broken: textOf(sample).replaceAll('"endColumn"', '"wrong"'),
    });
  }, 120_000);
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  const of = (name: string): readonly Remark[] => remarks.filter((remark) => fileOf(remark) === `${name}.sarif`);

  test.each(Object.keys(REPORTS))('%s', (name) => {
    expect(of(name).filter(({ ruleId, level }) => level !== 'note' || !(ruleId in ACCEPTED))).toEqual([]);
  });

  test('every accepted remark is still made', () => {
    expect([...new Set(of('sample').map((remark) => remark.ruleId))].sort()).toEqual(Object.keys(ACCEPTED));
  });

  test('it does find what is wrong', () => {
    expect(of('broken').filter(({ level }) => level === 'error')).not.toEqual([]);
  });
});

type Remark = { readonly ruleId: string; readonly level?: string; readonly locations?: readonly Place[] };

function fileOf({ locations }: Remark): string {
  return locations?.[0]?.physicalLocation.artifactLocation.uri.split('/').at(-1) ?? '';
}

/** Runs the validator over files in one go: its start is most of what it takes. */
function validated(work: string, files: { readonly [name: string]: string }): readonly Remark[] {
  const [logs, output, config] = [
    path.join(work, 'logs'),
    path.join(work, 'remarks.json'),
    path.join(work, 'config.json'),
  ];
  mkdirSync(logs);
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(logs, `${name}.sarif`), text);
  writeFileSync(config, '{ "SARIF2006.UrisShouldBeReachable.Options": { "RuleEnabled": "Disabled" } }');
  // npm may have been told not to run the install script that does this.
  if (process.platform !== 'win32') chmodSync(tool, 0o755);
  const options = [
    '--rule-kind',
    'Sarif;Ghas',
    '--level',
    'Error;Warning;Note',
    '--config',
    config,
    '--output',
    output,
  ];
  const run = spawnSync(tool, ['validate', path.join(logs, '*.sarif'), ...options, '--quiet'], {
    env: { DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1', HOME: work, TMPDIR: work },
    encoding: 'utf8',
    timeout: 100_000,
  });
  if (!existsSync(output))
    throw new Error(`the validator wrote nothing: ${run.error?.message ?? run.stdout + run.stderr}`);
  const log = JSON.parse(readFileSync(output, 'utf8').replace(/^\ufeff/, '')) as {
    readonly runs: readonly [{ readonly results: readonly Remark[] }];
  };
  return log.runs[0].results;
}
