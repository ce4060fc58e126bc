import type { Place } from '../core/place.ts';
import type { PlanImages, PlanImageTag, PlanMaker } from '../core/plan-report.ts';
import { both } from './answer.ts';
import type { Answer } from './answer.ts';
import { answerIn, happens, jobNameOf, textOf, textsOf } from './describe-text.ts';
import type { ImagePlan, PromisedTag } from './images.ts';

export function describeImages({ tags, branchTags }: ImagePlan): PlanImages<Place> {
  return { tags: tags.map(describeTag), branchTags: branchTags.map(describeTag) };
}

function describeTag(promised: PromisedTag): PlanImageTag<Place> {
  const { image, tag, answer, platforms, makers } = promised;
  return {
    image: textOf(image),
    tag: textOf(tag),
    pushed: answerIn(answer),
    collides: collisionOf(promised),
    platforms: textsOf(platforms),
    makers: makers.map(makerOf),
  };
}

function makerOf({ build, name }: PromisedTag['makers'][number]): PlanMaker<Place> {
  return {
    job: jobNameOf(build),
    tool: build.tool,
    type: name.type,
    pushed: answerIn(pushOf({ build, name })),
    platforms: textsOf(build.platforms),
    dockerfile: build.dockerfile === null ? null : textOf(build.dockerfile),
    at: name.place,
    step: { at: build.place },
  };
}

/** Whether a maker pushes the name for the event of its run. */
function pushOf({ build, name }: PromisedTag['makers'][number]): Answer {
  const pushed = both(happens(build), build.push);
  if (pushed.is !== 'yes' || name.isCertain) return pushed;
  return { is: 'unknown', reason: 'it is not known whether the line is on', place: name.place };
}

/**
 * Several jobs, or legs of one, that push the same name: the last one wins. A job that runs for several events of a
 * release pushes its own image again.
 */
function collisionOf({ makers }: PromisedTag): PlanImageTag<Place>['collides'] {
  const sure = new Set<string>();
  const all = new Set<string>();
  for (const maker of makers) {
    const { workflow, callers, id, leg } = jobNameOf(maker.build);
    const key = JSON.stringify([workflow, callers, id, leg]);
    all.add(key);
    if (pushOf(maker).is === 'yes') sure.add(key);
  }
  return sure.size > 1 ? 'yes' : all.size > 1 ? 'unknown' : 'no';
}
