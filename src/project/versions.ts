import type { Declared, Place } from '../core/place.ts';
import type { Maybe } from '../core/unknown.ts';

/**
 * What a stated version is.
 *
 * - `source`: the version comes from here, or the program reports it (`__version__`)
 * - `fallback`: used only where the real one cannot be had (`except PackageNotFoundError`)
 * - `placeholder`: stands for a version that is written at build time (`0.0.0`, `@VERSION@`)
 * - `leftover`: in a table that the build no longer looks at (`[tool.poetry]` beside `[project]` under another backend)
 * - `generated`: written by a build tool (setuptools-scm's `_version.py`); not the project's to keep
 */
export type VersionRole = 'source' | 'fallback' | 'placeholder' | 'leftover' | 'generated';

export type VersionPlace = Declared<string> & {
  readonly file: string;
  readonly role: VersionRole;
  /** How a maintainer names it: `[project] version`, `__version__`, `setup(version=…)`. */
  readonly label: string;
};

/** A version that is computed when the distribution is built. */
export type DynamicVersion = {
  /** What computes it: `setuptools-scm`, `hatch-vcs`, `demo.__version__`, … */
  readonly provider: string;
  /** True where it is taken from the tag, so that the tag is the version. */
  readonly isFromTag: boolean;
  readonly place: Place;
};

export type VersionFacts = {
  /** Every place, the declared one first, then by path. */
  readonly places: readonly VersionPlace[];
  /** The version that the distribution will carry; unknown where only a build can tell, null where nothing declares one. */
  readonly declared: Maybe<VersionPlace>;
  /** Not null where the metadata says that the version is computed, also where `declared` could be followed. */
  readonly dynamic: DynamicVersion | null;
  /** Set where the metadata gives a version that is not a string. */
  readonly malformed: { readonly place: Place; readonly type: string } | null;
  /** Places that state a version which cannot be read from the text, with the reason. */
  readonly unread: readonly { readonly place: Place; readonly reason: string }[];
};
