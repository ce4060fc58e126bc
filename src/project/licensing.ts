import type { Declared, KeyPath, Place } from '../core/place.ts';

/** What the project says of its licence, and what its build backend makes of that. */
export type Licensing = {
  /** Null where pyrel does not know the backend, or the project brings one of its own. */
  readonly backend: LicenseBackend | null;
  /** False where `[tool.uv] package = false` says that nothing is ever built, or nothing says that anything is. */
  readonly isBuilt: boolean;
  /** `license = "…"` of `[project]`; null where it is a table, or is not there. */
  readonly expression: (Declared<string> & { readonly reading: ExpressionReading }) | null;
  /** `license = {…}` of `[project]`. */
  readonly table: LicenseTable | null;
  /** `license-files = […]` of `[project]` (PEP 639). */
  readonly files: Place | null;
  /** `License ::` classifiers of `[project]`. */
  readonly classifiers: readonly (Declared<string> & { readonly file: string; readonly path: KeyPath })[];
  /** Named files that are not in the tree, and patterns that match none. */
  readonly missing: readonly MissingLicense[];
  /** Patterns that PEP 639 forbids and the backend refuses. */
  readonly refused: readonly Declared<string>[];
};

export type ExpressionReading =
  | { readonly kind: 'valid'; readonly canonical: string }
  | {
      readonly kind: 'invalid';
      /** The part that is wrong: an identifier, or the whole. */
      readonly part: string;
      readonly is: 'license' | 'exception' | 'syntax';
      /** What was probably meant; `isCertain` where it can mean nothing else. */
      readonly meant: { readonly text: string; readonly isCertain: boolean } | null;
    };

export type LicenseTable = {
  readonly kind: 'text' | 'file';
  readonly place: Place;
  readonly file: string;
  /** The expression that a short text says to the letter. */
  readonly expression: string | null;
  /** Written `license = {…}`, so that it can be replaced where it stands. */
  readonly isInline: boolean;
};

export type MissingLicense = {
  /** As written. */
  readonly pattern: Declared<string>;
  /** Where it stands: `license-files`, `[tool.setuptools] license-files`, `license_file`. */
  readonly field: string;
  /** Whether the build stops, from a day on; never where it goes on without the file. */
  readonly failsAfter: string | null;
  /** The file that was meant; `isSame` where it differs by case only. */
  readonly meant: { readonly text: string; readonly isSame: boolean } | null;
};

/**
 * A build backend, as far as licences go. Days are those of the releases that brought a behaviour: an isolated build
 * takes the newest version that `[build-system] requires` admits, so it holds after that day. Null: no version does so.
 */
export type LicenseBackend = {
  /** Distribution: `setuptools`. */
  readonly name: string;
  /** First version that takes `license = "…"`; null where all do, or pyrel does not know. */
  readonly strings: FirstVersion | null;
  /** First version that takes `license-files = […]`. */
  readonly arrays: FirstVersion | null;
  /** Stops at an expression that is not valid, or makes metadata that PyPI refuses. */
  readonly validates: string | null;
  /** Stops where an expression and `License ::` classifiers stand side by side. */
  readonly forbidsBoth: string | null;
};

export type FirstVersion = {
  readonly version: string;
  readonly day: string;
  /** The requirement that keeps the build below it; null where none does. */
  readonly bound: Declared<string> | null;
};
