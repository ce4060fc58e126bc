import { isUnknown, unknown } from '../core/unknown.ts';
import type { Job, Workflow } from '../project/workflow.ts';
import type { Answer } from './answer.ts';
import { answerOf, both, YES } from './answer.ts';
import type { EventScene, PlannedEvent } from './events.ts';
import { evaluateCondition, evaluateText } from './expression.ts';
import type { Partial } from '../core/partial.ts';
import type { Caller } from './permissions.ts';
import { grantOf } from './permissions.ts';
import { once } from './once.ts';
import type { Leg } from './matrix.ts';
import { legsOf } from './matrix.ts';
import { localPath } from './routes.ts';
import type { Frame } from './run-contexts.ts';
import { contextsOf, rootFrame, runnerOf, withEnv } from './run-contexts.ts';
import { calledInputs } from './run-inputs.ts';
import type { StepBudget } from './run-steps.ts';
import { runSteps } from './run-steps.ts';
import type { JobRun } from './simulation.ts';
import type { Truth, Value } from './value.ts';
import { equalValues, isMap, mapOf } from './value.ts';

/** What a simulation may still do. */
export type RunBudget = StepBudget & { jobs: number };

/** GitHub allows ten levels of calls. */
const DEEPEST = 10;

type Scene = {
  readonly scene: EventScene;
  readonly event: PlannedEvent;
  readonly starter: Workflow;
  readonly byFile: ReadonlyMap<string, Workflow>;
  readonly budget: RunBudget;
};

/** A workflow while its jobs are run: started by an event, or called by a job. */
type Running = {
  readonly workflow: Workflow;
  readonly callers: readonly Caller[];
  /** Whether the job that calls it runs. */
  readonly outer: Answer;
  readonly frame: Frame;
};

/** Simulates the jobs of a workflow for an event, and of those that they call. */
export function runWorkflow(
  starter: Workflow,
  event: PlannedEvent,
  given: Pick<Scene, 'scene' | 'byFile' | 'budget'>,
): readonly JobRun[] {
  const frame = rootFrame(event, given.scene, starter);
  return runJobs({ workflow: starter, callers: [], outer: YES, frame }, { ...given, event, starter }).runs;
}

/** What became of a job, for those that need it. */
type Done = {
  readonly result: Value;
  readonly outputs: Value;
  /** Whether it and all jobs before it succeed, which is what `success()` asks. */
  readonly success: Truth;
  /** As `needs` shows it; made once, since a job of many may be needed by many. */
  readonly seen: () => Value;
  /** The first job before it, or itself, that does not run; null where all do, or it is not known. */
  readonly skipped: string | null;
};

type Ended = Omit<Done, 'seen'>;

function runJobs(
  running: Running,
  scene: Scene,
): { readonly runs: readonly JobRun[]; readonly done: ReadonlyMap<string, Done> } {
  const { workflow } = running;
  const done = new Map<string, Done>();
  const runs: JobRun[] = [];
  const own = new Map<Job, readonly JobRun[]>();
  for (const job of inOrder(workflow.jobs)) {
    const made = runJob(job, running, done, scene);
    const { result, outputs } = made.done;
    done.set(job.id, { ...made.done, seen: once(() => mapOf({ result, outputs })) });
    own.set(job, made.runs);
  }
  for (const job of workflow.jobs) runs.push(...(own.get(job) ?? []));
  return { runs, done };
}

/** Jobs behind those that they need; what needs one another goes in file order, and GitHub refuses it. */
function inOrder(jobs: readonly Job[]): readonly Job[] {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const ordered = new Set<Job>();
  const open = new Set<Job>();
  const visit = (job: Job): void => {
    if (ordered.has(job) || open.has(job)) return;
    open.add(job);
    for (const { value } of job.needs) {
      const needed = byId.get(value);
      if (needed !== undefined && open.size < 500) visit(needed);
    }
    ordered.add(job);
  };
  for (const job of jobs) visit(job);
  return [...ordered];
}

function runJob(
  job: Job,
  running: Running,
  done: ReadonlyMap<string, Done>,
  scene: Scene,
): { readonly runs: readonly JobRun[]; readonly done: Ended } {
  const needs = job.needs.map(({ value }) => [value, done.get(value) ?? MISSING] as const);
  const base: Frame = {
    ...running.frame,
    needs: mapOf(needs.map(([id, { seen }]) => [id, seen] as const)),
  };
  const success = allSucceed(needs.map(([, one]) => one));
  const runs = both(running.outer, jobAnswer(job, base, success, needs));
  const legs = legsOf(job.matrix, contextsOf(base)) ?? [null];
  const made = legs.map((leg) => runLeg(job, { ...running, frame: base }, leg, runs, scene));
  const all = made.flatMap((one) => one.runs);
  return { runs: all, done: doneOf(job, runs, made, { success, needs }) };
}

type Needed = { readonly success: Truth; readonly needs: readonly (readonly [string, Done])[] };

function doneOf(job: Job, runs: Answer, made: readonly LegRun[], { success, needs }: Needed): Ended {
  const outputs = sameOutputs(job, made, runs);
  const skipped = needs.flatMap(([, one]) => one.skipped ?? [])[0] ?? null;
  if (runs.is === 'no') return { result: 'skipped', outputs, success: false, skipped: job.id };
  if (runs.is === 'unknown') {
    const open = unknown(`whether job ${job.id} runs`);
    return { result: open, outputs, success: success === false ? false : open, skipped };
  }
  // Whether a skip inside of a called workflow reaches those that need the call is told in both ways (actions/runner#2205).
  const isPartial = job.uses !== null && made.some((one) => one.runs.some((inner) => inner.runs.is !== 'yes'));
  if (isPartial && !made.some((one) => one.runs.some((inner) => inner.runs.is === 'yes'))) {
    const open = unknown(`job ${job.id}, of which no job surely runs`);
    return { result: open, outputs, success: success === false ? false : open, skipped };
  }
  if (isPartial && success === true)
    return { result: 'success', outputs, success: unknown(`job ${job.id}, of which a part does not run`), skipped };
  return { result: 'success', outputs, success, skipped };
}

const MISSING: Done = {
  seen: () => unknown('a job that is not there'),
  result: unknown('a job that is not there'),
  outputs: mapOf({}),
  success: unknown('a job that is not there'),
  skipped: null,
};

/**
 * "If a run contains a series of jobs that need each other, a failure or skip applies to all jobs in the dependency chain
 * from the point of failure or skip onwards", also behind one that ran all the same (actions/runner#491, #2205).
 * https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/use-jobs
 */
function allSucceed(needs: readonly Done[]): Truth {
  let open: Truth = true;
  for (const { success } of needs) {
    if (success === false) return false;
    if (open === true) open = success;
  }
  return open;
}

function jobAnswer(job: Job, frame: Frame, success: Truth, needs: readonly (readonly [string, Done])[]): Answer {
  const place = job.if?.place ?? job.needs[0]?.place ?? job.place;
  const skipped = needs.find(([, one]) => one.skipped !== null);
  const truth = evaluateCondition(job.if?.value ?? '', contextsOf(frame, success));
  const behind = (): Answer => {
    const [id = '?', one] = skipped ?? [];
    const reason =
      one === undefined || one.skipped === id
        ? `it needs job ${id}, which does not run`
        : `it needs job ${id}, and job ${one.skipped} before that does not run`;
    return { is: 'no', reason, place: placeOfNeed(job, id) };
  };
  if (job.if !== null) {
    const isBehind = truth === false && evaluateCondition(job.if.value, contextsOf(frame, true)) !== false;
    return isBehind ? behind() : answerOf(truth, job.if.value, place);
  }
  if (truth === true) return YES;
  return isUnknown(truth) ? { is: 'unknown', reason: `it depends on ${truth.unknown}`, place } : behind();
}

function placeOfNeed(job: Job, id: string): Answer['place'] {
  return job.needs.find(({ value }) => value === id)?.place ?? job.place;
}

type LegRun = { readonly runs: readonly JobRun[]; readonly outputs: Value };

function runLeg(job: Job, running: Running, leg: Leg | null, runs: Answer, scene: Scene): LegRun {
  if (scene.budget.jobs-- <= 0) return { runs: [], outputs: unknown('too many jobs to be followed') };
  const { event, starter } = scene;
  const matrix = leg?.values ?? mapOf({});
  const contexts = contextsOf({ ...running.frame, matrix });
  const labels = job.runsOn.map(({ value }) => evaluateText(value, contexts));
  const frame: Frame = { ...running.frame, matrix, runner: runnerOf(labels) };
  const bare = {
    event,
    starter,
    workflow: running.workflow,
    job,
    callers: running.callers,
    leg,
    runs,
    runsOn: labels,
    name: job.name === null ? job.id : evaluateText(job.name.value, contexts),
    grant: (scope: string) => grantOf(scope, { workflow: running.workflow, job }, running.callers, false),
    environment: job.environment === null ? null : evaluateText(job.environment.value, contexts),
  };
  if (job.uses !== null) return runCalled(job, running, { bare, frame, runs }, scene);
  const own = withEnv(withEnv(frame, running.workflow.env), job.env);
  const ran = once(() => runSteps(job.steps, own, running.workflow, scene.budget));
  const last = once(() => contextsOf(ran().frame));
  const outputs = isUnknown(job.outputs)
    ? job.outputs
    : mapOf(job.outputs.map(({ name, value }) => [name.value, () => evaluateText(value.value, last())] as const));
  const text = (one: string): Partial => evaluateText(one, contextsOf(own));
  const run: JobRun = {
    ...bare,
    remote: null,
    text,
    // Of most jobs nobody asks for the steps.
    get steps() {
      return ran().steps;
    },
  };
  return { runs: [run], outputs };
}

type BareRun = Omit<JobRun, 'remote' | 'steps' | 'text'>;

/** A job that calls a workflow: its jobs, with its inputs. */
function runCalled(
  job: Job,
  running: Running,
  { bare, frame, runs }: { readonly bare: BareRun; readonly frame: Frame; readonly runs: Answer },
  scene: Scene,
): LegRun {
  const contexts = contextsOf(frame);
  const uses = job.uses?.value ?? '';
  const callee = scene.byFile.get(localPath(uses) ?? '');
  const caller: JobRun = { ...bare, remote: uses, steps: [], text: (text) => evaluateText(text, contexts) };
  if (callee === undefined || callee.broken !== null || running.callers.length >= DEEPEST)
    return { runs: [caller], outputs: unknown(`what ${uses} puts out`) };
  const inputs = calledInputs(callee, job, contexts);
  const root = rootFrame(scene.event, scene.scene, scene.starter);
  const inner = runJobs(
    {
      workflow: callee,
      callers: [{ workflow: running.workflow, job }, ...running.callers],
      outer: runs,
      frame: { ...root, inputs: isUnknown(job.with) ? mapOf([...inputs], 'inputs') : mapOf([...inputs]) },
    },
    scene,
  );
  const jobs = mapOf([...inner.done].map(([id, { result, outputs }]) => [id, mapOf({ result, outputs })] as const));
  const after = contextsOf({ ...root, inputs: mapOf([...inputs]), jobs });
  const outputs = mapOf(
    callee.outputs.map(({ name, value }) => [name.value, () => evaluateText(value.value, after)] as const),
  );
  return { runs: inner.runs, outputs };
}

/** Outputs of a job; where the legs of its matrix put out different ones, the last to end decides. */
function sameOutputs(job: Job, made: readonly LegRun[], runs: Answer): Value {
  const [first, ...others] = made;
  if (first === undefined || runs.is === 'no') return mapOf({});
  if (runs.is === 'unknown') return unknown(`what job ${job.id} puts out, which may not run`);
  if (others.length === 0) return first.outputs;
  if (isUnknown(job.outputs)) return job.outputs;
  return mapOf(
    job.outputs.map(
      ({ name }) =>
        [
          name.value,
          () => {
            const values = made.map(({ outputs }) => memberIn(outputs, name.value));
            const [one = null] = values;
            return values.every((other) => equalValues(one, other) === true)
              ? one
              : unknown(`which leg of job ${job.id} ends last`);
          },
        ] as const,
    ),
  );
}

function memberIn(outputs: Value, name: string): Value {
  if (!isMap(outputs)) return outputs;
  return outputs.entries.get(name.toLowerCase())?.get() ?? null;
}
