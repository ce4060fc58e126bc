import type { Place } from '../core/place.ts';
import type { Settings } from './toml-settings.ts';
import type { SourceProblem } from './versions.ts';

/** Where a computed version is to be looked up in the tree. Paths are relative to the project's root. */
export type Lookup =
  /** A module attribute: `attr: demo.__version__`, flit's module. The first module that has the name counts. */
  | { readonly kind: 'attr'; readonly modules: readonly string[]; readonly name: string; readonly isStatic: boolean }
  /** A name in a Python file. */
  | { readonly kind: 'name'; readonly path: string; readonly name: string }
  /** A file that holds nothing but the version, or (`pattern`) the version in a group. */
  | { readonly kind: 'file'; readonly path: string; readonly pattern: FilePattern | null }
  | { readonly kind: 'npm'; readonly path: string }
  /** `[package] version` of a Cargo manifest, which may point to its workspace. */
  | { readonly kind: 'cargo'; readonly path: string }
  | { readonly kind: 'meson'; readonly path: string }
  /** `_version.py` of the package, in incremental's form; `path` where the settings name it. */
  | { readonly kind: 'incremental'; readonly path: string | null }
  /** The metadata files state it all the same: `[tool.poetry] version` beside a dynamic `[project]`. */
  | { readonly kind: 'stated' }
  | null;

export type FilePattern = {
  /** Python's spelling; compiled with MULTILINE. */
  readonly text: string;
  readonly group: string | number;
  /** The tool's own: its syntax is known to the letter, so that a miss is certain. */
  readonly isDefault: boolean;
};

export type Provider = {
  readonly name: string;
  readonly isFromTag: boolean;
  readonly place: Place;
  readonly lookup: Lookup;
  /** What stops it wherever the version may be. */
  readonly problem?: SourceProblem | null;
  /** The table of settings, for how tags are read and what is written. */
  readonly settings?: Settings | null;
  /** The tool that reads the tag, by the name of its distribution. */
  readonly tool?: string;
};
