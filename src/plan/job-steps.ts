import type { Job, LocalAction, Step, Workflow } from '../project/workflow.ts';
import { localPath } from './routes.ts';
import type { JobRun } from './simulation.ts';

/**
 * Whether a job holds a step of a kind, in all that is written: its own steps, and those of the local actions that they use.
 * A step is judged once for all events and legs of a matrix, and the steps of most jobs are then never simulated.
 */
export function jobTest(test: (step: Step) => boolean): (run: JobRun) => boolean {
  const kept = new WeakMap<Job, boolean>();
  return ({ job, workflow }) => {
    const known = kept.get(job);
    if (known !== undefined) return known;
    const made = holds(job.steps, workflow, test, new Set());
    kept.set(job, made);
    return made;
  };
}

/** The same of one step, without its local action. */
export function stepTest(test: (step: Step) => boolean): (step: Step) => boolean {
  const kept = new WeakMap<Step, boolean>();
  return (step) => {
    const known = kept.get(step);
    if (known !== undefined) return known;
    const made = test(step);
    kept.set(step, made);
    return made;
  };
}

function holds(
  steps: readonly Step[],
  workflow: Workflow,
  test: (step: Step) => boolean,
  seen: Set<LocalAction>,
): boolean {
  return steps.some((step) => {
    if (test(step)) return true;
    const folder = localPath(step.uses?.value);
    if (folder === null) return false;
    const action = workflow.actions.find((one) => one.folder === folder);
    if (action === undefined || seen.has(action)) return false;
    seen.add(action);
    return holds(action.steps, workflow, test, seen);
  });
}
