import type { Maybe, Unknown } from '../core/unknown.ts';
import type { JudgedCommit, WorkTreeState } from './commit.ts';

/** What came of reading one file. */
export type FileRead =
  /** `size` is the whole file's, in bytes; `bytes` is shorter where the caller's limit cut it. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly size: number }
  | { readonly kind: 'missing' }
  /** There, but not to be had: a link out of the root or in a loop, a folder, no permission, an I/O error. */
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * The tree that git would release, whatever it is read from: the disk, a git revision, or memory.
 * Paths are relative to the git top level (to ROOT where there is no repository), with `/`.
 */
export type Files = {
  /** Every path: tracked, or untracked and not ignored. Sorted by code unit. */
  readonly list: () => Promise<readonly string[]>;
  /** Reads at most `limit` bytes. Never throws for what a repository may hold. */
  readonly read: (path: string, limit: number) => Promise<FileRead>;
};

export type Tag = {
  /** Short name, below `refs/tags/`. */
  readonly name: string;
  /** Object id of the commit, annotated tags peeled. */
  readonly commit: string;
  readonly annotated: boolean;
  /** ISO 8601 with offset: the tagger's date, or the commit's for a lightweight tag. */
  readonly date: string;
  /** ISO 8601 with offset: the committer's date of the tagged commit. A tag that was made again is younger. */
  readonly committed: string;
};

/** What git tells of a revision. */
export type History = {
  /** Object id of the commit that is linted; null before the first commit. */
  readonly head: string | null;
  /** Tags that are ancestors of the revision (its own included), newest first; unknown in a shallow clone. */
  readonly tags: readonly Tag[] | Unknown;
  /** Tags at the revision itself, which even a shallow clone knows. */
  readonly tagsAtHead: readonly Tag[];
  /** URL of the remote `origin`, without credentials; null where there is none. */
  readonly remote: string | null;
};

export type Git = {
  /** Unknown where there is no repository, or git is missing or refuses. */
  readonly history: () => Promise<History | Unknown>;
  /** The revision's own commit, and the tag of a name wherever it stands. Asked only where a release is judged. */
  readonly commit: (tag: string | null) => Promise<JudgedCommit | Unknown>;
  /** Null for a tree that is read from a revision; unknown in CI, which checks out what it likes. */
  readonly workTree: () => Promise<Maybe<WorkTreeState>>;
  /** Reads at most `limit` bytes of a file in the tree of a commit, which an object id names. */
  readonly readAt: (commit: string, path: string, limit: number) => Promise<FileRead>;
};
