import type { Declared, Place } from '../core/place.ts';

/** A program that writes the next version into files. `bumpversion` stands for its forks too: they share their configs. */
export type BumpToolName =
  | 'bump-my-version'
  | 'tbump'
  | 'bumpver'
  | 'commitizen'
  | 'python-semantic-release'
  | 'release-please';

/** What a version bumping tool's config says. */
export type BumpTool = {
  readonly tool: BumpToolName;
  /** The file of the config. */
  readonly file: string;
  /** Where the config begins. */
  readonly place: Place;
  /** The version that the tool believes to be current; null where it does not keep one, or it cannot be read. */
  readonly current: Declared<string> | null;
  /** How a maintainer names what holds it: `current_version`. */
  readonly currentLabel: string;
  /** In the order of the config. */
  readonly targets: readonly BumpTarget[];
  /** Why files beside `targets` may be written as well: a glob, a plugin, a setting that pyrel does not read. */
  readonly more: string | null;
  /** The tool's own idea of a version, where it has a pattern for it. */
  readonly forms: readonly VersionForm[];
  /** Lines that carry a marker for the tool. */
  readonly marked: readonly MarkedLine[];
};

/** A file that the tool writes the version into. */
export type BumpTarget = {
  /** Path in the tree. */
  readonly file: string;
  /** Where the config names it. */
  readonly place: Place;
  /** What the tool looks for in it, with the current version filled in; null where that cannot be told. */
  readonly text: string | null;
  /** `unknown`: it cannot be told what the tool looks for, or the file cannot be read. */
  readonly state: 'found' | 'file-missing' | 'text-missing' | 'unknown';
  /** What the tool does when it does not find it: it ends, or it passes the file over and says nothing. */
  readonly onMiss: 'ends' | 'passes-over';
};

/** A pattern that a version has to fit as a whole, or the tool loses the rest of it. */
export type VersionForm = {
  readonly pattern: RegExp;
  /** As a maintainer reads it: `parse`, `the default parse`, `x-release-please-version`. */
  readonly label: string;
  readonly place: Place;
  /** The version that stands there; null where the pattern is for any version of the project. */
  readonly stated: string | null;
};

/** A version on a line that a comment marks for the tool. */
export type MarkedLine = Declared<string> & { readonly file: string; readonly marker: string };
