import type { Place } from '../core/place.ts';
import { inFile } from '../core/place.ts';
import type { PlanEvent, PlanIdle, PlanJob, PlanRun } from '../core/plan-report.ts';
import type { Workflow } from '../project/workflow.ts';
import { answerIn, callersOf, jobKey, likeliest, textOf, textsOf } from './describe-text.ts';
import type { PlannedEvent } from './events.ts';
import type { JobRun, Simulation, WorkflowRun } from './simulation.ts';

/** What starts, in the order of the events; and the workflows that none of them concerns. */
export function describeRuns(
  { runs }: Simulation,
  workflows: readonly Workflow[],
): { readonly runs: readonly PlanRun<Place>[]; readonly idle: readonly PlanIdle<Place>[] } {
  const concerned = new Set(runs.map(({ workflow }) => workflow.file));
  // A workflow that a running job calls is shown with it.
  for (const { jobs } of runs) for (const { workflow } of jobs) concerned.add(workflow.file);
  return {
    runs: runs.map(describeRun),
    idle: workflows.filter(({ file }) => !concerned.has(file)).map(idleOf),
  };
}

function describeRun({ workflow, event, starts, jobs }: WorkflowRun): PlanRun<Place> {
  return {
    workflow: workflow.file,
    name: workflow.name?.value ?? null,
    event: describeEvent(event),
    starts: answerIn(starts),
    jobs: describeJobs(jobs),
  };
}

export function describeEvent({ id, name, action, role, shown }: PlannedEvent): PlanEvent {
  return { id, name, action, role, shown };
}

/** The legs of a matrix are one job. */
function describeJobs(jobs: readonly JobRun[]): readonly PlanJob<Place>[] {
  const byKey = new Map<string, JobRun[]>();
  for (const job of jobs) {
    const key = jobKey(job);
    const legs = byKey.get(key);
    if (legs === undefined) byKey.set(key, [job]);
    else legs.push(job);
  }
  return [...byKey.values()].flatMap((legs) => {
    const [first] = legs;
    return first === undefined ? [] : [describeJob(first, legs)];
  });
}

function describeJob(first: JobRun, legs: readonly JobRun[]): PlanJob<Place> {
  const best = likeliest(legs, ({ runs }) => runs) ?? first;
  return {
    workflow: first.workflow.file,
    id: first.job.id,
    callers: callersOf(first),
    name: textOf(first.name),
    runsOn: textsOf(legs.flatMap(({ runsOn }) => runsOn)),
    environment: best.environment === null ? null : textOf(best.environment),
    remote: first.remote,
    runs: answerIn(best.runs),
    legs:
      first.leg === null
        ? null
        : legs.map(({ leg, runs }) => ({
            shown: leg?.shown ?? '',
            isKnown: leg?.isKnown ?? true,
            runs: answerIn(runs),
          })),
    at: first.job.place,
  };
}

/** Why none of the events concerns a workflow. */
function idleOf({ file, name, on, broken }: Workflow): PlanIdle<Place> {
  const said = { workflow: file, name: name?.value ?? null };
  if (broken !== null) {
    const reason = { empty: 'is empty', jobless: 'has no jobs', invalid: 'cannot be read' }[broken.kind];
    return { ...said, reason: `it ${reason}`, at: broken.place };
  }
  const events = on.map(({ event }) => event.value);
  const at = on[0]?.event.place ?? inFile(file);
  if (events.length === 0) return { ...said, reason: 'it listens for nothing', at };
  if (events.every((event) => event === 'workflow_call'))
    return { ...said, reason: 'it runs where another workflow calls it, and none that starts does', at };
  return { ...said, reason: `it listens for ${listed(events)} only`, at };
}

const MOST_NAMED = 4;

function listed(events: readonly string[]): string {
  const shown = events.slice(0, MOST_NAMED).map((event) => `\`${event}\``);
  if (events.length > MOST_NAMED) return `${shown.join(', ')} and ${events.length - MOST_NAMED} more events`;
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}
