import type { Declared, Place } from '../core/place.ts';
import type { VersionScope } from '../version/scope.ts';
import type { CategorySection } from './changelog-categories.ts';
import type { HeadingFrame } from './changelog-frame.ts';
import type { HiddenEntry } from './changelog-hidden.ts';
import type { ChangelogLinks } from './changelog-links.ts';
import type { HeadingSlip } from './changelog-slips.ts';

export type ChangelogDate = Declared<string> & {
  /**
   * `YYYY-MM-DD`, or as much of it as the text says (`2024-03` for "March 2024"); null where the text is no calendar
   * date (`2023-29-31`).
   */
  readonly iso: string | null;
  /** The other reading where day and month may change places (`02/06/2017`); `iso` is then the one with the month first. */
  readonly swapped: string | null;
};

export type ChangelogContent = 'empty' | 'placeholder' | 'filled';

/** One released (or to be released) version in a changelog. */
export type ChangelogEntry = {
  /** As written, without a leading `v`; the first one where the heading names several. */
  readonly version: Declared<string>;
  /** Every version that the heading stands for. */
  readonly scope: VersionScope;
  /** The heading's text, without its marks (`##`, underline); for messages. */
  readonly heading: Declared<string>;
  readonly frame: HeadingFrame;
  readonly date: ChangelogDate | null;
  /**
   * What says that this version is not out: `unreleased`, `TBD`, `YYYY-MM-DD`, or the version's own `.dev0`; in the
   * heading, or alone on the line under it.
   */
  readonly unreleasedMark: Declared<string> | null;
  /** The line below the heading that holds nothing but the date, or the mark: "Released 2023-09-30". */
  readonly dateLine: Declared<string> | null;
  /** `placeholder`: only words such as "TBD" or "Nothing changed yet". */
  readonly content: ChangelogContent;
  /** The placeholder's text. */
  readonly placeholder: Declared<string> | null;
};

export type Changelog = {
  /** The folder where each release has a file of its own. */
  readonly file: string;
  /** True where each release has a file of its own; its entry is that file, and its order that of the versions. */
  readonly isFolder: boolean;
  /** False where the config names a file that is not in the tree. */
  readonly isThere: boolean;
  /** `rst` also for plain text, whose headings are underlined or bare lines. */
  readonly format: 'markdown' | 'rst';
  /** In file order. */
  readonly entries: readonly ChangelogEntry[];
  readonly newestFirst: boolean;
  /** The section for what is not out and has no version yet. */
  readonly unreleased: {
    readonly place: Place;
    readonly title: string;
    readonly content: ChangelogContent;
    readonly frame: HeadingFrame;
  } | null;
  /**
   * How the file writes a heading, to model new ones on: `## [{version}] - {date}`, the date's part as `YYYY-MM-DD` or
   * what the file uses instead.
   */
  readonly headingPattern: string;
  /** Why there are no entries to judge: the file only points elsewhere, or is not there. */
  readonly stub: string | null;
  /** What the file says of newer releases being noted elsewhere, though it has entries itself. */
  readonly elsewhere: Declared<string> | null;
  /** Written by a generator from tags that are there already, so that a release's own entry comes after its tag. */
  readonly isMadeFromTags: boolean;
  /** Headings of versions where nobody sees them. */
  readonly hidden: readonly HiddenEntry[];
  /** Headings of versions with a slip in them. */
  readonly slips: readonly HeadingSlip[];
  /** Where headings and link definitions lead. */
  readonly links: ChangelogLinks;
  /** The categories of each section, where the file says that it follows Keep a Changelog; else null. */
  readonly categories: readonly CategorySection[] | null;
  /** Where reading stopped, in bytes, or at the heading after the last that is read: entries beyond it cannot be known. */
  readonly cutAt: number | null;
};

/** What the config says about the changelog. */
export type ChangelogSettings = {
  /** Path below the project's root; null to look under the usual names. */
  readonly file: string | null;
};
