import type { Declared, Place } from '../core/place.ts';

export type ChangelogDate = Declared<string> & {
  /** `YYYY-MM-DD`; null where the text is no calendar date (`2023-29-31`); see `ambiguous`. */
  readonly iso: string | null;
};

/** One released (or to be released) version in a changelog. */
export type ChangelogEntry = {
  /** As written, without a leading `v`. */
  readonly version: Declared<string>;
  /** The heading's text, for messages. */
  readonly heading: Declared<string>;
  readonly date: ChangelogDate | null;
  /** A word in the heading of this version that says it is not out: `unreleased`, `TBD`, `dev`, `YYYY-MM-DD`. */
  readonly unreleasedMark: Declared<string> | null;
  /** `placeholder`: only words such as "TBD" or "Nothing changed yet". */
  readonly content: 'empty' | 'placeholder' | 'filled';
  /** The placeholder's text. */
  readonly placeholder: Declared<string> | null;
};

export type Changelog = {
  readonly file: string;
  readonly format: 'markdown' | 'rst';
  /** In file order. */
  readonly entries: readonly ChangelogEntry[];
  /** The section for what is not out and has no version yet. */
  readonly unreleased: { readonly place: Place; readonly title: string; readonly content: ChangelogEntry['content'] } | null;
  /** Set where the file only points elsewhere ("see GitHub Releases"); then it has no entries to judge. */
  readonly stub: string | null;
  /** Size in bytes at which reading stopped: entries beyond it cannot be known. */
  readonly cutAt: number | null;
};

/** What the config says about the changelog. */
export type ChangelogSettings = {
  /** Path below the project's root; null to look under the usual names. */
  readonly file: string | null;
};
