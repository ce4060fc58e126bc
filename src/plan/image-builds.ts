import type { Project } from '../project/project.ts';
import { both } from './answer.ts';
import { actionBuilds, concernsImages } from './image-actions.ts';
import type { LocalImages } from './image-commands.ts';
import { scriptBuilds, scriptConcernsImages } from './image-commands.ts';
import type { MetadataStep } from './image-metadata.ts';
import { nameScene } from './image-names.ts';
import type { FoundBuild, ImageBuild, UnsureImage } from './images.ts';
import { jobTest, stepTest } from './job-steps.ts';
import { groupsOf } from './job-groups.ts';
import type { JobRun, WorkflowRun } from './simulation.ts';

const concerns = stepTest(
  ({ uses, run }) => (uses !== null && concernsImages(uses.value)) || (run !== null && scriptConcernsImages(run)),
);
const buildsImages = jobTest(concerns);

/** What the steps of a run build and push. */
export function buildsOfRun(
  run: WorkflowRun,
  metadata: readonly MetadataStep[],
  { sources, dockerfiles }: Pick<Project, 'sources' | 'dockerfiles'>,
): { readonly builds: readonly ImageBuild[]; readonly unsure: readonly UnsureImage[] } {
  const scene = nameScene(run, metadata, sources);
  const builds: FoundBuild[] = [];
  const unsure: UnsureImage[] = [];
  for (const job of run.jobs) {
    if (job.runs.is === 'no') continue;
    const remote = job.remote;
    if (remote !== null && job.job.uses !== null && /docker|image|container/i.test(`${remote} ${job.job.id}`))
      unsure.push({ reason: `the workflow ${remote} may push images`, place: job.job.uses.place, run });
    if (!buildsImages(job)) continue;
    const local: LocalImages = new Map();
    for (const step of job.steps) {
      if (!concerns(step.step) || step.runs.is === 'no') continue;
      const found = actionBuilds(job, step, scene);
      if (found?.kind === 'builds') {
        builds.push(...found.builds);
        for (const built of found.builds) for (const { image, tag } of built.names) local.set(`${image}:${tag}`, built);
      } else if (found !== null)
        unsure.push({ reason: found.reason, place: step.step.uses?.place ?? step.step.place, run });
      if (step.step.run === null) continue;
      const script = scriptBuilds(step.step.run, { job, step }, scene, local);
      builds.push(...script.builds);
      unsure.push(...script.unsure.map((one) => ({ ...one, run })));
    }
  }
  for (const { open, namesPlace, place, push, tool } of builds)
    if (open !== null && push.is !== 'no')
      unsure.push({ reason: `the names that ${tool} pushes depend on ${open}`, place: namesPlace ?? place, run });
  return {
    builds: builds.map((one) => ({
      ...one,
      ...stagesOf(one, dockerfiles),
      platforms: platformsOf(one, builds),
      pushes: pushesOf(one),
    })),
    unsure,
  };
}

/** A merge has the platforms of the images that the jobs before it pushed without a tag, or for one platform each. */
function platformsOf(merge: FoundBuild, builds: readonly FoundBuild[]): FoundBuild['platforms'] {
  if (merge.kind !== 'merge' || merge.platforms.length > 0) return merge.platforms;
  const before = builds.filter(({ kind, job }) => kind !== 'merge' && (job === merge.job || needs(merge, job)));
  const digests = before.filter(({ kind }) => kind === 'digest');
  const merged = digests.length > 0 ? digests : before.filter(({ push }) => push.is === 'yes');
  return [...new Set(merged.flatMap(({ platforms }) => platforms))];
}

/** The Dockerfile, and what of it a build makes: its target, with all that this is made of. */
function stagesOf(
  { dockerfile, target }: FoundBuild,
  dockerfiles: Project['dockerfiles'],
): Pick<ImageBuild, 'file' | 'stages'> {
  const file = dockerfiles.find((one) => one.file === dockerfile) ?? null;
  const stages = file?.stages ?? [];
  const built =
    target === null
      ? stages.at(-1)
      : stages.findLast(({ name }) => name !== null && name.value.toLowerCase() === target.toLowerCase());
  return { file, stages: built === undefined ? [] : [...built.uses.flatMap((i) => stages[i] ?? []), built] };
}

function pushesOf({ run, job, step, push }: FoundBuild): ImageBuild['pushes'] {
  return both(both(run.starts, job.runs), both(step.runs, push));
}

/** Whether the job of a build waits for another one of the run, directly or through others. */
export function needs({ run, job }: Pick<FoundBuild, 'run' | 'job'>, other: JobRun): boolean {
  return groupsOf(run).get(job)?.needed.includes(other) === true;
}
