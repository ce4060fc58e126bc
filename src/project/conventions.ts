import type { Unknown } from '../core/unknown.ts';
import type { History } from './ports.ts';
import type { VersionFacts } from './versions.ts';

export type VersionScheme = 'semver' | 'pep440' | 'both' | 'calver';

/** What a project's own history shows; the config overrides. `from` says on what it stands, for `-v`. */
export type Inferred<T> = { readonly value: T; readonly from: string };

export type Conventions = {
  /** `v`, `''`, `core-v`; null where the history shows none (no tags, or evenly mixed). */
  readonly tagPrefix: Inferred<string> | null | Unknown;
  readonly scheme: Inferred<VersionScheme> | null | Unknown;
};

/** What the config fixes; null where the history is to decide. */
export type ConventionSettings = {
  readonly tagPrefix: string | null;
  readonly scheme: VersionScheme | null;
};

export function inferConventions(_history: History | Unknown, _versions: VersionFacts, settings: ConventionSettings): Conventions {
  return {
    tagPrefix: settings.tagPrefix === null ? null : { value: settings.tagPrefix, from: 'the config' },
    scheme: settings.scheme === null ? null : { value: settings.scheme, from: 'the config' },
  };
}
