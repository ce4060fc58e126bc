import type { Answer } from './answer.ts';
import { YES } from './answer.ts';
import type { FoundStep, GivenFlag, TagFacts } from './release-step-facts.ts';
import { flagAnswer, latestAnswer, patternsOf } from './release-step-facts.ts';
import type { ReleaseAction } from './release-step-table.ts';
import { RELEASE_ACTIONS } from './release-step-table.ts';
import { actionToken, pushToken } from './release-step-token.ts';
import type { JobRun, StepRun } from './simulation.ts';
import { textOf } from './value.ts';
import { actionReference } from './upload-actions.ts';

/** What a step with a published action does to releases or tags; null where nothing, undefined where it is not known. */
export function actionStep(
  step: StepRun,
  before: readonly StepRun[],
  job: JobRun,
  tag: TagFacts,
): FoundStep | null | undefined {
  const { uses } = step.step;
  if (uses === null) return null;
  const { name, slug } = actionReference(uses.value);
  const action = Object.hasOwn(RELEASE_ACTIONS, slug) ? RELEASE_ACTIONS[slug] : undefined;
  if (action === undefined) return undefined;
  const given = (input: string): string => step.input(input)?.value ?? '';
  if (action.only !== undefined && given(action.only).trim() === '') return null;
  if (action.idle?.some(([input, value]) => step.input(input) !== null && value.test(given(input))) === true)
    return null;
  const [variable, off] = action.idleByVariable ?? [];
  if (variable !== undefined && off !== undefined && off.test(textOf(step.variable(variable) ?? ''))) return null;
  const token =
    action.fallback === 'checkout'
      ? pushToken(before, step, job)
      : actionToken(
          step,
          job,
          action.token,
          action.variables ?? [],
          action.fallback === 'none' ? 'unknown' : 'github-token',
        );
  const prerelease = prereleaseOf(action, step, tag);
  return {
    tool: name,
    place: uses.place,
    does: action.does,
    token,
    tag: tagOf(action, step, tag),
    runs: YES,
    draft: draftOf(action, slug, step),
    prerelease,
    latest: action.latest === undefined ? null : latestAnswer(step.input(action.latest), action.latest),
    files: patternsOf(filesOf(action, step), action.separator ?? null),
    attaches: action.attaches?.(step, { yes: true, no: false, unknown: null }[prerelease.is]) ?? 'unknown',
  };
}

function tagOf(action: ReleaseAction, step: StepRun, { ref }: TagFacts): FoundStep['tag'] {
  for (const name of action.tag ?? []) {
    const given = step.input(name)?.value.trim() ?? '';
    const [prefix, fallback = ''] = action.tagPrefix ?? [];
    const before = prefix === undefined ? '' : (step.input(prefix)?.value.trim() ?? fallback);
    if (given !== '') return before + given.replace(/^refs\/tags\//, '');
  }
  return ref;
}

function filesOf({ files = [] }: ReleaseAction, step: StepRun): GivenFlag {
  for (const name of files) {
    const given = step.input(name);
    if (given !== null && given.value.trim() !== '') return given;
  }
  return null;
}

function draftOf(action: ReleaseAction, slug: string, step: StepRun): Answer {
  const place = step.step.uses?.place ?? step.step.place;
  if (slug === 'release-drafter/release-drafter') {
    const publish = flagAnswer(step.input('publish'), 'publish', false, place);
    return { ...publish, is: publish.is === 'yes' ? 'no' : publish.is === 'no' ? 'yes' : 'unknown' };
  }
  if (action.draft === undefined) return { is: 'no', reason: 'it makes no drafts', place };
  return flagAnswer(step.input(action.draft), action.draft, action.isDraft === true, place);
}

function prereleaseOf(action: ReleaseAction, step: StepRun, tag: TagFacts): Answer {
  const place = step.step.uses?.place ?? step.step.place;
  const name = action.prerelease ?? 'prerelease';
  const given = action.prerelease === undefined ? null : step.input(action.prerelease);
  const fallback = action.isPrerelease ?? false;
  if (given !== null && given.value.trim() !== '') return flagAnswer(given, name, false, place);
  if (typeof fallback === 'boolean') return flagAnswer(null, name, fallback, place);
  if (fallback === 'unknown' || tag.isPrerelease === null)
    return { is: 'unknown', reason: 'its own settings decide', place };
  return { is: tag.isPrerelease ? 'yes' : 'no', reason: 'it goes by the version', place };
}

/** Whether an action that is not known looks as though it made releases or tags. */
export function mayRelease(uses: string): boolean {
  const { slug } = actionReference(uses);
  if (
    /note|change|download|get-|latest|check|info|valid|lint|docker|find|list|read|metadata|delete|upload-artifact|setup|parse|diff|wait|retention|clean|update-v|actions-tagger/.test(
      slug,
    )
  )
    return false;
  return /(?:^|[-_/.])(?:release|releaser|releases|auto-?release|semantic-release|create-tag|push-tag|autotag|auto-tag|tag-action|bump-version|version-bump|tagger)(?:$|[-_/.])/.test(
    slug,
  );
}
