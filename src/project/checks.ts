import type { Place } from '../core/place.ts';
import type { Unknown } from '../core/unknown.ts';
import type { ReleaseRecord } from './release-record.ts';

/** How a command of the project's own ended. */
export type CommandEnd =
  | { readonly kind: 'exited'; readonly code: number }
  /** Somebody else, or the system, stopped it: `SIGSEGV`. */
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'timed-out'; readonly seconds: number }
  /** It could not be run; `reason` says why. */
  | { readonly kind: 'not-started'; readonly reason: string };

/** What came of running one of the commands. */
export type CommandResult = {
  readonly end: CommandEnd;
  /** The end of what it printed, standard output and standard error as they came. */
  readonly tail: string;
  readonly elapsedMs: number;
};

export type CheckedCommand = {
  /** What the report calls it. */
  readonly name: string;
  /** A line for the shell. */
  readonly run: string;
  /** Where the config lists it. */
  readonly place: Place;
  /** Null where nobody asked for the commands to be run. */
  readonly result: CommandResult | null;
};

/** `[tool.pyrel.checks]`, and what is known of it. */
export type Checks = {
  /** Those of ROOT's config: `--run` runs no others. */
  readonly commands: readonly CheckedCommand[];
  /** Steps that a person takes. */
  readonly manual: readonly { readonly text: string; readonly place: Place }[];
  /** Null where no release is judged, or there are no manual steps. */
  readonly record: ReleaseRecord | Unknown | null;
};
