import { HOME, SARIF_SCHEMA } from '../core/addresses.ts';
import type { Fix } from '../core/fix.ts';
import type { Location, Region } from '../core/place.ts';
import type { Report } from '../core/report.ts';
import type { Finding, Suppression, Verdict } from '../core/verdict.ts';
import type { Reporter } from './reporter.ts';
import { descriptors } from './sarif-rules.ts';
import { placeText } from './summary.ts';
import { jsonText, visible } from './visible.ts';

/**
 * SARIF 2.1.0 as GitHub code scanning takes it. Only findings become results: every result becomes an alert, so passes,
 * skips and looks that failed must not be among them.
 *
 * Every result has its own file and region, or GitHub refuses the whole file (github/codeql-action#1738).
 */
export const sarif: Reporter = (report, { rules }) => {
  const indexOf = new Map(rules.map((rule, i) => [rule.id, i]));
  const { name, version } = report.tool;
  return jsonText({
    $schema: SARIF_SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name,
            version,
            semanticVersion: version,
            informationUri: HOME,
            rules: descriptors(rules, report.command),
          },
        },
        // The part after the last slash would name the run; empty, so that each run replaces the one before.
        automationDetails: { id: `pyrel/${report.command}/` },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { description: { text: 'Top level of the git repository.' } } },
        invocations: [invocation(report, indexOf)],
        results: results(report, indexOf),
      },
    ],
  });
};

/** Base of all paths. It has no URI: an absolute path would differ from machine to machine (3.14.14, note 1). */
const ROOT = '%SRCROOT%';

type IndexOf = ReadonlyMap<string, number>;

/**
 * Looks that failed. GitHub drops all results of a run that was not successful ("unsuccessful execution"), so the run
 * counts as successful and the notifications are warnings: results may be missing, those that are there hold (3.58.6).
 */
function invocation(report: Report, indexOf: IndexOf): object {
  const notifications = report.verdicts.flatMap((verdict) =>
    verdict.outcome === 'error'
      ? [
          {
            level: 'warning',
            message: { text: sentence(prefixed(verdict, `could not look: ${verdict.reason}`)) },
            associatedRule: ruleReference(verdict.id, indexOf),
          },
        ]
      : [],
  );
  return { executionSuccessful: true, toolExecutionNotifications: notifications };
}

function ruleReference(id: string, indexOf: IndexOf): { readonly id: string; readonly index: number } {
  const index = indexOf.get(id);
  if (index === undefined) throw new Error(`no rule card for ${id}`);
  return { id, index };
}

function results(report: Report, indexOf: IndexOf): readonly object[] {
  const seen = new Map<string, number>();
  const made: object[] = [];
  for (const verdict of report.verdicts) {
    if (verdict.outcome !== 'fail' && verdict.outcome !== 'ignored') continue;
    const { id, index } = ruleReference(verdict.id, indexOf);
    const suppressions = verdict.outcome === 'ignored' ? { suppressions: [suppressionOf(verdict.suppression)] } : {};
    for (const finding of verdict.findings) {
      const ordinal = (seen.get(finding.fingerprint) ?? 0) + 1;
      seen.set(finding.fingerprint, ordinal);
      made.push({
        ruleId: id,
        ruleIndex: index,
        level: finding.severity,
        message: { text: messageText(verdict, finding) },
        locations: [physical(finding.primary)],
        relatedLocations: finding.related.map((location, i) => related(location, i + 1)),
        // The name is GitHub's, the only one it reads. Equal findings are told apart by number: else they are one alert.
        partialFingerprints: { primaryLocationLineHash: `${finding.fingerprint}:${ordinal}` },
        ...(finding.fix === undefined ? {} : { fixes: [fixOf(finding.fix)] }),
        ...baselineState(report, verdict),
        ...suppressions,
      });
    }
  }
  return made;
}

/**
 * What became of a result since the baseline (3.27.24): given for all results of a run or for none. Who reads it shows
 * what is new; GitHub reads neither this nor `suppressions`, and shows what is in the baseline as an open alert.
 */
function baselineState(report: Report, verdict: Verdict): object {
  if (report.baseline === undefined) return {};
  const isOld = verdict.outcome === 'ignored' && verdict.suppression.kind === 'baseline';
  return { baselineState: isOld ? 'unchanged' : 'new' };
}

/**
 * GitHub shows the first sentence as the title of the alert, and related places only where the message links to them.
 * Braces stay single although 3.11.5 wants them doubled: no reader undoubles a text that has no arguments, and a
 * doubled `${{ github.ref }}` would be copied from the alert into a workflow.
 */
function messageText(verdict: Verdict, { what, todo, related: places }: Finding): string {
  const links = places.map((place, i) => `[${linkText(place.note ?? placeText(place))}](${i + 1})`);
  const see = links.length === 0 ? '' : ` See ${links.join(', ')}.`;
  return `${sentence(prefixed(verdict, what))} ${plain(todo)}${see}`;
}

/** Edits as 3.55 has them; a region of no length is an insertion. What is unsafe says so: viewers offer all of them. */
function fixOf({ safety, edits }: Fix): object {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: safety === 'safe' ? 'Mend it.' : 'Mend it; read what changes, it may not be what is meant.' },
    artifactChanges: files.map((file) => ({
      artifactLocation: { uri: uriOf(file), uriBaseId: ROOT },
      replacements: edits
        .filter((edit) => edit.file === file)
        .map(({ region, text }) => ({ deletedRegion: regionOf(region), insertedContent: { text } })),
    })),
  };
}

function prefixed({ subject }: Verdict, text: string): string {
  return subject === undefined ? text : `${subject}: ${text}`;
}

function sentence(text: string): string {
  return `${plain(text)}.`;
}

/** Text in which nothing reads as an embedded link (3.11.6): the repository must not put links into alerts. */
function plain(text: string): string {
  return visible(text).replaceAll('](', '] (');
}

function linkText(text: string): string {
  return visible(text).replace(/[\\[\]]/g, String.raw`\$&`);
}

function physical({ file, region }: Location): object {
  return { physicalLocation: { artifactLocation: { uri: uriOf(file), uriBaseId: ROOT }, region: regionOf(region) } };
}

function related(location: Location, id: number): object {
  const message = location.note === undefined ? {} : { message: { text: plain(location.note) } };
  return { id, ...physical(location), ...message };
}

/** An insertion point has the same start and end (3.30.2), so an empty region stays as it is. */
function regionOf({ startLine, startColumn, endLine, endColumn }: Region): Region {
  return { startLine, startColumn, endLine, endColumn };
}

/** A path as a relative reference: percent-encoded, and without a colon that would read as a scheme (RFC 3986, 4.2). */
function uriOf(file: string): string {
  return file
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

function suppressionOf({ kind, reason, place, until }: Suppression): object {
  const justification = until === undefined ? reason : `${reason} (until ${until})`;
  return {
    kind: kind === 'inline' ? 'inSource' : 'external',
    status: 'accepted',
    justification: plain(justification),
    ...(kind === 'inline' ? { location: physical(place) } : {}),
  };
}
