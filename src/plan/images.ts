import type { Place } from '../core/place.ts';
import type { BuildStage, Dockerfile } from '../project/dockerfile.ts';
import type { Project } from '../project/project.ts';
import type { Answer } from './answer.ts';
import type { MetadataStep } from './image-metadata.ts';
import { metadataSteps } from './image-metadata.ts';
import { promisesOf } from './image-promises.ts';
import { buildsOfRun } from './image-builds.ts';
import type { Partial } from '../core/partial.ts';
import type { JobRun, Simulation, StepRun, WorkflowRun } from './simulation.ts';

/** What the workflows push to container registries. */
export type ImagePlan = {
  /** Every step that builds or pushes an image, in every run of the simulation, in its order. */
  readonly builds: readonly ImageBuild[];
  /** Each `image:tag` that the release pushes, once, whoever makes it; in order of image and first maker. */
  readonly tags: readonly PromisedTag[];
  /** What a push to the default branch makes and the release does not. */
  readonly branchTags: readonly PromisedTag[];
  /** All that a push to the default branch makes, also where the release makes it, too. */
  readonly branch: readonly PromisedTag[];
  /** Every step of docker/metadata-action that may run, in every run of the simulation. */
  readonly metadata: readonly MetadataStep[];
  /** What may push images in a release or for the default branch, and cannot be followed. */
  readonly unsure: readonly UnsureImage[];
};

export type UnsureImage = {
  /** One clause: `docker/bake-action may push images`. */
  readonly reason: string;
  readonly place: Place;
  readonly run: WorkflowRun;
};

/** A step that builds or pushes an image. */
export type ImageBuild = {
  readonly run: WorkflowRun;
  readonly job: JobRun;
  readonly step: StepRun;
  /** As a maintainer names it: `docker/build-push-action`, `docker buildx build`, `docker push`. */
  readonly tool: string;
  /** The `uses:` value or the command. */
  readonly place: Place;
  /** Whether it pushes to a registry, given that its step runs; with the input or flag that says so. */
  readonly push: Answer;
  /** Whether it surely pushes, all told: its workflow starts, its job and its step run, and it pushes. */
  readonly pushes: Answer;
  /** `tags`: under the names below. `digest`: without a tag, for a later merge. `merge`: an index over what was pushed. */
  readonly kind: 'tags' | 'digest' | 'merge';
  readonly names: readonly ImageName[];
  /** Why there may be more names than these; null where these are all. */
  readonly open: string | null;
  /** What says the names: the input `tags`, or the command. Null where nothing does. */
  readonly namesPlace: Place | null;
  /** `linux/amd64`; empty where none is said, which is the runner's own. For a merge those of the merged images. */
  readonly platforms: readonly Partial[];
  /** Path of the Dockerfile in the repository; null where it is not known. */
  readonly dockerfile: Partial | null;
  /** Folder that is sent to the build, as given; null where none is. */
  readonly context: Partial | null;
  /** The stage that is built; null for the last. */
  readonly target: Partial | null;
  /** The Dockerfile that it is built from; null where that is not known, or is not in the tree. */
  readonly file: Dockerfile | null;
  /** The stages of the file that it is made of, the one that is built last. */
  readonly stages: readonly BuildStage[];
  readonly buildArgs: readonly { readonly name: string; readonly value: Partial }[];
  /** Labels as given, a line each; null where none are. */
  readonly labels: Partial | null;
};

/** A build as its step shows it. */
export type FoundBuild = Omit<ImageBuild, 'pushes' | 'file' | 'stages'>;

/** One name under which an image is pushed. */
export type ImageName = {
  /** `ghcr.io/owner/name`, as written to the registry. */
  readonly image: Partial;
  readonly tag: Partial;
  /** The line that makes it: of the `tags` input of docker/metadata-action, of `tags:`, the `-t` of a command. */
  readonly place: Place;
  /** Of docker/metadata-action: `semver`, `raw`, `latest` for the one that the flavour adds; null for a name written out. */
  readonly type: string | null;
  /** The step of docker/metadata-action that makes it; null for a name written out. */
  readonly source: MetadataStep | null;
  /** False where an `enable=` or the like is not known. */
  readonly isCertain: boolean;
};

/** A name that is promised, and who makes it. */
export type PromisedTag = {
  readonly image: Partial;
  readonly tag: Partial;
  /** `image:tag` for a reader, `{…}` for what is not known. */
  readonly shown: string;
  /** Whether all of image and tag is known. */
  readonly isWhole: boolean;
  /** Whether the release surely pushes it. */
  readonly answer: Answer;
  /** More than one pushes it where they overwrite one another. */
  readonly makers: readonly TagMaker[];
  /** Of all makers, each once, in order. */
  readonly platforms: readonly Partial[];
  /** Makers that surely push different images under the name, for one and the same event; empty as a rule. */
  readonly collision: Collision | null;
};

export type TagMaker = { readonly build: ImageBuild; readonly name: ImageName };

export type Collision = {
  readonly makers: readonly TagMaker[];
  /** Whether the order is fixed in which they push, by `needs` or as steps of one job: then the last one wins. */
  readonly isOrdered: boolean;
  /** In what they differ: `Dockerfile`, `target`, `build-args`, `platforms`, `context`. */
  readonly differ: readonly string[];
};

/** Without workflows. */
export const NO_IMAGES: ImagePlan = { builds: [], tags: [], branchTags: [], branch: [], metadata: [], unsure: [] };

/** Says what is pushed to registries; pure. */
export function planImages(
  simulation: Simulation | null,
  project: Pick<Project, 'sources' | 'dockerfiles'>,
): ImagePlan {
  if (simulation === null) return NO_IMAGES;
  const builds: ImageBuild[] = [];
  const metadata: MetadataStep[] = [];
  const unsure: UnsureImage[] = [];
  for (const run of simulation.runs) {
    if (run.starts.is === 'no') continue;
    const steps = metadataSteps(run, project.sources);
    const found = buildsOfRun(run, steps, project);
    metadata.push(...steps);
    builds.push(...found.builds);
    unsure.push(...found.unsure);
  }
  const tags = promisesOf(builds.filter(({ run }) => run.event.role === 'release'));
  const branch = promisesOf(builds.filter(({ run }) => run.event.role === 'branch'));
  const released = new Set(tags.map(({ shown }) => shown));
  return {
    builds,
    tags,
    branch,
    branchTags: branch.filter(({ shown }) => !released.has(shown)),
    metadata,
    unsure: onceEach(unsure.filter(({ run }) => run.event.role !== 'manual')),
  };
}

/** Legs of a matrix and events that start one workflow say the same thing. */
function onceEach(unsure: readonly UnsureImage[]): readonly UnsureImage[] {
  const said = new Map(unsure.map((one) => [JSON.stringify([one.run.event.role, one.reason, one.place]), one]));
  return [...said.values()];
}
