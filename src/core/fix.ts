import type { KeyPath, Place, Region } from './place.ts';

/**
 * - `safe`: what the project means stays the same, or is what the user asked for in so many words (`--release 0.3.0`)
 * - `unsafe`: the edit may not be what was meant, so a person reads it
 */
export type Safety = 'safe' | 'unsafe';

/** What stands in a TOML file: enough for what fixes write. */
export type TomlValue = string | boolean | number | readonly TomlValue[];

/**
 * One change, as a rule asks for it. Rules hold no text, so they name places; the engine finds them and writes as the
 * file is written (quotes, indentation, line ends). An edit that cannot be placed exactly refuses the whole fix.
 */
export type Edit =
  /** Puts `text` in the place of `was`, which has to stand there: in a span, or as the whole of a TOML string. */
  | { readonly kind: 'replace'; readonly at: Place; readonly was: string; readonly text: string }
  /** Puts text between two characters; `\n` in it becomes the file's own line end. */
  | { readonly kind: 'insert'; readonly file: string; readonly offset: number; readonly text: string }
  /** Takes out what stands in a span, which has to be `was`. */
  | { readonly kind: 'delete'; readonly at: Place; readonly was: string }
  /** Gives a TOML key a value; the key, and its table, are added where they are not there. */
  | { readonly kind: 'set'; readonly file: string; readonly path: KeyPath; readonly value: TomlValue }
  /** Adds strings to a TOML array, each before the first that sorts after it where the array is sorted, else at its end. */
  | { readonly kind: 'add'; readonly file: string; readonly path: KeyPath; readonly values: readonly string[] }
  /** Takes out a TOML key with its value, or an item of an array; with its line where it has one of its own. */
  | { readonly kind: 'remove'; readonly file: string; readonly path: KeyPath }
  /** Makes a file that is not there. */
  | { readonly kind: 'create'; readonly file: string; readonly text: string };

/** A fix as it is reported: its edits, located. Applied together or not at all. */
export type Fix = {
  readonly safety: Safety;
  readonly edits: readonly {
    readonly file: string;
    readonly region: Region;
    readonly text: string;
    readonly creates?: true;
  }[];
};
