import type { Place } from '../core/place.ts';

/** What the modules that `import package` always runs import, against what the metadata require. */
export type ImportFacts = {
  /** Imports of distributions that no requirement brings. Only where that is certain. */
  readonly undeclared: readonly UndeclaredImport[];
  /** Imports of standard modules that only some versions of Python have, and that no requirement stands in for. */
  readonly partial: readonly PartialImport[];
  /** Why the question of `undeclared` could not be answered, or not for every module; null where it was. */
  readonly unanswered: string | null;
};

export type UndeclaredImport = {
  /** As imported: `yaml`. */
  readonly module: string;
  /** The distribution that provides it: `PyYAML`. */
  readonly distribution: string;
  readonly place: Place;
  /** Imports that lead here from the package's `__init__`, in order; empty for an import in `__init__` itself. */
  readonly via: readonly Place[];
  /** The distribution is declared for this extra. */
  readonly extra: string | null;
  /** The pyproject.toml of another project of the repository that requires this one, and may bring it along; else null. */
  readonly partOf: string | null;
  /** `[project] dependencies` to add it to; null where another file or table declares them. */
  readonly addTo: { readonly file: string; readonly isThere: boolean } | null;
};

export type PartialImport = {
  readonly module: string;
  /** The first series that has it, or the first without it. */
  readonly added: string | null;
  readonly removed: string | null;
  readonly place: Place;
  readonly via: readonly Place[];
};
