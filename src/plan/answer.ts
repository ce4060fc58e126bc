import type { Place } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import type { Truth } from './value.ts';

/** Whether something happens, and why; three-valued: what cannot be followed is `unknown`, and no rule makes an error of it. */
export type Answer = {
  readonly is: 'yes' | 'no' | 'unknown';
  /** Completes "it runs/does not run/may run, because …": `if: github.event_name == 'push' holds`. */
  readonly reason: string;
  /** What settles it; null where nothing stands against it. */
  readonly place: Place | null;
};

export const YES: Answer = { is: 'yes', reason: 'nothing stands against it', place: null };

/** The answer that a condition gives. */
export function answerOf(truth: Truth, condition: string, place: Place): Answer {
  const shown = shortened(condition);
  if (isUnknown(truth)) return { is: 'unknown', reason: `\`if: ${shown}\` depends on ${truth.unknown}`, place };
  return truth
    ? { is: 'yes', reason: `\`if: ${shown}\` holds`, place }
    : { is: 'no', reason: `\`if: ${shown}\` does not hold`, place };
}

/** Of two things that both have to be so, the one that stands in the way. */
export function both(one: Answer, other: Answer): Answer {
  if (one.is === 'no' || other.is === 'yes') return one;
  return other.is === 'no' || one.is === 'yes' ? other : one;
}

function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
