import type { Edit } from '../core/fix.ts';
import type { Place } from '../core/place.ts';
import type { Maybe } from '../core/unknown.ts';
import type { ArtifactPlan } from './artifacts.ts';
import type { GithubReleasePlan } from './github-release.ts';
import type { ImagePlan } from './images.ts';
import type { ReleaseNotes } from './notes-extraction.ts';
import type { Publishing } from './publishing.ts';
import type { Simulation } from './simulation.ts';
import type { InstalledSurface } from './surface.ts';
import type { TagPush } from './triggers.ts';
import type { UploadRuns } from './upload-runs.ts';

/** What is to be released, and who said so. */
export type Release = {
  /** As given with `--release`, or read from the tag. */
  readonly version: string;
  /** The tag's full name: as given with `--tag` or found at HEAD, else made from the version and the tag convention. */
  readonly tag: string | null;
  /** True where a tag was given or found; false where pyrel made it up from the version. */
  readonly tagIsGiven: boolean;
  /** True where the tag names another component of the repository: `helm-2.1.1` says nothing of titiler. */
  readonly isForeign: boolean;
  /** True where one tag releases several projects in step, this one perhaps unchanged. */
  readonly isInStep: boolean;
};

/** `[tool.pyrel.container]`: the images that a release has to push. */
export type ContainerExpectations = {
  /** `ghcr.io/owner/name`; null where every image that the release pushes is meant. */
  readonly image: string | null;
  /** What stands behind each tag; `''` for the plain one. */
  readonly suffixes: readonly string[];
  /** With `{version}`, `{major}`, `{minor}` and `{patch}` in them. */
  readonly tags: readonly string[];
  /** By suffix; under null those that all the others have. */
  readonly platforms: readonly { readonly suffix: string | null; readonly platforms: readonly string[] }[];
  /** Where the config says so. */
  readonly place: Place;
};

/** When the release is made; ISO days, UTC. */
export type ReleaseDay = {
  /** The day of the tagged commit; `last` is the day of the tag, which differs where the tag was made later. */
  readonly first: string;
  readonly last: string;
  /** `tag`: the tag is there, at the revision. `today`: it is not made yet. */
  readonly from: 'tag' | 'today';
};

/** What the release asks of the changelog. */
export type ChangelogPlan = {
  /** The day of the release as the other entries write theirs; null where these have none, or it is not certain. */
  readonly day: string | null;
  /** Edits that make the entry out of what is not out yet; null where that cannot be done for certain. */
  readonly entry: readonly Edit[] | null;
  /** Edits of the link definitions; null where the file's way is not certain, empty where nothing is to be done. */
  readonly links: readonly Edit[] | null;
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
  /** What pushing the release's tag starts; null where no tag is known. */
  readonly tagPush: TagPush | null;
  /**
   * What happens in GitHub Actions; null where there is no version to simulate with. In dev mode that is the declared
   * version without its pre and dev part, or the last release where it is computed. Made when it is first asked for, as is all that follows from it.
   */
  readonly simulation: Simulation | null;
  /** What is pushed to container registries. */
  readonly images: ImagePlan;
  /**
   * What would be pushed for a pre-release with the tag of the project's last one; null where a pre-release is judged, or
   * the project makes none.
   */
  readonly prereleaseImages: { readonly tag: string; readonly version: string; readonly images: ImagePlan } | null;
  /** What the config expects of the container images; null where it expects nothing. */
  readonly container: ContainerExpectations | null;
  /** What lies in the folders that are published from. */
  readonly artifacts: ArtifactPlan;
  readonly githubRelease: GithubReleasePlan;
  /** Null where there is no Python project. */
  readonly surface: InstalledSurface | null;
  /** How the repository's workflows publish. */
  readonly publishing: Publishing;
  /** How the workflows published at the release before; null where they were not looked up. */
  readonly earlierPublishing: { readonly tag: string; readonly publishing: Publishing } | null;
  /** Its uploads in the simulated runs, in the same order. */
  readonly uploadRuns: readonly UploadRuns[];
  /** Null in dev mode, and without a changelog that can be read. */
  readonly changelog: ChangelogPlan | null;
  /** How they come by the notes of the release. */
  readonly notes: ReleaseNotes;
  /** Whether the project publishes to a package index, as the config says; null where the workflows are to tell. */
  readonly publish: boolean | null;
};
