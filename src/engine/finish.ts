import type { Fix } from '../core/fix.ts';
import type { RuleLevel, Rule } from '../core/rule.ts';
import type { Location } from '../core/place.ts';
import type { Finding, RawFinding } from '../core/verdict.ts';
import { render } from '../core/message.ts';
import type { Locator } from '../project/locate.ts';
import { placeEdits } from './place-edits.ts';
import { fingerprint } from './fingerprint.ts';

/** Renders and locates what a rule reported, in order of file, line and column. Equal findings stay once. */
export async function finishFindings<Facts>(
  rule: Rule<Facts>,
  raw: readonly RawFinding[],
  level: RuleLevel,
  locate: Locator,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const finding of raw) {
    const message = rule.messages[finding.messageId];
    if (message === undefined) throw new Error(`${rule.meta.id} has no message ${finding.messageId}`);
    const primary = await locate(finding.at);
    const related: Location[] = [];
    for (const { at, note } of finding.related) related.push(await locate(at, note));
    const fix = await located(finding.fix, locate);
    findings.push({
      messageId: finding.messageId,
      data: finding.data,
      what: render(message.what, finding.data),
      todo: render(message.todo, finding.data),
      severity: level === 'default' || level === 'off' ? message.severity : level,
      primary,
      related,
      fingerprint: fingerprint(rule.meta.id, finding.messageId, primary.file, finding.data),
      ...(fix === null ? {} : { fix }),
    });
  }
  return findings.sort(byLocation);
}

function byLocation(a: Finding, b: Finding): number {
  if (a.primary.file !== b.primary.file) return a.primary.file < b.primary.file ? -1 : 1;
  const [p, q] = [a.primary.region, b.primary.region];
  return p.startLine - q.startLine || p.startColumn - q.startColumn;
}

/** Null where there is nothing to mend, or where one of the edits cannot be placed with certainty. */
async function located(fix: RawFinding['fix'], locate: Locator): Promise<Fix | null> {
  if (fix === undefined) return null;
  const edits = await placeEdits(fix.edits, locate);
  return edits === null ? null : { safety: fix.safety, edits };
}
