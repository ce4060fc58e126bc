import type { Declared } from '../core/place.ts';

/** The project's own entry in a lock file. */
export type LockedVersion = Declared<string> & {
  readonly file: string;
  /** The command that writes the file anew: `uv lock`. */
  readonly command: string;
};
