import { unknown } from '../core/unknown.ts';
import type { Workflow } from '../project/workflow.ts';
import type { Answer } from './answer.ts';
import { both } from './answer.ts';
import type { EventScene, PlannedEvent } from './events.ts';
import { branchPushed, dispatched, releaseEvents, workflowRan } from './events.ts';
import type { Partial } from '../core/partial.ts';
import { hole } from '../core/partial.ts';
import type { PlannedTag, RepositorySlug } from './planned-tag.ts';
import type { RunBudget } from './run-workflow.ts';
import { runWorkflow } from './run-workflow.ts';
import type { JobRun, Simulation, WorkflowRun } from './simulation.ts';
import { startOf } from './starts.ts';
import type { Value } from './value.ts';

export type SimulationRequest = {
  readonly workflows: readonly Workflow[];
  readonly tag: PlannedTag;
  readonly repository: RepositorySlug | null;
  /** Of the tagged commit; null where it is not known. */
  readonly message: string | null;
};

/** Jobs with their legs, over all events. The largest real repositories come to some hundreds. */
const MOST_JOBS = 4000;
const MOST_STEPS = 30_000;
const MOST_RUNS = 6000;
type Budget = RunBudget & { runs: number };

/** Workflows that run after workflows. GitHub allows three in a row. */
const LONGEST_CHAIN = 3;

/** Simulates a release; pure. */
export function simulate(request: SimulationRequest): Simulation {
  const { workflows, tag, repository, message } = request;
  const scene: EventScene = { tag, slug: repository?.slug ?? null, defaultBranch: defaultBranchOf(workflows), message };
  const budget: Budget = { jobs: MOST_JOBS, left: MOST_STEPS, runs: MOST_RUNS };
  const byFile = new Map(workflows.map((workflow) => [workflow.file, workflow]));
  const listeners = listenersIn(workflows.filter(({ broken }) => broken === null));
  const runs: WorkflowRun[] = [];
  const events: PlannedEvent[] = [];

  /** `after`: whether the workflow starts that the event is about. */
  const happen = (event: PlannedEvent, depth: number, after: Answer | null = null): void => {
    const listening = listeners(event);
    if (listening.length === 0 && event.role !== 'release') return;
    if (listening.length > 0 || event.id === 'push-tag') events.push(event);
    for (const workflow of listening) {
      if (budget.runs-- <= 0) return;
      const own = startOf(workflow, event, scene);
      const starts = after === null ? own : both(own, after);
      // Of all that a workflow may wait for, only what it waits for is worth a line.
      if (event.name === 'workflow_run' && starts.is === 'no') continue;
      const jobs = starts.is === 'no' ? [] : runWorkflow(workflow, event, { scene, byFile, budget });
      runs.push({ workflow, event, starts, jobs });
      if (starts.is === 'no' || depth >= LONGEST_CHAIN || event.role === 'manual') continue;
      happen(
        workflowRan(scene, {
          file: workflow.file,
          name: workflow.name?.value ?? workflow.file,
          event,
          conclusion: conclusionOf(jobs),
        }),
        depth + 1,
        starts.is === 'yes' ? null : { ...starts, reason: `it is not known whether ${workflow.file} starts` },
      );
    }
  };

  for (const event of releaseEvents(scene)) happen(event, 0);
  happen(branchPushed(scene), 0);
  happen(dispatched(scene), 0);
  return {
    tag,
    repository,
    events,
    runs,
    // Steps are followed when they are asked for, and so is whether all of them could be.
    get limits() {
      return limitsOf(budget);
    },
  };
}

/** Finds the workflows that listen for an event, in file order, without asking a thousand of them about each other's end. */
function listenersIn(workflows: readonly Workflow[]): (event: PlannedEvent) => readonly Workflow[] {
  const byEvent = new Map<string, Workflow[]>();
  const byName = new Map<string, Workflow[]>();
  const add = (map: Map<string, Workflow[]>, key: string, workflow: Workflow): void => {
    const known = map.get(key);
    if (known === undefined) map.set(key, [workflow]);
    else if (known.at(-1) !== workflow) known.push(workflow);
  };
  for (const workflow of workflows)
    for (const { event, filters } of workflow.on) {
      add(byEvent, event.value, workflow);
      if (event.value !== 'workflow_run') continue;
      for (const { name, patterns } of filters)
        if (name.value === 'workflows') for (const { value } of patterns) add(byName, value, workflow);
    }
  return ({ name, after }) => {
    if (name !== 'workflow_run' || after === null) return byEvent.get(name) ?? [];
    const named = byName.get(after.name) ?? [];
    const byFile = byName.get(after.file.split('/').at(-1) ?? '') ?? [];
    return byFile.length === 0 ? named : [...new Set([...named, ...byFile])];
  };
}

function limitsOf({ runs, jobs, left }: Budget): readonly string[] {
  return [
    ...(runs < 0 ? [`more than ${MOST_RUNS} runs of workflows`] : []),
    ...(jobs < 0 ? [`more than ${MOST_JOBS} jobs`] : []),
    ...(left < 0 ? [`more than ${MOST_STEPS} steps`] : []),
  ];
}

/** A run in which no job runs is skipped. */
function conclusionOf(jobs: readonly JobRun[]): Value {
  if (jobs.some(({ runs }) => runs.is === 'yes')) return 'success';
  return jobs.every(({ runs }) => runs.is === 'no') ? 'skipped' : unknown('whether a job of the workflow runs');
}

/** What the filters of `push` and `pull_request` name: `main` where nothing tells is a guess that is not made. */
function defaultBranchOf(workflows: readonly Workflow[]): Partial {
  const named = new Set(
    workflows.flatMap(({ on }) =>
      on.flatMap(({ filters }) =>
        filters
          .filter(({ name }) => name.value === 'branches')
          .flatMap(({ patterns }) => patterns.map(({ value }) => value)),
      ),
    ),
  );
  // One of the two is left from before a renaming, and which is not written anywhere.
  if (named.has('main') && named.has('master')) return hole('the default branch');
  return ['main', 'master', 'trunk', 'develop', 'dev'].find((one) => named.has(one)) ?? hole('the default branch');
}
