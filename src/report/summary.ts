import type { Safety } from '../core/fix.ts';
import type { Severity } from '../core/message.ts';
import type { Location } from '../core/place.ts';
import type { Report, Target } from '../core/report.ts';
import type { Finding, Verdict } from '../core/verdict.ts';
import { visible } from './visible.ts';

/** Severities, worst first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

/** How a report's verdicts are spread over the outcomes. Findings are counted apart: one verdict may have several. */
export type Tally = {
  readonly passed: number;
  readonly failed: number;
  readonly ignored: number;
  readonly blind: number;
  readonly findings: { readonly [S in Severity]: number };
  /** Reasons of skips and how often each was given, the most frequent first. */
  readonly skips: readonly (readonly [reason: string, count: number])[];
};

export function tally(report: Report): Tally {
  const count = (outcome: Verdict['outcome']): number =>
    report.verdicts.filter((verdict) => verdict.outcome === outcome).length;
  const findings = { error: 0, warning: 0, note: 0 };
  const skips = new Map<string, number>();
  for (const verdict of report.verdicts) {
    if (verdict.outcome === 'fail') for (const finding of verdict.findings) findings[finding.severity]++;
    if (verdict.outcome === 'skip') skips.set(verdict.reason, (skips.get(verdict.reason) ?? 0) + 1);
  }
  return {
    passed: count('pass'),
    failed: count('fail'),
    ignored: count('ignored'),
    blind: count('error'),
    findings,
    skips: [...skips].sort(([, a], [, b]) => b - a),
  };
}

/** The last line of a run: what became of every question that was asked. */
export function closingLine(report: Report): string {
  const { passed, failed, ignored, blind, findings, skips } = tally(report);
  const parts = [`${passed} passed`];
  const kinds = SEVERITIES.filter((severity) => findings[severity] > 0);
  const kindText = kinds.map((severity) => counted(findings[severity], severity)).join(', ');
  parts.push(failed === 0 ? '0 failed' : `${failed} failed (${kindText})`);
  if (skips.length > 0) {
    parts.push(skippedText(skips));
  }
  if (ignored > 0) parts.push(`${ignored} ignored`);
  if (blind > 0) parts.push(`${blind} could not be looked at`);
  return parts.join(', ');
}

/** More reasons than these are many; the most frequent ones are said, and `-v` has them all. */
const MOST_REASONS = 4;

function skippedText(skips: Tally['skips']): string {
  const said = skips.length <= MOST_REASONS ? skips : skips.slice(0, MOST_REASONS - 1);
  const reasons = said.map(([reason, count]) => `${count} ${visible(reason)}`);
  const count = (some: Tally['skips']): number => some.reduce((sum, [, each]) => sum + each, 0);
  if (said.length < skips.length) reasons.push(`${count(skips) - count(said)} for other reasons, see \`-v\``);
  return `${count(skips)} skipped (${reasons.join('; ')})`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Which questions were asked, and what decided it. */
export function modeLine({ mode, modeReason, targets }: Report): string {
  const [target] = targets;
  const about = mode === 'release' && targets.length === 1 && target !== undefined ? releaseText(target) : '';
  return `${mode} mode${about}: ${visible(modeReason)}`;
}

function releaseText({ version, tag }: Target): string {
  const of = version === null ? '' : ` for ${visible(version)}`;
  return tag === null ? of : `${of} (tag ${visible(tag)})`;
}

/** What was judged. */
function targetLine({ path, name, version, commit }: Target): string {
  const what = [name ?? 'a project without a name', version ?? 'of unknown version'].map(visible).join(' ');
  const where = path === '.' ? '' : ` in ${visible(path)}`;
  return `judged ${what}${where}${commit === null ? ', no commit' : ` at commit ${visible(commit.slice(0, 12))}`}`;
}

/** More targets than this are counted, and only `-v` names them. */
const MOST_NAMED = 5;

/** What was judged, a line for each target while they are few. */
export function targetLines({ targets }: Report, verbose: boolean): readonly string[] {
  if (verbose || targets.length <= MOST_NAMED) return targets.map(targetLine);
  const [first] = targets;
  const at = first?.commit == null ? ', no commit' : ` at commit ${visible(first.commit.slice(0, 12))}`;
  return [`judged ${targets.length} projects${at}; \`-v\` names them`];
}

/** The target that a verdict is about, where there are several: its folder in brackets. */
export function targetMark({ targets }: Report, { target }: Verdict): string {
  const about = targets[target];
  return targets.length < 2 || about === undefined ? '' : ` [${visible(about.path)}]`;
}

/** `file:line:column`, as editors and terminals make links of it. */
export function placeText({ file, region }: Location): string {
  return `${visible(file)}:${region.startLine}:${region.startColumn}`;
}

/** A finding together with the verdict that it belongs to. */
export type Found = { readonly id: string; readonly subject: string | null; readonly finding: Finding };

/** Every finding that counts, in the order of the report. */
export function failures(report: Report): readonly Found[] {
  return report.verdicts.flatMap((verdict) =>
    verdict.outcome === 'fail'
      ? verdict.findings.map((finding) => ({ id: verdict.id, subject: verdict.subject ?? null, finding }))
      : [],
  );
}

/** How many of the findings `--fix` would mend; null where it would mend none. */
export function fixLine(report: Report): string | null {
  const count = (safety: Safety): number =>
    failures(report).filter(({ finding }) => finding.fix?.safety === safety).length;
  const [safe, unsafe] = [count('safe'), count('unsafe')];
  if (safe + unsafe === 0) return null;
  if (safe === 0) return `${counted(unsafe, 'finding')} can be mended with --fix --unsafe`;
  return `${counted(safe, 'finding')} can be mended with --fix${unsafe === 0 ? '' : `, ${unsafe} more with --fix --unsafe`}`;
}
