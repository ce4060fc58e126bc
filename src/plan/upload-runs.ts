import type { Declared } from '../core/place.ts';
import type { Trigger, Workflow } from '../project/workflow.ts';
import type { Answer } from './answer.ts';
import { both } from './answer.ts';
import type { PlannedEvent } from './events.ts';
import type { BuildRun } from './checkout-before-build.ts';
import { buildsIn } from './checkout-before-build.ts';
import { groupsOf } from './job-groups.ts';
import type { Publishing, Upload } from './publishing.ts';
import type { JobRun, Simulation, StepRun, WorkflowRun } from './simulation.ts';
import type { OtherWay } from './triggers.ts';
import type { OpenWay } from './upload-ways.ts';
import { openWayOf } from './upload-ways.ts';

/** An upload, and what becomes of it in every simulated run. */
export type UploadRuns = {
  readonly upload: Upload;
  /** The workflow that an event starts: the upload's own, or the outermost that calls it. */
  readonly starter: Workflow;
  /** In the order of the simulation's events; one for each event that the starter listens for. */
  readonly runs: readonly UploadRun[];
  /** Events that may start it and are not simulated, or not as all that they can be: `schedule`, a push to another branch. */
  readonly otherWays: readonly OtherWay[];
  /** What may start it beside the simulated runs; null where these are all. */
  readonly open: OpenWay | null;
};

/** An upload in one run. Where a matrix has several legs, the one of which is surest that it runs. */
export type UploadRun = {
  readonly run: WorkflowRun;
  /** Completes "when …", the same for every release: `a tag is pushed`. */
  readonly when: string;
  /** Null where the workflow does not start. */
  readonly job: JobRun | null;
  readonly step: StepRun | null;
  /** Whether the workflow starts, its job runs, and the step in it. */
  readonly runs: Answer;
  /** The job with all that it needs, directly or through one another; empty where the upload does not run. */
  readonly needed: readonly JobRun[];
  /** Where the run builds distributions: in the upload's job, and in those that it needs. */
  readonly builds: readonly BuildRun[];
};

/** Looks every upload up in the runs of the simulation; pure. */
export function planUploadRuns(simulation: Simulation | null, { uploads }: Publishing): readonly UploadRuns[] {
  if (simulation === null) return [];
  return uploads.map((upload) => {
    const starter = upload.callers.at(-1)?.workflow ?? upload.workflow;
    const runs = simulation.runs.filter(({ workflow }) => workflow === starter).map((run) => uploadRun(upload, run));
    const found = { upload, starter, runs, otherWays: otherWays(starter, upload) };
    return { ...found, open: openWayOf(found) };
  });
}

const RANK = { yes: 2, unknown: 1, no: 0 } as const;

function uploadRun(upload: Upload, run: WorkflowRun): UploadRun {
  const when = whenOf(run.event);
  if (run.starts.is === 'no') return { run, when, job: null, step: null, runs: run.starts, needed: [], builds: [] };
  let best: UploadRun | null = null;
  for (const job of run.jobs) {
    if (!isRouteOf(job, upload)) continue;
    const step = job.steps.find((one) => one.step === upload.step && one.action === upload.action) ?? null;
    const runs = both(both(run.starts, job.runs), step?.runs ?? NOT_FOLLOWED);
    if (best !== null && RANK[runs.is] <= RANK[best.runs.is]) continue;
    best = { run, when, job, step, runs, needed: [], builds: [] };
  }
  if (best === null) return { run, when, job: null, step: null, runs: NOT_FOLLOWED, needed: [], builds: [] };
  if (best.runs.is === 'no') return best;
  const { job } = best;
  const needed = job === null ? [] : neededJobs(job, run);
  return { ...best, needed, builds: needed.flatMap((one) => buildsIn(one, one === job ? upload : null)) };
}

const NOT_FOLLOWED: Answer = { is: 'unknown', reason: 'the job was not followed', place: null };

function whenOf({ name, action, role, after }: PlannedEvent): string {
  if (after !== null) return `${after.file} has run because ${whenOf(after.event)}`;
  if (role === 'manual') return 'somebody starts it by hand';
  if (role === 'branch') return 'a commit is pushed to the default branch';
  if (name === 'release') return `a GitHub Release is ${action ?? 'changed'}`;
  return name === 'create' ? 'a tag is created' : 'a tag is pushed';
}

/** Whether a job is that of an upload, called by the same jobs. */
export function isRouteOf({ job, callers }: JobRun, upload: Upload): boolean {
  return (
    job === upload.job &&
    callers.length === upload.callers.length &&
    callers.every((caller, i) => caller.job === upload.callers[i]?.job)
  );
}

/** All legs of the job, with the jobs that it needs, directly or through one another, those of called workflows included. */
function neededJobs(own: JobRun, run: WorkflowRun): readonly JobRun[] {
  const groups = groupsOf(run);
  const group = groups.get(own);
  const needed = new Set(group?.needed);
  return run.jobs.filter((one) => one.runs.is !== 'no' && (groups.get(one) === group || needed.has(one)));
}

/** Events whose simulated runs are all that they can start. */
const SIMULATED = new Set(['workflow_dispatch', 'workflow_call']);
const RELEASE_TYPES = new Set(['created', 'published', 'released', 'prereleased']);

function otherWays({ on }: Workflow, { isCalledFromElsewhere }: Upload): readonly OtherWay[] {
  return on.flatMap((trigger): readonly OtherWay[] => {
    const { event } = trigger;
    if (event.value === 'workflow_call' && isCalledFromElsewhere) return [{ event, kind: 'any' }];
    if (SIMULATED.has(event.value)) return [];
    if (event.value === 'push') return takesBranches(trigger) ? [{ event, kind: 'branch' }] : [];
    if (event.value === 'create') return [{ event, kind: 'branch' }];
    const types = filterOf(trigger, 'types');
    if (event.value === 'release')
      return types.some(({ value }) => !RELEASE_TYPES.has(value)) ? [{ event, kind: 'any' }] : [];
    const isPullRequest = /^(?:pull_request|merge_group)/.test(event.value);
    // A merged pull request is `closed`: releases are made of it.
    const isClosed = types.some(({ value }) => value === 'closed');
    return [{ event, kind: isPullRequest && !isClosed ? 'pull-request' : 'any' }];
  });
}

function filterOf({ filters }: Trigger, name: string): readonly Declared<string>[] {
  return filters.find((one) => one.name.value === name)?.patterns ?? [];
}

function takesBranches({ filters }: Trigger): boolean {
  const has = (...names: readonly string[]): boolean => filters.some(({ name }) => names.includes(name.value));
  return has('branches', 'branches-ignore') || !has('tags', 'tags-ignore');
}
