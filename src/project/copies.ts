import type { Declared } from '../core/place.ts';

/** A place that repeats the version for others to read; nothing is built from it. */
export type VersionCopy = Declared<string> & {
  readonly file: string;
  /** How a maintainer names it: `version` in CITATION.cff, `release` in docs/conf.py, `appVersion`. */
  readonly label: string;
};
