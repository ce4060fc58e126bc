import type { Place } from '../core/place.ts';

/** A step of the config, and how it stands in the record. */
export type RecordedStep = {
  /** In one line. */
  readonly text: string;
  /** Where the config lists it. */
  readonly place: Place;
  /** `missing`: the record says nothing of it. */
  readonly state: 'ticked' | 'open' | 'missing';
  /** The box that is open. */
  readonly box: Place | null;
};

/** The record of a release, in which a person ticks what was done by hand. */
export type ReleaseRecord = {
  readonly file: string;
  readonly version: string;
  readonly isThere: boolean;
  readonly steps: readonly RecordedStep[];
  /** Where further boxes go: behind the last one, else at the end of the text; and what stands before each. */
  readonly next: { readonly offset: number; readonly lead: string; readonly before: string };
};
