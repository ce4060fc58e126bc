import type { Location } from '../core/place.ts';
import type { Report } from '../core/report.ts';
import { atLeast } from '../core/report.ts';
import type { Suppression, Verdict } from '../core/verdict.ts';
import { codeFrame, framed } from './frame.ts';
import type { Paint } from './paint.ts';
import { painter } from './paint.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import type { Found } from './summary.ts';
import { closingLine, failures, fixLine, modeLine, placeText, targetLines, targetMark } from './summary.ts';
import { defuse, shownWidth, visible } from './visible.ts';
import { wrap } from './wrap.ts';

/** For people: what is wrong, where, what to write instead, and at the end what was asked and what came of it. */
export const text: Reporter = (report, context) => {
  const paint = painter(context.colour);
  const found = failures(report);
  const blocks: (readonly string[])[] = found.map((one) => findingBlock(one, context, paint));
  const blind = report.verdicts.flatMap((verdict) => blindLines(verdict, targetMark(report, verdict), paint));
  if (blind.length > 0) blocks.push(blind);
  if (context.verbose) blocks.push(...quietBlocks(report, paint));
  blocks.push(closing(report, found, context, paint));
  const lines = blocks.flatMap((block, i) => (i === 0 ? block : ['', ...block]));
  return lines.map((line) => `${defuse(line)}\n`).join('');
};

function findingBlock({ id, subject, finding }: Found, context: ReportContext, paint: Paint): readonly string[] {
  const { primary, related, severity } = finding;
  const place = placeText(primary);
  const kind = `${paint(severity, severity)} ${id}`;
  const lines = [
    subject === null ? `${paint('place', place)} ${kind}` : `${paint('place', visible(subject))} ${kind}   (${place})`,
    ...wrap(visible(finding.what), context.width, '  ', '  '),
  ];
  const gutter = gutterOf([primary, ...related], context);
  const style = { gutter, width: context.width, paint };
  lines.push(...codeFrame(primary, context.lines(primary.file), { ...style, mark: severity }));
  for (const location of related) {
    const note = location.note === undefined ? '' : ` ${visible(location.note)}`;
    lines.push(`  ${paint('place', placeText(location))}${note}`);
    lines.push(...codeFrame(location, context.lines(location.file), { ...style, mark: 'note' }));
  }
  lines.push(...labelled('fix:', visible(finding.todo), context, paint));
  const card = context.verbose ? context.rules.find((rule) => rule.id === id) : undefined;
  if (card !== undefined) lines.push(...labelled('why:', card.why, context, paint));
  return lines;
}

/** Columns for the line numbers of all frames of a finding, so that their bars stand below each other. */
function gutterOf(locations: readonly Location[], { lines }: ReportContext): number {
  let widest = 1;
  for (const { file, region } of locations) {
    const shown = framed(region, lines(file));
    if (shown !== null) widest = Math.max(widest, String(shown.endLine).length);
  }
  return widest;
}

function labelled(label: string, said: string, { width }: ReportContext, paint: Paint): readonly string[] {
  const [first = '', ...rest] = wrap(said, width, `  ${label} `, ' '.repeat(label.length + 3));
  return [first.replace(label, paint('label', label)), ...rest];
}

function blindLines(verdict: Verdict, mark: string, paint: Paint): readonly string[] {
  if (verdict.outcome !== 'error') return [];
  const subject = verdict.subject === undefined ? '' : `${visible(verdict.subject)} `;
  const tries = verdict.attempts === undefined || verdict.attempts === 1 ? '' : `, ${verdict.attempts} tries`;
  return [
    `${paint('warning', '?')} ${subject}${verdict.id}${mark}   could not look: ${visible(verdict.reason)}${tries}`,
  ];
}

/** What `-v` adds: findings that do not count, questions that were not asked, and those that passed. */
function quietBlocks(report: Report, paint: Paint): readonly (readonly string[])[] {
  const ignored: string[] = [];
  const skipped: [string, string][] = [];
  const passed: string[] = [];
  for (const verdict of report.verdicts) {
    const subject = (verdict.subject === undefined ? '' : ` ${visible(verdict.subject)}`) + targetMark(report, verdict);
    if (verdict.outcome === 'ignored') ignored.push(...ignoredLines(verdict, paint));
    if (verdict.outcome === 'skip') skipped.push([verdict.id + subject, visible(verdict.reason)]);
    if (verdict.outcome === 'pass') passed.push(`${paint('good', 'passed')}   ${verdict.id}${subject}`);
  }
  const column = Math.max(...skipped.map(([name]) => shownWidth(name)));
  const skips = skipped.map(
    ([name, reason]) => `${paint('quiet', 'skipped')}  ${name}${' '.repeat(column - shownWidth(name))}   ${reason}`,
  );
  return [ignored, skips, passed].filter((block) => block.length > 0);
}

const SUPPRESSED_BY: { readonly [K in Suppression['kind']]: string } = {
  inline: 'comment',
  config: 'config',
  baseline: 'baseline',
};

function ignoredLines(verdict: Extract<Verdict, { outcome: 'ignored' }>, paint: Paint): readonly string[] {
  const { suppression, findings, id, reason } = verdict;
  const until = suppression.until === undefined ? '' : ` until ${visible(suppression.until)}`;
  const by = `${SUPPRESSED_BY[suppression.kind]} at ${placeText(suppression.place)}${until}`;
  return findings.map(
    (finding) => `${paint('quiet', 'ignored')}  ${placeText(finding.primary)} ${id}: ${visible(reason)} (${by})`,
  );
}

function closing(report: Report, found: readonly Found[], context: ReportContext, paint: Paint): readonly string[] {
  const lines: string[] = [];
  const [worst] = found.map((one) => one.id);
  if (worst !== undefined) lines.push(paint('quiet', `more about a rule: pyrel explain ${worst}`));
  if (found.length > 0 && !found.some(({ finding }) => atLeast(finding.severity, context.failOn))) {
    lines.push(`no finding reaches --fail-on ${context.failOn}`);
  }
  const mending = fixLine(report);
  if (mending !== null) lines.push(mending);
  lines.push(modeLine(report), ...targetLines(report, context.verbose), closingLine(report));
  return lines;
}
