import type { Job, Workflow } from '../project/workflow.ts';
import type { JobRun, WorkflowRun } from './simulation.ts';

/** The legs of one job in a run: they need the same jobs. */
export type JobGroup = {
  /** The jobs that call one another down to this one, outermost first. */
  readonly path: readonly Job[];
  /** Jobs that it needs, directly or through one another, those of called workflows included; in the run's order. */
  readonly needed: readonly JobRun[];
};

/** Groups the jobs of a run, so that what holds for all legs of a matrix is asked once. */
export function groupsOf(run: WorkflowRun): ReadonlyMap<JobRun, JobGroup> {
  const kept = groups.get(run);
  if (kept !== undefined) return kept;
  const made = findGroups(run);
  groups.set(run, made);
  return made;
}

const groups = new WeakMap<WorkflowRun, ReadonlyMap<JobRun, JobGroup>>();

type Path = { readonly path: readonly Job[]; readonly first: JobRun };

function findGroups({ jobs }: WorkflowRun): ReadonlyMap<JobRun, JobGroup> {
  const numbers = new Map<Job, number>();
  const numberOf = (job: Job): number => {
    const known = numbers.get(job) ?? numbers.size;
    numbers.set(job, known);
    return known;
  };
  const paths = new Map<string, Path>();
  const keys = new Map<JobRun, string>();
  for (const run of jobs) {
    const path = [...run.callers.map(({ job }) => job).toReversed(), run.job];
    const key = path.map(numberOf).join(' ');
    keys.set(run, key);
    if (!paths.has(key)) paths.set(key, { path, first: run });
  }
  const found = new Map<string, JobGroup>();
  for (const [key, one] of paths) {
    const needed = neededKeys(one, paths);
    found.set(key, {
      path: one.path,
      needed: needed.size === 0 ? [] : jobs.filter((job) => needed.has(keys.get(job) ?? '')),
    });
  }
  return new Map(
    jobs.flatMap((job) => {
      const group = found.get(keys.get(job) ?? '');
      return group === undefined ? [] : [[job, group] as const];
    }),
  );
}

function neededKeys({ path, first }: Path, paths: ReadonlyMap<string, Path>): ReadonlySet<string> {
  // From the outermost job inwards.
  const callers = first.callers.toReversed();
  const levels = path.map((job, depth) => ({
    before: path.slice(0, depth),
    needed: needsOf(callers[depth]?.workflow ?? first.workflow, job),
  }));
  const found = new Set<string>();
  for (const [key, { path: other }] of paths) {
    const isNeeded = levels.some(({ before, needed }, depth) => {
      const at = other[depth];
      return at !== undefined && needed.has(at) && before.every((job, i) => job === other[i]);
    });
    if (isNeeded) found.add(key);
  }
  return found;
}

function needsOf({ jobs }: Workflow, job: Job): ReadonlySet<Job> {
  const found = new Set<Job>();
  if (job.needs.length === 0) return found;
  const byId = new Map(jobs.map((one) => [one.id, one]));
  const open = [job];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { value } of next.needs) {
      const needed = byId.get(value);
      if (needed === undefined || found.has(needed) || needed === job) continue;
      found.add(needed);
      open.push(needed);
    }
  }
  return found;
}
