import type { Place } from '../core/place.ts';
import type { PlanAnswer, PlanFact, PlanJobName, PlanText } from '../core/plan-report.ts';
import type { Declared } from '../core/place.ts';
import type { Maybe } from '../core/unknown.ts';
import { isUnknown } from '../core/unknown.ts';
import type { Answer } from './answer.ts';
import { both } from './answer.ts';
import type { Partial } from '../core/partial.ts';
import { holesIn, shownPartial } from '../core/partial.ts';
import type { JobRun, StepRun, WorkflowRun } from './simulation.ts';

// Pieces of the plan document that several parts of it need.

export function textOf(text: Partial): PlanText {
  return { text: shownPartial(text), dependsOn: holesIn(text) };
}

export function answerIn({ is, reason, place }: Answer): PlanAnswer<Place> {
  return { is, reason, at: place };
}

export function factOf(fact: Maybe<Declared<string>>): PlanFact<Place> {
  return fact === null || isUnknown(fact) ? fact : { value: fact.value, at: fact.place };
}

/** What stands in a run: the job, and the step where one is meant. */
export type Standing = { readonly run: WorkflowRun; readonly job: JobRun; readonly step?: StepRun };

/** Whether it happens for the event of its run: the workflow starts, the job runs, and the step does. */
export function happens({ run, job, step }: Standing): Answer {
  const started = both(run.starts, job.runs);
  return step === undefined ? started : both(started, step.runs);
}

export function jobNameOf({ run, job }: Standing): PlanJobName {
  return {
    workflow: job.workflow.file,
    id: job.job.id,
    callers: callersOf(job),
    leg: job.leg === null ? null : job.leg.shown,
    event: run.event.id,
  };
}

/** Outermost first. */
export function callersOf({ callers }: Pick<JobRun, 'callers'>): readonly string[] {
  return callers.map(({ job }) => job.id).toReversed();
}

/** Tells a job in its workflow from others, whatever its leg and event. */
export function jobKey({ workflow, callers, job }: Pick<JobRun, 'workflow' | 'callers' | 'job'>): string {
  return [workflow.file, ...callers.map((caller) => caller.job.id), job.id].join('\0');
}

const RANK: { readonly [K in Answer['is']]: number } = { no: 0, unknown: 1, yes: 2 };

/** The one that is likeliest to happen; the first of equals. */
export function likeliest<T>(items: readonly T[], answer: (item: T) => Pick<Answer, 'is'>): T | undefined {
  let best: T | undefined;
  for (const item of items) if (best === undefined || RANK[answer(item).is] > RANK[answer(best).is]) best = item;
  return best;
}

/** Each text once, in order. */
export function textsOf(texts: readonly Partial[]): readonly PlanText[] {
  return [...new Set(texts)].map(textOf);
}
