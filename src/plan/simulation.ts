import type { Place } from '../core/place.ts';
import type { Job, LocalAction, Step, Workflow } from '../project/workflow.ts';
import type { Answer } from './answer.ts';
import type { PlannedEvent } from './events.ts';
import type { Caller, Grant } from './permissions.ts';
import type { Leg } from './matrix.ts';
import type { Partial } from '../core/partial.ts';
import type { PlannedTag, RepositorySlug } from './planned-tag.ts';
import type { Value } from './value.ts';

/**
 * What happens in GitHub Actions when a version is released, as far as the tree tells: nothing of it is run. Every run is
 * simulated as one in which each step that runs succeeds.
 */
export type Simulation = {
  readonly tag: PlannedTag;
  /** Null where nothing tells which repository this is. */
  readonly repository: RepositorySlug | null;
  /** The events of a release in their order, then the push of the default branch, then a start by hand. */
  readonly events: readonly PlannedEvent[];
  /** One for each workflow and event that it listens for, and one for each workflow that no event concerns. */
  readonly runs: readonly WorkflowRun[];
  /** Why not all of it was followed; empty as a rule. */
  readonly limits: readonly string[];
};

/** A workflow and an event that may start it. */
export type WorkflowRun = {
  /** The started workflow. Those that its jobs call are part of this run. */
  readonly workflow: Workflow;
  readonly event: PlannedEvent;
  /** Whether the event starts it. */
  readonly starts: Answer;
  /** With those of called workflows; empty where it does not start. One for each leg of a matrix. */
  readonly jobs: readonly JobRun[];
};

export type JobRun = {
  readonly event: PlannedEvent;
  /** The workflow that an event starts. */
  readonly starter: Workflow;
  /** The workflow that the job stands in: the starter, or one that is called. */
  readonly workflow: Workflow;
  readonly job: Job;
  /** Jobs that call the workflow, innermost first; empty in the starter. */
  readonly callers: readonly Caller[];
  /** Null without a matrix. */
  readonly leg: Leg | null;
  /** Whether it runs, given that its workflow starts; `no` comes with the reason: its `if:`, a job that it needs. */
  readonly runs: Answer;
  readonly name: Partial;
  readonly runsOn: readonly Partial[];
  /** Null where it names none. */
  readonly environment: Partial | null;
  /** What its token may do in a scope: `packages`, `attestations`. */
  readonly grant: (scope: string) => Grant;
  /** `uses:` of a job that calls a workflow which cannot be followed: of another repository, or missing; null else. */
  readonly remote: string | null;
  /** In order; those of local composite actions stand in place of the step that uses them. */
  readonly steps: readonly StepRun[];
  /** Evaluates text in the job's own context, `${{ }}` and all. */
  readonly text: (text: string) => Partial;
};

export type StepRun = {
  readonly step: Step;
  /** The local composite action that the step stands in; null for a step of the job itself. */
  readonly action: LocalAction | null;
  /** Where the job uses that action, outermost first. */
  readonly within: readonly Step[];
  /** Whether it runs, given that its job does. */
  readonly runs: Answer;
  /** A value below `with`; null where it is not given. Names are folded, as GitHub does. */
  readonly input: (name: string) => StepInput | null;
  /** Inputs that are given, folded; null where the block as a whole is an expression. */
  readonly inputs: readonly string[] | null;
  /** A variable of the environment; undefined where none is set. */
  readonly variable: (name: string) => Value | undefined;
  /** Evaluates the `${{ }}` in a text of the step, as it stands in the file. */
  readonly text: (text: string) => Partial;
  /** A word of the step's script as the shell sees it. */
  readonly word: (text: string) => Partial;
};

export type StepInput = { readonly value: Partial; readonly place: Place };

/** The runs that are a part of releasing, in the order of their events. */
export function releaseRuns({ runs }: Pick<Simulation, 'runs'>): readonly WorkflowRun[] {
  return runs.filter(({ event }) => event.role === 'release');
}
