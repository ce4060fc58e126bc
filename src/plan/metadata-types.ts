import type { Partial } from '../core/partial.ts';

/** The inputs as the step gets them, evaluated; a hole stands for what only the run will tell. */
export type MetadataInputs = {
  readonly images: Partial;
  readonly tags: Partial;
  readonly flavor: Partial;
  /** `workflow` (the default) or `git`. */
  readonly context?: Partial;
};

/** A moment, or a hole that says why it is not known. */
export type Instant = Date | Partial;

/** What the action reads of its run. */
export type MetadataContext = {
  /** `github.event_name`. */
  readonly eventName: Partial;
  /** `github.ref`: `refs/tags/v0.4.0`. */
  readonly ref: Partial;
  /** `github.sha`, in full. */
  readonly sha: Partial;
  /** `github.event.base_ref` of a pushed tag; null where the event has none. */
  readonly baseRef: Partial | null;
  /** The repository's default branch, as GitHub's API tells it. */
  readonly defaultBranch: Partial;
  /** `github.event.repository.default_branch`, where it is not `defaultBranch`; null: the event has no repository. */
  readonly eventDefaultBranch?: Partial | null;
  /** `github.event.pull_request`, and `github.event.number`. */
  readonly pullRequest: {
    readonly number: Partial;
    readonly baseRef: Partial | null;
    readonly headSha: Partial | null;
  } | null;
  /** The time of the run, for `{{date …}}`. */
  readonly now: Instant;
  /** The time of the commit, for `{{commit_date …}}`. */
  readonly commitDate: Instant;
  /** What is checked out, for `context: git`. Without it, that input makes ref and commit unknown. */
  readonly git?: { readonly ref: Partial; readonly sha: Partial; readonly commitDate: Instant };
  /** The environment of the step. */
  readonly env?: {
    readonly DOCKER_METADATA_PR_HEAD_SHA?: Partial;
    readonly DOCKER_METADATA_SHORT_SHA_LENGTH?: Partial;
  };
};

export type TagType = 'schedule' | 'semver' | 'pep440' | 'match' | 'edge' | 'ref' | 'raw' | 'sha';

export type MetadataTag = {
  /** Without the image's name, sanitised as the action does. */
  readonly tag: Partial;
  /** `latest` is the tag that the flavour adds; `unknown` where a hole holds the whole entry. */
  readonly type: TagType | 'latest' | 'unknown';
  /**
   * Index of the line of the `tags` input that made it; for `latest` that of the entry that decided. Null for the
   * entries that the action takes when the input is empty.
   */
  readonly line: number | null;
  /** False where it is open whether it is made: `enable` is unknown, the ref is, or all of its text. */
  readonly certain: boolean;
};

/** One entry of the output `tags`. */
export type MetadataName = {
  /** `image:tag`; the tag alone where no image is named. */
  readonly name: Partial;
  readonly image: Partial | null;
  readonly tag: MetadataTag;
  /** Whether it is made for sure; its text may have holes all the same. */
  readonly certain: boolean;
};

export type InputName = 'images' | 'tags' | 'flavor' | 'context';

/** Why the action fails. */
export type MetadataProblem = {
  readonly input: InputName;
  /** Index of the line of the input; null where the whole input is meant. */
  readonly line: number | null;
  readonly code:
    | 'csv'
    | 'empty-line'
    | 'unknown-type'
    | 'unknown-attribute'
    | 'missing-attribute'
    | 'invalid-value'
    | 'expression'
    | 'pattern';
  /** One clause, in the words of the action where it has some. */
  readonly message: string;
  /** The attribute that it is about. */
  readonly attribute: string | null;
  /** What is written there. */
  readonly got: string | null;
  /** What may be written; empty where that is no closed list. */
  readonly expected: readonly string[];
};

export type MetadataWarning = { readonly line: number | null; readonly message: string };

/** An attribute of an entry that the action reads past in silence. */
export type IgnoredAttribute = {
  readonly line: number;
  readonly type: TagType;
  readonly attribute: string;
  /** Those that entries of this type have. */
  readonly expected: readonly string[];
};

export type Metadata = {
  /** Names in lower case; without those that are disabled, with those of which that is open. */
  readonly images: readonly Partial[];
  /** Those of `images` of which it is open whether, or as how many names, they are used. */
  readonly uncertainImages: readonly Partial[];
  /** In the order of the action. */
  readonly tags: readonly MetadataTag[];
  /** The output `tags`, in its order. */
  readonly fullNames: readonly MetadataName[];
  /** The output `version`; null where no tag is made. A hole where it is open which tag is the first. */
  readonly version: Partial | null;
  /** Whether the flavour adds `latest`; the last of `tags` then. */
  readonly latest: boolean | 'unknown';
  /** What that tag is called: `latest`, with the flavour's prefix and suffix if they are `onlatest`. */
  readonly latestTag: Partial;
  /** What the action warns about and goes on. */
  readonly warnings: readonly MetadataWarning[];
  /** Why the action fails; nothing is made then. */
  readonly problems: readonly MetadataProblem[];
  readonly ignored: readonly IgnoredAttribute[];
};
