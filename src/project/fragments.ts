import type { Declared, Place } from '../core/place.ts';

export type FragmentTool = 'towncrier' | 'scriv' | 'changie' | 'reno' | 'changesets';

/** A file that the tool would gather. */
export type Fragment = {
  readonly file: string;
  /** What the change is about: `feature`, `Fixed`; null where the tool or the file does not say. */
  readonly type: string | null;
  /** The issue that its name begins with; null where it has none. */
  readonly issue: string | null;
};

/**
 * - `name`: nothing in the file's name is a type
 * - `type`: the name or the file gives a type that the config does not have
 * - `empty`: nothing is said, or nothing but comments
 * - `backup`: a copy that an editor or a merge left (`~`, `.orig`)
 * - `twice`: another file is about the same issue with the same type, and the tool refuses both
 * - `broken`: no YAML that the tool could read
 */
export type FragmentProblem = 'name' | 'type' | 'empty' | 'backup' | 'twice' | 'broken';

export type InvalidFragment = {
  readonly file: string;
  readonly place: Place;
  readonly problem: FragmentProblem;
  /** What is wrong: the type as given, the other file. */
  readonly given: string;
};

/** Change fragments, one file a change, that a tool gathers into the changelog: towncrier, scriv, changie, reno. */
export type Fragments = {
  readonly tool: FragmentTool;
  /** The file that sets the tool up. */
  readonly config: string;
  /** Folder of the fragments, relative to the git top level. */
  readonly folder: string;
  /** The types that the config allows; empty where it allows any. */
  readonly types: readonly string[];
  /** Those that the tool gathers, in order of their paths. */
  readonly fragments: readonly Fragment[];
  readonly invalid: readonly InvalidFragment[];
  /** False where they stay for good, and the tool tells from git what is new (reno). */
  readonly isConsumed: boolean;
  /** The changelog that the tool writes, where it is one file that the config names. */
  readonly changelog: Declared<string> | null;
  /** The command that writes the section, `{version}` for the version. */
  readonly command: string;
};
