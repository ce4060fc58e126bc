import type { ReleaseAsset, ReleaseStep } from './github-release.ts';
import { equalPartial } from '../core/partial.ts';

/** When the files of each step are attached, seen from the publication of the release. */
export function planAssets(steps: readonly ReleaseStep[]): readonly ReleaseAsset[] {
  return steps.flatMap((step) => {
    if (step.files.length === 0) return [];
    const when = whenOf(step, steps);
    return step.files.map(({ pattern, place }) => ({ pattern, step, place, when }));
  });
}

function whenOf(step: ReleaseStep, steps: readonly ReleaseStep[]): ReleaseAsset['when'] {
  // A run for an event of a release: drafts have none.
  if (isAfterRelease(step)) return 'after';
  if (step.does === 'create-release') return ownWhen(step);
  const earlier = steps
    .slice(0, steps.indexOf(step))
    .findLast((one) => one.run === step.run && one.does === 'create-release' && isSameTag(one, step));
  if (earlier === undefined) return 'unknown';
  if (earlier.draft.is === 'yes') return 'before';
  return earlier.draft.is === 'no' ? 'after' : 'unknown';
}

function ownWhen({ draft, attaches, job, run }: ReleaseStep): ReleaseAsset['when'] {
  if (draft.is === 'yes') return 'before';
  if (draft.is === 'unknown') return 'unknown';
  // Of several legs, the first one makes the release and publishes it, and the others find it there.
  const legs = run.jobs.filter((one) => one.job === job.job && one.callers.at(0)?.job === job.callers.at(0)?.job);
  return legs.length > 1 ? 'after' : attaches;
}

function isAfterRelease({ run }: ReleaseStep): boolean {
  for (let event = run.event; ;) {
    if (event.name === 'release') return true;
    if (event.after === null) return false;
    ({ event } = event.after);
  }
}

function isSameTag(one: ReleaseStep, other: ReleaseStep): boolean {
  return one.tag === null || other.tag === null || equalPartial(one.tag, other.tag) !== false;
}
