import type { Declared } from '../core/place.ts';

/**
 * What a stated version is.
 *
 * - `source`: the version comes from here, or the program reports it (`__version__`)
 * - `fallback`: used only where the real one cannot be had (`except PackageNotFoundError`)
 * - `placeholder`: replaced at build time (`0.0.0` with an scm plugin)
 * - `example`, `generated`: not the project's to keep equal
 */
export type VersionRole = 'source' | 'fallback' | 'placeholder' | 'generated';

export type VersionPlace = Declared<string> & {
  readonly file: string;
  readonly role: VersionRole;
  /** How a maintainer names it: `[project] version`, `__version__`, `setup(version=…)`. */
  readonly label: string;
};

/** A version that is computed when the distribution is built. */
export type DynamicVersion = {
  /** What computes it: `setuptools-scm`, `hatch`, `setuptools attr: demo.__version__`, … */
  readonly provider: string;
  readonly place: import('../core/place.ts').Place;
};

export type VersionFacts = {
  /** Every place, the declared one first, then by path. */
  readonly places: readonly VersionPlace[];
  /** The version that the distribution will carry, where it can be read without running anything. */
  readonly declared: import('../core/unknown.ts').Maybe<VersionPlace>;
  /** Not null where the metadata says that the version is computed. */
  readonly dynamic: DynamicVersion | null;
};
