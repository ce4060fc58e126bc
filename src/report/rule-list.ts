import { rulePage } from '../core/addresses.ts';
import type { Messages } from '../core/message.ts';
import type { OptionsSchema, RuleMeta } from '../core/rule.ts';
import { painter } from './paint.ts';
import { worstSeverity } from './rule-text.ts';
import { jsonText } from './visible.ts';

/** What a rule or probe says of itself. */
export type RuleInfo = { readonly meta: RuleMeta; readonly messages: Messages; readonly options: OptionsSchema };

/** `pyrel rules`: a line each, in the order given. */
export function ruleTable(rules: readonly RuleInfo[], colour: boolean): string {
  const paint = painter(colour);
  const idWidth = Math.max(2, ...rules.map((rule) => rule.meta.id.length));
  const heading = `${'id'.padEnd(idWidth)}  ${'level'.padEnd(7)}  ${'asked'.padEnd(7)}  what it finds`;
  const rows = rules.map(({ meta, messages }) => {
    const severity = worstSeverity(messages);
    const level = meta.offByDefault === true ? paint('quiet', 'off'.padEnd(7)) : paint(severity, severity.padEnd(7));
    return `${meta.id.padEnd(idWidth)}  ${level}  ${meta.mode.padEnd(7)}  ${meta.summary}`;
  });
  return [heading, ...rows].map((line) => `${line}\n`).join('');
}

/** `pyrel rules -f json`: everything that rules declare, with what they leave to the defaults filled in. */
export function rulesJson(rules: readonly RuleInfo[]): string {
  return jsonText(
    rules.map(({ meta, messages, options }) => ({
      ...meta,
      offByDefault: meta.offByDefault ?? false,
      supersedes: meta.supersedes ?? [],
      severity: worstSeverity(messages),
      helpUri: rulePage(meta.id),
      messages,
      options,
    })),
  );
}
