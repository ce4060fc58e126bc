import type { Place } from '../core/place.ts';
import type { Maybe, Unknown } from '../core/unknown.ts';

/** What a report of a coverage tool says in all. Branches count as coverage.py counts them: beside the lines. */
export type CoverageReport = {
  /** Relative to the git top level. */
  readonly file: string;
  readonly covered: number;
  readonly total: number;
  /** Why it is not of this tree, or why that cannot be told; null where it is of this tree. */
  readonly doubt: string | null;
};

/** What the project itself demands. */
export type CoverageMinimum = {
  readonly percent: number;
  /** As written: `fail_under`, `--cov-fail-under`. */
  readonly setting: string;
  readonly place: Place;
};

export type CoverageFacts = {
  /** The report of this tree, else the first of those that are in doubt; null where there is none. */
  readonly report: Maybe<CoverageReport>;
  /** Null where none is set; unknown where it depends on the surroundings. */
  readonly minimum: CoverageMinimum | Unknown | null;
  /** Digits behind the point to which coverage.py rounds. */
  readonly precision: number;
};

/** A report as it was read, before anybody asked whether it is of this tree. */
export type ReadReport = {
  readonly covered: number;
  readonly total: number;
  readonly made: ReportTime;
  readonly files: readonly CoveredFile[];
  /** Folders that the paths may be relative to, as the report names them. */
  readonly sources: readonly string[];
};

export type ReportTime =
  | { readonly kind: 'instant'; readonly ms: number }
  /** Without a time zone; in milliseconds as if it were UTC. */
  | { readonly kind: 'local'; readonly ms: number }
  | { readonly kind: 'none' };

export type CoveredFile = {
  /** As the report names it, with `/`. */
  readonly path: string;
  /** The last line that the report speaks of; 0 where it speaks of none. */
  readonly lastLine: number;
};
