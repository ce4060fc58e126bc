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
  /** Why the provider can make no version of this tree, told by its own source; null where it can or nobody knows. */
  readonly problem: SourceProblem | null;
  /** How a tag becomes a version; null where the version is not taken from the tag, or code of the project reads it. */
  readonly tagReading: TagReading | null;
};

/** What stops a provider. `place` is the setting that asks for what is not there. */
export type SourceProblem = { readonly place: Place } &
  /** The file or module that it names is not in the tree. */
  (
    | { readonly kind: 'missing'; readonly subject: string }
    /** The file is there, and holds no version in any spelling. */
    | { readonly kind: 'no-match'; readonly subject: string; readonly sought: string }
    /** The file states a version in a spelling that the provider's pattern does not see. */
    | { readonly kind: 'unseen'; readonly subject: string; readonly sought: string; readonly spelled: Declared<string> }
    /** Nothing computes the version; `built` is what the backend writes then, null where it stops. */
    | { readonly kind: 'no-provider'; readonly backend: string; readonly built: string | null }
    /** The backend takes a stated version only. */
    | { readonly kind: 'static-only'; readonly backend: string }
    /** A tool is required and not switched on; without it the backend writes `built`. */
    | { readonly kind: 'inactive'; readonly tool: string; readonly setting: string; readonly built: string }
  );

/** How a tool makes a version of a tag's name. */
export type TagReading = {
  readonly tool: string;
  /** The setting, or what computes the version where the tool's default holds. */
  readonly place: Place;
  /** What a maintainer knows it by: `tag_regex`, `the default tag pattern`. */
  readonly label: string;
  /** Names that start with it are read without it; the others are not read at all where `isNeeded`. */
  readonly prefix: { readonly text: string; readonly isNeeded: boolean };
  /** JavaScript pattern that what is left has to fit; null where it is the version itself. */
  readonly pattern: { readonly source: string; readonly flags: string } | null;
  /** The group that holds the version: its name, or its number. */
  readonly group: string | number;
  /** True where `epoch`, `base`, `stage` and `revision` are groups of their own, and are put together (dunamai). */
  readonly isInParts: boolean;
};

/** A file that a build tool writes the version into. */
export type WrittenFile = {
  readonly file: string;
  readonly tool: string;
  /** The setting that names it; the file itself where only its header tells. */
  readonly place: Place;
  /** True where the file is part of the tree. */
  readonly isTracked: boolean;
};

/** A question to the installed metadata that the package asks of itself when it is imported. */
export type OwnNameQuestion = {
  /** The distribution that is asked for; what `__package__` or `__name__` holds there. */
  readonly asked: Declared<string>;
  /** `importlib.metadata.version("demo")`, as written. */
  readonly how: string;
  /** True where a failure is caught, and the package goes on with something else. */
  readonly isCaught: boolean;
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
  /** Files that a build tool writes the version into. */
  readonly written: readonly WrittenFile[];
  /** Questions for the package's own metadata under another name than the distribution's. */
  readonly misnamed: readonly OwnNameQuestion[];
  /** Places that state a version which cannot be read from the text, with the reason. */
  readonly unread: readonly { readonly place: Place; readonly reason: string }[];
};
