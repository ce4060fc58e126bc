import type { Declared } from '../core/place.ts';

/** A place that repeats the version for others to read; nothing is built from it. */
export type VersionCopy = Declared<string> & {
  readonly file: string;
  /** How a maintainer names it: `version` in CITATION.cff, `release` in docs/conf.py, `appVersion`. */
  readonly label: string;
  /** It names the series where it has fewer numbers: Sphinx's `version = "1.2"` beside `release = "1.2.3"`. */
  readonly isSeries: boolean;
  /** It names what was published (an image to pull, an sdist by its hash), so it can only be written after the release. */
  readonly isAfterRelease: boolean;
  /** The day of the release, `YYYY-MM-DD`, where the file states it beside the version. */
  readonly day?: Declared<string>;
};
