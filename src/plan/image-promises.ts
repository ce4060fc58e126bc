import type { Answer } from './answer.ts';
import { needs } from './image-builds.ts';
import { canonicalImage } from './image-text.ts';
import type { Collision, ImageBuild, PromisedTag, TagMaker } from './images.ts';
import { equalPartial, isWhole, shownPartial } from '../core/partial.ts';

/** Each name that builds push, once, in order of image and first maker. */
export function promisesOf(builds: readonly ImageBuild[]): readonly PromisedTag[] {
  const found = new Map<string, TagMaker[]>();
  for (const build of builds) {
    if (build.kind === 'digest' || build.pushes.is === 'no') continue;
    for (const name of build.names) {
      const key = `${canonicalImage(name.image)}:${name.tag}`;
      const list = found.get(key);
      if (list === undefined) found.set(key, [{ build, name }]);
      else list.push({ build, name });
    }
  }
  const images = [...new Set([...found.values()].map(([first]) => canonicalImage(first?.name.image ?? '')))];
  const merges = builds.filter(({ kind, open, pushes }) => kind === 'merge' && open !== null && pushes.is !== 'no');
  return images.flatMap((image) =>
    [...found.values()]
      .filter(([first]) => canonicalImage(first?.name.image ?? '') === image)
      .flatMap((all) => promiseOf(all, merges)),
  );
}

/** `merges`: of names that are not all known. */
function promiseOf(all: readonly TagMaker[], merges: readonly ImageBuild[]): readonly PromisedTag[] {
  // A workflow that two events start rebuilds the same: the run that is surer stands for both.
  const makers = onceEach(all);
  const [first] = makers;
  if (first === undefined) return [];
  const { image, tag } = first.name;
  const platforms = [...new Set(makers.flatMap(({ build }) => build.platforms))];
  return [
    {
      image,
      tag,
      shown: `${shownPartial(image)}:${shownPartial(tag)}`,
      isWhole: isWhole(image) && isWhole(tag),
      answer: surest(makers),
      makers,
      platforms,
      collision: isWhole(image) && isWhole(tag) ? collisionOf(all, merges) : null,
    },
  ];
}

/** Whether a maker surely pushes its name. */
function answerOf({ build, name }: TagMaker): Answer {
  const answer = build.pushes;
  if (answer.is !== 'yes') return answer;
  if (!name.isCertain) return { is: 'unknown', reason: 'it is open whether this line applies', place: name.place };
  return isWhole(name.tag) && isWhole(name.image)
    ? answer
    : { is: 'unknown', reason: 'the name is not known as a whole', place: name.place };
}

function onceEach(makers: readonly TagMaker[]): readonly TagMaker[] {
  const kept = new Map<string, TagMaker>();
  for (const maker of makers) {
    const key = identity(maker.build);
    const before = kept.get(key);
    if (before === undefined || (answerOf(before).is !== 'yes' && answerOf(maker).is === 'yes')) kept.set(key, maker);
  }
  return [...kept.values()];
}

function identity({ job, place }: ImageBuild): string {
  const callers = job.callers.map(({ workflow, job: caller }) => [workflow.file, caller.id]);
  return JSON.stringify([job.workflow.file, callers, job.job.id, job.leg?.shown ?? null, place]);
}

function surest(makers: readonly TagMaker[]): Answer {
  const answers = makers.map(answerOf);
  return answers.find(({ is }) => is === 'yes') ?? answers[0] ?? { is: 'no', reason: 'nobody makes it', place: null };
}

/** Makers of one name that run for the same event and push what surely differs. */
function collisionOf(all: readonly TagMaker[], open: readonly ImageBuild[]): Collision | null {
  const sure = all.filter((maker) => answerOf(maker).is === 'yes');
  const events = [...new Set(sure.map(({ build }) => build.run.event.id))];
  for (const id of events) {
    const makers = sure.filter(({ build }) => build.run.event.id === id && build.job.leg?.isKnown !== false);
    const kinds = onePerKind(makers);
    const colliding = makers.filter((one) => kinds.some((other) => differences(one.build, other).length > 0));
    const merges = [...makers.map(({ build }) => build).filter(({ kind }) => kind === 'merge'), ...open];
    // An index that a later job makes of them, under the same name or one that is not known, is what stays.
    const isMerged = merges.some(
      (merge) => merge.run.event.id === id && colliding.every(({ build }) => needs(merge, build.job)),
    );
    if (colliding.length < 2 || isMerged) continue;
    const differ = new Set(
      onePerKind(colliding).flatMap((build) => onePerKind(colliding).flatMap((other) => differences(build, other))),
    );
    const isOrdered = colliding.every(({ build }) =>
      colliding.every(({ build: other }) => build === other || inOrder(build, other)),
    );
    return { makers: colliding, isOrdered, differ: [...differ] };
  }
  return null;
}

/** Builds that differ in nothing stand for one another, so that the legs of a matrix are not compared pair by pair. */
function onePerKind(makers: readonly TagMaker[]): readonly ImageBuild[] {
  const builds = makers.map(({ build }) => build);
  // What differs from a merge is told by who waits for whom.
  if (builds.some(({ kind }) => kind === 'merge')) return builds;
  const kinds = new Map<string, ImageBuild>();
  for (const build of builds) {
    const { dockerfile, target, tool, platforms, context } = build;
    const key = JSON.stringify([dockerfile, target, argsOf(build), tool, platforms, context]);
    if (!kinds.has(key)) kinds.set(key, build);
  }
  return [...kinds.values()];
}

function inOrder(one: ImageBuild, other: ImageBuild): boolean {
  return one.job === other.job || needs(one, other.job) || needs(other, one.job);
}

/** In what two images surely differ; nothing where one is an index that is made of what the other has pushed. */
function differences(one: ImageBuild, other: ImageBuild): readonly string[] {
  if (one === other) return [];
  const isMerge = one.kind === 'merge' || other.kind === 'merge';
  if (isMerge && inOrder(one, other)) return [];
  const found: string[] = [];
  const differs = (a: string | null, b: string | null): boolean =>
    a !== null && b !== null && equalPartial(a, b) === false;
  if (differs(one.dockerfile, other.dockerfile)) found.push('Dockerfile');
  if (one.kind !== 'merge' && other.kind !== 'merge') {
    if (differs(one.target ?? '', other.target ?? '')) found.push('target');
    if (differs(argsOf(one), argsOf(other))) found.push('build-args');
    const isAction = one.tool === other.tool;
    if (isAction && differs([...one.platforms].sort().join(','), [...other.platforms].sort().join(',')))
      found.push('platforms');
    if (isAction && one.dockerfile === null && differs(one.context, other.context)) found.push('context');
  }
  return found;
}

function argsOf({ buildArgs }: ImageBuild): string {
  return buildArgs
    .map(({ name, value }) => `${name}=${value}`)
    .sort()
    .join('\n');
}
