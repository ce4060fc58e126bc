import type { Declared } from '../core/place.ts';

/** The project's own entry in a lock file. */
export type LockedVersion = Declared<string> & {
  readonly file: string;
  /** The package as the lock file names it: the distribution, or the crate of its extension module. */
  readonly name: string;
  /** What the entry was made from: `[project] version` in pyproject.toml, `[package] version` in Cargo.toml. */
  readonly of: Declared<string> & { readonly file: string };
  /** The command that writes the file anew: `uv lock`. */
  readonly command: string;
};

/** A locked version that is not the declared one, as the history shows it. */
export type StaleLock = LockedVersion & {
  /**
   * Whether it was in step at the release before. False where it missed that one, too; null where the history does not
   * tell.
   */
  readonly wasInStep: boolean | null;
};
