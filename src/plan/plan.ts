import type { Maybe } from '../core/unknown.ts';
import type { Publishing } from './publishing.ts';

/** What is to be released, and who said so. */
export type Release = {
  /** As given with `--release`, or read from the tag. */
  readonly version: string;
  /** The tag's full name: as given with `--tag` or found at HEAD, else made from the version and the tag convention. */
  readonly tag: string | null;
  /** True where a tag was given or found; false where pyrel made it up from the version. */
  readonly tagIsGiven: boolean;
};

/** When the release is made; ISO days, UTC. */
export type ReleaseDay = {
  /** The day of the tagged commit; `last` is the day of the tag, which differs where the tag was made later. */
  readonly first: string;
  readonly last: string;
  /** `tag`: the tag is there, at the revision. `today`: it is not made yet. */
  readonly from: 'tag' | 'today';
};

/**
 * What releasing will do. In release mode `release` is what was asked for; in dev mode it is null, and `version` is the
 * declared version without its pre and dev part.
 */
export type Plan = {
  readonly mode: 'dev' | 'release';
  readonly release: Release | null;
  /** The version that the plan is about; unknown where it is computed at build time and none was given. */
  readonly version: Maybe<string>;
  readonly day: ReleaseDay;
  /** How the repository's workflows publish. */
  readonly publishing: Publishing;
  /** Whether the project publishes to a package index, as the config says; null where the workflows are to tell. */
  readonly publish: boolean | null;
};
