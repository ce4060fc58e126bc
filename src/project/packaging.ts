import type { Declared, Place } from '../core/place.ts';
import type { Maybe, Unknown } from '../core/unknown.ts';
import type { EntryPoint } from './metadata.ts';

/** What the build puts into the distribution, as far as its configuration tells. */
export type Packaging = {
  /** `[build-system] build-backend`; `setuptools` where the table does not name one. */
  readonly backend: string;
  /** Import packages of the distribution are in the tree. */
  readonly hasPackages: boolean;
  /** What can be imported of an installation: top-level packages and modules. Unknown where that cannot be told. */
  readonly imports: readonly Declared<string>[] | Unknown;
  readonly classifiers: ClassifierFacts;
  /** The long description and its content type; null where none is declared. */
  readonly description: Maybe<Description>;
  /** Entry points whose target is not in the tree, though the package that they name is. */
  readonly lostTargets: readonly LostTarget[];
  /** The oldest Python that can import the package; null where its source shows none, or was not asked for. */
  readonly syntax: SyntaxFloor | null;
  /** The Python that formatters and linters write code for. */
  readonly lintTargets: readonly LintTarget[];
  /** What setuptools packs; null where another backend builds. */
  readonly setuptools: Maybe<SetuptoolsFacts>;
  /** `py.typed` files of the tree, tests left out. */
  readonly markers: readonly TypingMarker[];
  /** `Typing :: Typed`, where it is said of a package that has no marker anywhere. */
  readonly unmarked: Place | null;
};

/** Classifiers held against the bundled list, `Private ::` left out. */
export type ClassifierFacts = {
  /** Day of the list. */
  readonly listed: string;
  readonly unknown: readonly UnknownClassifier[];
  readonly deprecated: readonly { readonly classifier: Declared<string>; readonly instead: readonly string[] }[];
};

export type UnknownClassifier = {
  readonly classifier: Declared<string>;
  readonly nearest: string | null;
  /** `nearest` differs by case and blanks only. */
  readonly isSame: boolean;
  /** Differs from a known one only by a higher number at its end (`Framework :: Django :: 9.0`): a newer list may have it. */
  readonly mayBeNewer: boolean;
};

export type Description = {
  /** Where it is declared. */
  readonly place: Place;
  /** Files that it is made of, as written. */
  readonly files: readonly string[];
  /** Null: not declared. */
  readonly contentType: Maybe<Declared<string>>;
  /** Whether the tool derives the type from the file's suffix: what pyproject.toml declares, but not setup.py. */
  readonly isGuessed: boolean;
};

export type LostTarget = {
  readonly entry: EntryPoint;
  /** The part that is not there: a module, or a name in a module. */
  readonly missing: 'module' | 'attribute';
  readonly module: string;
  readonly attribute: string;
  /** The file of the module where the attribute is missed. */
  readonly file: string | null;
};

export type SyntaxFloor = {
  /** `3.7`. */
  readonly python: string;
  /** As a person names it: `annotations of variables`. */
  readonly feature: string;
  readonly place: Place;
};

/** A tool that rewrites code, and the oldest Python that it rewrites it for. */
export type LintTarget = { readonly tool: string; readonly python: string; readonly place: Place };

export type SetuptoolsFacts = {
  readonly discovery: Discovery;
  /** Options of `[options]` that setuptools does not know, near the name of one that it does. */
  readonly misspelt: readonly { readonly key: string; readonly meant: string; readonly place: Place }[];
  /** Top-level packages beside the distribution's own that only its sources need, and that would be installed. */
  readonly stray: readonly { readonly name: string; readonly path: string; readonly place: Place }[];
  /** Packages of an explicit list that have no folder. */
  readonly absent: readonly { readonly name: Declared<string>; readonly path: string }[];
  /** Packages below a listed one, imported by it, and not listed themselves. */
  readonly omitted: readonly OmittedPackage[];
  /** `package_data` patterns that match no file. */
  readonly idlePatterns: readonly IdlePattern[];
  /** Tracked files that setup.py reads without a way out, and that the sdist leaves out. */
  readonly missingInputs: readonly { readonly file: string; readonly place: Place }[];
  readonly hasManifest: boolean;
};

/** How setuptools comes by the packages. */
export type Discovery =
  | { readonly kind: 'list'; readonly place: Place; readonly names: readonly Declared<string>[] }
  | {
      readonly kind: 'find';
      readonly place: Place;
      readonly where: readonly string[];
      readonly include: readonly string[];
      readonly exclude: readonly string[];
      /** Folders without `__init__.py` are packages too. */
      readonly namespaces: boolean;
    }
  /** Nothing is said: setuptools 61 and later look for themselves, earlier ones pack nothing. */
  | { readonly kind: 'none'; readonly place: Place }
  | Unknown;

export type OmittedPackage = {
  readonly name: string;
  readonly path: string;
  readonly place: Place;
  readonly importedAt: Place;
};

export type IdlePattern = {
  readonly package: string;
  readonly pattern: Declared<string>;
  /** The pattern names a folder with this many files: patterns match files only. */
  readonly folder: { readonly path: string; readonly files: number; readonly isFlat: boolean } | null;
};

export type TypingMarker = {
  readonly file: string;
  /**
   * `shipped`, `left-out` of the wheel (`since69`: setuptools 69 and later take it along by themselves), or
   * `misplaced`: beside the packages instead of inside one.
   */
  readonly fate: 'shipped' | 'left-out' | 'misplaced' | 'unknown';
  /** The package that it is for, and its folder. */
  readonly package: string;
  readonly folder: string;
  /** Package data are declared for this very package. */
  readonly isListed: boolean;
  /** Where package data are declared, or the packages. */
  readonly place: Place;
  /** The build may use setuptools 69 or later, which ships the marker. */
  readonly mayBeImplicit: boolean;
};
