import type { Maybe, Unknown } from '../core/unknown.ts';

/** The commit that is to be released, or was. */
export type JudgedCommit = {
  /** Object id. */
  readonly id: string;
  /** The whole message, body and trailers included. */
  readonly message: string;
  /** ISO 8601 with offset; empty where the commit states none. */
  readonly authored: string;
  readonly committed: string;
  /** The tag that already has the name of the release's, wherever it stands; null where there is none. */
  readonly tag: Maybe<NamedTag>;
};

/** A tag as its name finds it, an ancestor of the revision or not. */
export type NamedTag = {
  /** Short name, below `refs/tags/`. */
  readonly name: string;
  /** Object id of the commit, annotated tags peeled; null for a tag of a file or a tree. */
  readonly commit: string | null;
  /** The object of an annotated tag; null for a lightweight one. */
  readonly annotation: Maybe<Annotation>;
};

export type Annotation = {
  /** A signature stands in the tag; whether it is good is not looked at. */
  readonly isSigned: boolean | Unknown;
};

/** How the work tree stands to its commit and its branch to the remote one, as far as the last fetch tells. */
export type WorkTreeState = {
  /** Tracked files that differ from HEAD, in the index or on the disk. Files that git does not track do not count. */
  readonly changed: readonly string[];
  /** Short name; null where HEAD is detached. */
  readonly branch: string | null;
  /** The branch that this one follows; null where it follows none, or one that is gone. */
  readonly upstream: Upstream | null;
};

export type Upstream = {
  /** `origin/main` */
  readonly name: string;
  /** Commits that only the own branch has. */
  readonly ahead: number;
  /** Commits that only the upstream has. */
  readonly behind: number;
};
