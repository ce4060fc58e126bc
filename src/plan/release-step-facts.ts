import type { Place } from '../core/place.ts';
import type { Answer } from './answer.ts';
import type { ReleaseStep } from './github-release.ts';
import type { Partial } from '../core/partial.ts';
import type { JobRun, StepRun } from './simulation.ts';
import { holesIn, isWhole } from '../core/partial.ts';

/** What a step does to a release or a tag, before the other steps of its run are looked at. */
export type FoundStep = Pick<
  ReleaseStep,
  'tool' | 'place' | 'token' | 'tag' | 'runs' | 'draft' | 'prerelease' | 'latest' | 'files' | 'attaches'
> & {
  /** `create-or-edit`: makes the release where there is none, and else changes that. */
  readonly does: ReleaseStep['does'] | 'create-or-edit';
};

/** A flag that a step is given, or not. */
export type GivenFlag = { readonly value: Partial; readonly place: Place } | null;

/** The answer that a boolean input gives; `fallback` is what the tool does without it. */
export function flagAnswer(given: GivenFlag, name: string, fallback: boolean, place: Place): Answer {
  if (given === null) return { is: fallback ? 'yes' : 'no', reason: `\`${name}\` is not given`, place };
  const text = given.value.trim();
  if (!isWhole(text))
    return {
      is: 'unknown',
      reason: `\`${name}\` depends on ${holesIn(text).join(', ')}`,
      place: given.place,
    };
  if (text === '') return { is: fallback ? 'yes' : 'no', reason: `\`${name}\` is empty`, place: given.place };
  return { is: /^true$/i.test(text) ? 'yes' : 'no', reason: `\`${name}\` is ${text}`, place: given.place };
}

/** `make_latest`; null where GitHub is left to choose, which `legacy` does as well. */
export function latestAnswer(given: GivenFlag, name: string): Answer | null {
  if (given === null || /^(?:legacy|auto)?$/i.test(given.value.trim())) return null;
  return flagAnswer(given, name, false, given.place);
}

/** Patterns of files out of one text; all of it is one where the tool takes no more. */
export function patternsOf(given: GivenFlag, separator: RegExp | null): ReleaseStep['files'] {
  if (given === null) return [];
  const patterns = separator === null ? [given.value] : given.value.split(separator);
  return patterns
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '')
    .map((pattern) => ({ pattern, place: given.place }));
}

/** The planned tag, as far as steps ask for it. */
export type TagFacts = {
  /** The tag that the run is for; null where it is for a branch, or for what is not known. */
  readonly ref: string | null;
  readonly isPrerelease: boolean | null;
};

/** Where a command stands, and what was done before it. */
export type CommandScene = {
  readonly step: StepRun;
  readonly job: JobRun;
  /** Steps of the job before this one. */
  readonly before: readonly StepRun[];
  readonly tag: TagFacts;
  /** A word of the script as the shell sees it, with what the script itself has set. */
  readonly word: (text: string) => Partial;
  /** Tags that were made in the job so far, as the scripts write them; `null` for one that a tool names. */
  readonly made: (Partial | null)[];
};

/** What a command does, wherever it stands. */
export type CommandFacts = Omit<FoundStep, 'place' | 'runs'>;

export const OPEN: Answer = { is: 'unknown', reason: 'its own settings decide', place: null };

/** What a tool does that says no more of it. */
export function made(
  tool: string,
  does: FoundStep['does'],
  token: FoundStep['token'],
  tag: FoundStep['tag'] = null,
): CommandFacts {
  const isTag = does === 'create-tag';
  const no: Answer = { is: 'no', reason: 'a tag is no release', place: null };
  return {
    tool,
    does,
    token,
    tag,
    draft: isTag ? no : OPEN,
    prerelease: isTag ? no : OPEN,
    latest: null,
    files: [],
    attaches: 'unknown',
  };
}
