import type { Edit, Fix, Safety } from './fix.ts';
import type { Data, Severity } from './message.ts';
import type { Location, Place } from './place.ts';

/** A finding as a rule reports it: symbolic places, unrendered text. */
export type RawFinding = {
  readonly messageId: string;
  readonly data: Data;
  readonly at: Place;
  readonly related: readonly RelatedPlace[];
  /** Edits that mend it. */
  readonly fix?: { readonly safety: Safety; readonly edits: readonly Edit[] };
};

export type RelatedPlace = { readonly at: Place; readonly note: string };

/** A finding as it is reported: text rendered, places counted. */
export type Finding = {
  readonly messageId: string;
  readonly data: Data;
  readonly what: string;
  readonly todo: string;
  readonly severity: Severity;
  readonly primary: Location;
  readonly related: readonly Location[];
  /** Hexadecimal hash of rule, message, file and data: survives moves of lines and changes of pyrel's version. */
  readonly fingerprint: string;
  readonly fix?: Fix;
};

/** Why a finding does not count: a comment in the file, an entry in the config, or one in the baseline. */
export type Suppression = {
  readonly kind: 'inline' | 'config' | 'baseline';
  readonly reason: string;
  readonly place: Location;
  /** ISO date after which it no longer holds. */
  readonly until?: string;
};

/**
 * The answer to one question.
 *
 * - `skip`: the question does not arise here, or its answer cannot be known from what is at hand; `reason` says which
 * - `ignored`: the finding is there, and the project said that it does not count
 * - `error`: pyrel could not look; says nothing about the release and is never folded into pass or fail
 */
export type Verdict = { readonly id: string; readonly target: number; readonly subject?: string } & (
  | { readonly outcome: 'pass' }
  | { readonly outcome: 'fail'; readonly findings: readonly Finding[] }
  | { readonly outcome: 'skip'; readonly reason: string }
  | {
      readonly outcome: 'ignored';
      readonly reason: string;
      readonly findings: readonly Finding[];
      readonly suppression: Suppression;
    }
  | { readonly outcome: 'error'; readonly reason: string; readonly attempts?: number }
);
