import type { Place } from '../core/place.ts';
import type { PlanAsset, PlanGithubRelease, PlanReleaseStep } from '../core/plan-report.ts';
import { answerIn, happens, jobNameOf, textOf } from './describe-text.ts';
import type { GithubReleasePlan, ReleaseAsset, ReleaseStep } from './github-release.ts';

export function describeGithubRelease({ creator, steps, assets }: GithubReleasePlan): PlanGithubRelease<Place> {
  return {
    creator: creator === null ? null : stepOf(creator),
    steps: steps.map(stepOf),
    assets: assets.map(assetOf),
  };
}

function stepOf(given: ReleaseStep): PlanReleaseStep<Place> {
  const { tool, does, token, tag, draft, prerelease, latest, place } = given;
  return {
    tool,
    does,
    role: given.run.event.role,
    job: jobNameOf(given),
    runs: answerIn(happens(given)),
    token,
    tag: tag === null ? null : textOf(tag),
    draft: answerIn(draft),
    prerelease: answerIn(prerelease),
    latest: latest === null ? null : answerIn(latest),
    at: place,
  };
}

function assetOf({ pattern, step, place, when }: ReleaseAsset): PlanAsset<Place> {
  return {
    pattern: textOf(pattern),
    when,
    tool: step.tool,
    job: jobNameOf(step),
    runs: answerIn(happens(step)),
    at: place,
  };
}
