import { plannedTag } from '../../src/plan/planned-tag.ts';
import { shownPartial } from '../../src/core/partial.ts';
import { simulate } from '../../src/plan/simulate.ts';
import type { JobRun, Simulation, StepRun, WorkflowRun } from '../../src/plan/simulation.ts';
import { projectOf } from './uploads.ts';

/** Files of `.github/workflows` by name, or of the repository by path. */
export type Files = { readonly [file: string]: string };

export type SimulationOptions = {
  readonly version?: string;
  readonly tag?: string;
  readonly slug?: string | null;
  readonly message?: string | null;
};

/** Simulates the release of 1.2.3, or what the options say, in a repository in memory. */
export async function simulated(files: Files, options: SimulationOptions = {}): Promise<Simulation> {
  const { version = '1.2.3', tag = null, slug = 'Acme/demo', message = null } = options;
  const tree = Object.fromEntries(
    Object.entries(files).map(([file, text]) => [file.includes('/') ? file : `.github/workflows/${file}`, text]),
  );
  const project = await projectOf(tree);
  return simulate({
    workflows: project.workflows,
    tag: plannedTag(version, tag, project),
    repository: slug === null ? null : { slug, from: 'given', place: null },
    message,
  });
}

/** `release.yml on push-tag: yes`, then a line for each job: `  yes build [3.12]`. */
export function outline({ runs }: Simulation): readonly string[] {
  return runs.flatMap((run) => [
    `${run.workflow.file.split('/').at(-1)} on ${run.event.id}: ${run.starts.is}`,
    ...run.jobs.map((job) => `  ${job.runs.is} ${jobName(job)}`),
  ]);
}

function jobName({ job, callers, leg }: JobRun): string {
  const names = [...callers.map((caller) => caller.job.id).toReversed(), job.id].join(' > ');
  return leg === null ? names : `${names} [${leg.isKnown ? leg.shown : '?'}]`;
}

export function runOf({ runs }: Simulation, event: string, file = 'release.yml'): WorkflowRun {
  const found = runs.find((run) => run.event.id === event && run.workflow.file.endsWith(`/${file}`));
  if (found === undefined) throw new Error(`no run of ${file} on ${event}`);
  return found;
}

export function jobOf(simulation: Simulation, event: string, id: string): JobRun {
  const found = runOf(simulation, event).jobs.find((one) => one.job.id === id);
  if (found === undefined) throw new Error(`no job ${id}`);
  return found;
}

/** `yes run first line`, `no uses`, with the inputs as evaluated. */
export function stepLines(steps: readonly StepRun[]): readonly string[] {
  return steps.map((run) => {
    const what = run.step.uses?.value ?? (run.step.run?.text ?? '').split('\n')[0] ?? '';
    const inputs = (run.inputs ?? []).map((name) => `${name}=${shownPartial(run.input(name)?.value ?? '')}`);
    return [run.runs.is, what, ...inputs].join(' ');
  });
}
