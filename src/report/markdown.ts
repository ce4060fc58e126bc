import type { Location } from '../core/place.ts';
import type { Report } from '../core/report.ts';
import { atLeast } from '../core/report.ts';
import type { Finding, Suppression, Verdict } from '../core/verdict.ts';
import { exitCode } from './exit-code.ts';
import { code, prose, tableHead, tableRow } from './markdown-text.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { SEVERITIES, closingLine, counted, fixLine, modeLine, tally, targetLines } from './summary.ts';
import { defuse } from './visible.ts';

/** GitHub refuses a step's summary as a whole beyond 1 MiB (actions/runner, CreateStepSummaryCommand); some room is left. */
const SUMMARY_BYTES = 1_000_000;

/** For job summaries and pull requests: the verdict, a table of findings, and folded what does not count. */
export const markdown: Reporter = (report, context) => markdownWithin(SUMMARY_BYTES, report, context);

/** The same in at most so many bytes: what does not fit is counted. A comment on GitHub takes 65,536 characters. */
export function markdownWithin(bytes: number, report: Report, context: ReportContext): string {
  const sections = [
    findingSection(report, context),
    blindSection(report),
    ignoredSection(report),
    skipSection(report),
  ].filter((section) => section.rows.length > 0);
  const head = [`## ${heading(report, context)}`, '', ...about(report, context)];
  const mending = fixLine(report);
  const foot = [...(mending === null ? [] : [`${prose(mending)}<br>`]), prose(closingLine(report)), ''];
  // What is left out is counted, in every section: that room is set aside.
  const counts = sections.map((section) => weight(leftOut(section, section.rows.length)) + 1);
  let room = bytes - weight([...head, '', ...foot]) - counts.reduce((sum, count) => sum + count, 0);
  const lines = [...head, ''];
  for (const [i, section] of sections.entries()) {
    room += counts[i] ?? 0;
    const block = fitting(section, room);
    room -= weight(block);
    lines.push(...block);
  }
  return [...lines, ...foot].map(defuse).join('\n');
}

/** Rows with a frame around them. `nouns` say what is left out, one and several of it. */
type Nouns = readonly [one: string, several: string];

type Section = {
  readonly open: readonly string[];
  readonly rows: readonly string[];
  readonly close: readonly string[];
  readonly nouns: Nouns;
};

/** The rows that there is room for, and how many are left out. */
function fitting(section: Section, room: number): readonly string[] {
  const { open, rows, close } = section;
  let left = room - weight([...open, '', ...leftOut(section, rows.length), ...close, '', '']);
  let kept = 0;
  for (const row of rows) {
    left -= weight([row]);
    if (left < 0) break;
    kept++;
  }
  if (kept === 0) return [...leftOut(section, rows.length), ''];
  const rest = kept === rows.length ? [] : ['', ...leftOut(section, rows.length - kept)];
  return [...open, ...rows.slice(0, kept), ...rest, ...close, ''];
}

function leftOut({ rows, nouns: [one, several] }: Section, count: number): readonly string[] {
  const noun = count === 1 ? one : several;
  return [count === rows.length ? `${count} ${noun}` : `and ${count} more ${noun}`];
}

/** Bytes of lines, each with its line feed. */
function weight(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + ENCODER.encode(line).length + 1, 0);
}

const ENCODER = new TextEncoder();

function heading(report: Report, { failOn }: ReportContext): string {
  const { findings } = tally(report);
  const kinds = SEVERITIES.filter((severity) => findings[severity] > 0);
  const found = kinds.map((severity) => counted(findings[severity], severity)).join(', ');
  const state = { 0: 'passed', 1: 'failed', 3: 'inconclusive' }[exitCode(report, failOn)];
  return `pyrel ${report.command} ${state}${found === '' ? '' : `: ${found}`}`;
}

/** What was asked of what. Each on a line of its own: a line feed alone is a blank in Markdown. */
function about(report: Report, { verbose }: ReportContext): readonly string[] {
  const sentences = [modeLine(report), ...targetLines(report, verbose)].map(prose);
  return sentences.map((sentence, i) => (i < sentences.length - 1 ? `${sentence}<br>` : sentence));
}

function findingSection(report: Report, { rules, failOn }: ReportContext): Section {
  const isMany = report.targets.length > 1;
  const all = report.verdicts.flatMap((verdict) =>
    verdict.outcome === 'fail' ? verdict.findings.map((finding) => ({ verdict, finding })) : [],
  );
  const sorted = SEVERITIES.flatMap((severity) => all.filter(({ finding }) => finding.severity === severity));
  const pages = new Map(rules.map((rule) => [rule.id, rule.helpUri]));
  const rows = sorted.map(({ verdict, finding }) =>
    tableRow([
      atLeast(finding.severity, failOn) ? `**${finding.severity}**` : finding.severity,
      ...(isMany ? [code(pathOf(report, verdict))] : []),
      placeCell(verdict, finding.primary),
      whatCell(finding),
      prose(finding.todo),
      ruleCell(verdict.id, pages.get(verdict.id)),
    ]),
  );
  const names = ['Severity', ...(isMany ? ['Project'] : []), 'Where', 'What', 'What to do', 'Rule'];
  return { open: tableHead(names), rows, close: [], nouns: ['finding', 'findings'] };
}

function placeCell({ subject }: Verdict, primary: Location): string {
  return subject === undefined ? place(primary) : `${code(subject)}<br>${place(primary)}`;
}

function whatCell({ what, related }: Finding): string {
  const others = related.map((one) => `${one.note === undefined ? 'see' : prose(one.note)}: ${place(one)}`);
  return [prose(what), ...others].join('<br>');
}

function ruleCell(id: string, page: string | undefined): string {
  return page === undefined ? code(id) : `[${code(id)}](${page})`;
}

function place({ file, region }: Location): string {
  return code(`${file}:${region.startLine}:${region.startColumn}`);
}

function pathOf({ targets }: Report, { target }: Verdict): string {
  return targets[target]?.path ?? '.';
}

/** The rule, the subject, and where there are several targets, the target. */
function nameCell(report: Report, verdict: Verdict): string {
  const subject = verdict.subject === undefined ? '' : ` ${code(verdict.subject)}`;
  const mark = report.targets.length > 1 ? ` in ${code(pathOf(report, verdict))}` : '';
  return code(verdict.id) + subject + mark;
}

function blindSection(report: Report): Section {
  const rows = report.verdicts.flatMap((verdict) => {
    if (verdict.outcome !== 'error') return [];
    const tries = verdict.attempts === undefined || verdict.attempts === 1 ? '' : `, ${verdict.attempts} tries`;
    return [tableRow([nameCell(report, verdict), prose(verdict.reason) + tries])];
  });
  return { open: tableHead(['Could not look', 'Because']), rows, close: [], nouns: ['failed look', 'failed looks'] };
}

function ignoredSection(report: Report): Section {
  const rows = report.verdicts.flatMap((verdict) =>
    verdict.outcome === 'ignored'
      ? verdict.findings.map(({ primary, what }) =>
          tableRow([nameCell(report, verdict), place(primary), prose(what), byCell(verdict.suppression)]),
        )
      : [],
  );
  const open = tableHead(['Rule', 'Where', 'What', 'Why it does not count']);
  return folded(`${rows.length} ignored`, open, rows, ['ignored finding', 'ignored findings']);
}

const KIND: { readonly [K in Suppression['kind']]: string } = {
  inline: 'comment',
  config: 'config',
  baseline: 'baseline',
};

function byCell({ kind, reason, place: at, until }: Suppression): string {
  const by = `${KIND[kind]} at ${place(at)}${until === undefined ? '' : ` until ${prose(until)}`}`;
  return reason === '' ? by : `${prose(reason)} (${by})`;
}

/** Questions that were not asked, a row for each reason. */
function skipSection(report: Report): Section {
  const { skips } = tally(report);
  const total = skips.reduce((sum, [, count]) => sum + count, 0);
  const names = new Map<string, string[]>();
  for (const verdict of report.verdicts) {
    if (verdict.outcome !== 'skip') continue;
    const others = names.get(verdict.reason);
    if (others === undefined) names.set(verdict.reason, [nameCell(report, verdict)]);
    else others.push(nameCell(report, verdict));
  }
  const rows = skips.map(([reason]) => tableRow([prose(reason), (names.get(reason) ?? []).join(', ')]));
  return folded(`${total} skipped`, tableHead(['Not asked, because', 'Rules']), rows, [
    'reason for skipping',
    'reasons for skipping',
  ]);
}

/** Markdown within HTML needs the empty lines. */
function folded(title: string, open: readonly string[], rows: readonly string[], nouns: Nouns): Section {
  return {
    open: ['<details>', `<summary>${title}</summary>`, '', ...open],
    rows,
    close: ['', '</details>'],
    nouns,
  };
}
