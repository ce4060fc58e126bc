import type { FileRead } from './ports.ts';

/**
 * The disk below the git top level, with what git ignores: what tests and builds leave there. Not for facts of the
 * release itself, which are in the tree. There is none for a revision.
 */
export type WorkFolder = {
  /** Reads at most `limit` bytes. A link out of the folder is not followed. */
  readonly read: (path: string, limit: number) => FileRead;
  /** When the file's content was last written, in milliseconds since 1970; null where it is not there. */
  readonly changedAt: (path: string) => number | null;
};
