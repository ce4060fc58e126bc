import { rulePage } from '../../src/core/addresses.ts';
import type { Severity } from '../../src/core/message.ts';
import type { Location } from '../../src/core/place.ts';
import type { Report, RuleCard, SourceLines } from '../../src/core/report.ts';
import type { Finding, Verdict } from '../../src/core/verdict.ts';
import type { ReportContext } from '../../src/report/reporter.ts';

/** Files of a project that was bumped in one place only, as the sample report sees them. */
const FILES: { readonly [file: string]: readonly string[] } = {
  'pyproject.toml': [
    '[project]',
    'name = "demo"',
    'version = "0.2.0"',
    'readme = "readme.md"  # pyrel: ignore[readme-missing] until=2027-01-01 GitHub renames it on merge',
    '',
    '[project.urls]',
    'Docs = "https://demo.example/0.1.1/"',
    '',
  ],
  'src/demo/__init__.py': ['"""Demo."""', '', '__version__ = "0.1.1"', ''],
  'CHANGELOG.md': ['# Changelog', '', '## [0.1.1] - 2026-08-04', '', '- Fixed a crash.', ''],
  'README.md': ['# demo', ''],
};

export const lines: SourceLines = (file) => FILES[file] ?? null;

/** `line:column-endColumn` within a file, or `line:column-endLine:endColumn`; `line:column` for an empty region. */
export function at(file: string, place: string, note?: string): Location {
  const parts = /^(\d+):(\d+)(?:-(?:(\d+):)?(\d+))?$/.exec(place);
  if (parts === null) throw new Error(`not a place: ${place}`);
  const [, startLine, startColumn, endLine = startLine, endColumn = startColumn] = parts.map(Number);
  const region = { startLine, startColumn, endLine: endLine || startLine, endColumn: endColumn || startColumn };
  return { file, region: region as Location['region'], ...(note === undefined ? {} : { note }) };
}

export function finding(given: Partial<Finding> & { readonly primary: Location }): Finding {
  return {
    messageId: 'differs',
    data: {},
    what: 'one thing is said here, but another there',
    todo: 'Write the one.',
    severity: 'error',
    related: [],
    fingerprint: 'cbf29ce484222325',
    ...given,
  };
}

export function fail(id: string, ...findings: readonly Finding[]): Verdict {
  return { id, target: 0, outcome: 'fail', findings };
}

export function skip(id: string, reason: string): Verdict {
  return { id, target: 0, outcome: 'skip', reason };
}

export function pass(id: string): Verdict {
  return { id, target: 0, outcome: 'pass' };
}

export function card(id: string, given: Partial<RuleCard> & { readonly severity?: Severity } = {}): RuleCard {
  const { severity = 'error', ...rest } = given;
  return {
    id,
    summary: `What ${id} finds`,
    why: `What breaks when ${id} stays.`,
    helpUri: rulePage(id),
    messages: {
      differs: { what: 'one thing is {found}, but {firstFile} says another', todo: 'Write {found}.', severity },
    },
    ...rest,
  };
}

/** Cards for every id that a report names, so that any report can be printed in any format. */
export function cardsOf(report: Report): readonly RuleCard[] {
  return [...new Set(report.verdicts.map((verdict) => verdict.id))].map((id) => CARDS[id] ?? card(id));
}

const CARDS: { readonly [id: string]: RuleCard } = {
  'version-mismatch': card('version-mismatch', {
    summary: 'Two places of the project state different versions',
    why: 'Users see one version from `pip show` and another from the program, and bug reports name the wrong one.',
    messages: {
      differs: {
        what: '{first} says {firstVersion}, but {second} says {secondVersion}',
        todo: 'Write {firstVersion} in {second}.',
        severity: 'error',
      },
    },
  }),
  'changelog-entry-missing': card('changelog-entry-missing', {
    severity: 'warning',
    summary: 'The changelog has no entry for the version',
    why: 'Users cannot tell what changed, and release notes made from the changelog come out empty.',
    messages: {
      absent: {
        what: '{file} has no entry for {version}; its newest is {newest}',
        todo: 'Add `## {version} - <date>` to {file}.',
        severity: 'warning',
      },
    },
  }),
};

export function context(report: Report, given: Partial<ReportContext> = {}): ReportContext {
  return { rules: cardsOf(report), lines, colour: false, width: 80, verbose: false, failOn: 'error', ...given };
}

export function reportOf(verdicts: readonly Verdict[], given: Partial<Report> = {}): Report {
  return {
    schemaVersion: 1,
    tool: { name: 'pyrel', version: '0.1.0' },
    command: 'lint',
    mode: 'release',
    modeReason: '--tag',
    targets: [
      { path: '.', name: 'demo', version: '0.2.0', tag: 'v0.2.0', commit: '1a2b3c4d5e6f708192a3b4c5d6e7f80912345678' },
    ],
    verdicts,
    ...given,
  };
}

const RELEASE_ONLY = 'asked in release mode only';

/**
 * pyproject.toml says 0.2.0, `__init__.py` still 0.1.1, the changelog ends at 0.1.1, the readme's case differs and is
 * ignored, and the license could not be read.
 */
export const sample: Report = reportOf([
  fail(
    'version-mismatch',
    finding({
      messageId: 'differs',
      data: {
        first: 'pyproject.toml',
        firstVersion: '0.2.0',
        second: 'src/demo/__init__.py',
        secondVersion: '0.1.1',
      },
      what: 'pyproject.toml says 0.2.0, but src/demo/__init__.py says 0.1.1',
      todo: 'Write 0.2.0 in src/demo/__init__.py.',
      primary: at('pyproject.toml', '3:12-17'),
      related: [at('src/demo/__init__.py', '3:16-21', 'declared here')],
      fingerprint: '5d1f0c6a3f2be417',
    }),
  ),
  fail(
    'changelog-entry-missing',
    finding({
      messageId: 'absent',
      data: { file: 'CHANGELOG.md', version: '0.2.0', newest: '0.1.1' },
      what: 'CHANGELOG.md has no entry for 0.2.0; its newest is 0.1.1',
      todo: 'Add `## [0.2.0] - 2026-11-20` above `## [0.1.1] - 2026-08-04`.',
      severity: 'warning',
      primary: at('CHANGELOG.md', '3:1-24'),
      fingerprint: '0be2a9d86f1c7734',
    }),
  ),
  {
    id: 'readme-missing',
    target: 0,
    outcome: 'ignored',
    reason: 'GitHub renames it on merge',
    suppression: {
      kind: 'inline',
      reason: 'GitHub renames it on merge',
      place: at('pyproject.toml', '4:23-96'),
      until: '2027-01-01',
    },
    findings: [
      finding({
        messageId: 'case',
        data: { origin: 'pyproject.toml', readme: 'readme.md', actual: 'README.md' },
        what: 'pyproject.toml names readme.md as the readme, but the file is called README.md',
        todo: 'Write README.md, or rename the file to readme.md.',
        primary: at('pyproject.toml', '4:11-20'),
        related: [at('README.md', '1:1', 'the file that is there')],
        fingerprint: '9a41c2e07b5d8f63',
      }),
    ],
  },
  {
    id: 'license-file-missing',
    target: 0,
    outcome: 'error',
    subject: 'LICENSE',
    reason: 'LICENSE is larger than 10 MB',
  },
  pass('version-invalid-pep440'),
  pass('version-spelling-differs'),
  pass('tag-format'),
  pass('tag-version-mismatch'),
  skip('version-dev-on-release', 'no version is read from the environment'),
  skip('publish-workflow-missing', 'the project has no workflows'),
  skip('publish-no-id-token', 'the project has no workflows'),
  skip('publish-unreachable', 'the project has no workflows'),
  skip('tag-exists', 'a shallow clone'),
  skip('version-not-bumped', 'a shallow clone'),
  pass('suppression-unused'),
]);

/** The same project on a working day: nothing is to be released, nothing failed. */
export const clean: Report = reportOf(
  [
    pass('version-mismatch'),
    pass('tag-format'),
    skip('changelog-entry-missing', RELEASE_ONLY),
    skip('tag-exists', RELEASE_ONLY),
  ],
  {
    mode: 'dev',
    modeReason: 'no tag at HEAD',
    targets: [{ path: 'packages/core', name: 'demo', version: '0.2.0', tag: null, commit: null }],
  },
);
