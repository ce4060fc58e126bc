import type { Messages, Severity } from '../core/message.ts';
import { SEVERITIES } from './summary.ts';

/** The worst that a rule reports while the config leaves its levels alone. */
export function worstSeverity(messages: Messages): Severity {
  const used = new Set(Object.values(messages).map((message) => message.severity));
  return SEVERITIES.find((severity) => used.has(severity)) ?? 'note';
}

/** A message text for a reader who sees no finding: `{tagPrefix}` becomes `TAG-PREFIX`, as in a usage line. */
export function withSlotsNamed(text: string): string {
  return text.replace(/\{([a-zA-Z]+)\}/g, (_, slot: string) => slot.replace(/[A-Z]/g, '-$&').toUpperCase());
}
