import { isUnknown, unknown } from '../core/unknown.ts';
import type { LocalAction, Step, Workflow } from '../project/workflow.ts';
import type { Answer } from './answer.ts';
import { answerOf, both, YES } from './answer.ts';
import type { Contexts } from './expression.ts';
import { evaluateCondition, evaluateText } from './expression.ts';
import type { Partial } from '../core/partial.ts';
import { hole } from '../core/partial.ts';
import { localPath } from './routes.ts';
import type { Frame } from './run-contexts.ts';
import { contextsOf, layered, runnerVariable, withEnv } from './run-contexts.ts';
import { callsPrograms, writtenBy } from './script-writes.ts';
import { expandShell } from './shell-text.ts';
import type { StepInput, StepRun } from './simulation.ts';
import { actionOutputs } from './step-outputs.ts';
import type { Value, ValueMap } from './value.ts';
import { isMap, mapOf } from './value.ts';

/** How far actions that use actions are followed. */
const DEEPEST = 5;

/** Steps that may still be made; a hostile repository's actions use one another by the power of their depth. */
export type StepBudget = { left: number };

/** Where a list of steps stands. */
type Block = {
  readonly workflow: Workflow;
  readonly action: LocalAction | null;
  readonly within: readonly Step[];
  /** Whether what holds the list runs. */
  readonly outer: Answer;
  readonly budget: StepBudget;
};

/** What a step makes of the environment for those behind it. */
type Layer = (frame: Frame) => Frame;

/** What the steps of a list leave behind. */
export type StepsRun = {
  readonly steps: readonly StepRun[];
  /** With `steps` and `env` as they are after the last one. */
  readonly frame: Frame;
};

/** Simulates the steps of a job. */
export function runSteps(steps: readonly Step[], frame: Frame, workflow: Workflow, budget: StepBudget): StepsRun {
  return runBlock(steps, frame, { workflow, action: null, within: [], outer: YES, budget });
}

function runBlock(
  steps: readonly Step[],
  first: Frame,
  block: Block,
): StepsRun & { readonly layers: readonly Layer[] } {
  const runs: StepRun[] = [];
  const outputs: { [id: string]: Value } = {};
  let frame: Frame = { ...first, steps: mapOf({}) };
  const layers: Layer[] = [];
  for (const step of steps) {
    if (block.budget.left-- <= 0) break;
    const own = withEnv(frame, step.env);
    const run = stepRun(step, own, block);
    const folder = localPath(step.uses?.value);
    const action = folder === null ? null : (block.workflow.actions.find((one) => one.folder === folder) ?? null);
    const isFollowed = action?.using === 'composite' && block.within.length < DEEPEST;
    const inner = isFollowed && action !== null ? runAction(action, step, run, own, block) : null;
    runs.push(...(inner?.steps ?? [run]));
    for (const layer of inner?.layers ?? layersOf(step, run)) {
      layers.push(layer);
      frame = layer(frame);
    }
    if (step.id === null) continue;
    const given = inner?.outputs ?? outputsOf(step, run, own);
    outputs[step.id.value] = mapOf({ outputs: given, outcome: outcomeOf(run.runs), conclusion: outcomeOf(run.runs) });
    frame = { ...frame, steps: mapOf(outputs) };
  }
  return { steps: runs, frame, layers };
}

function stepRun(step: Step, frame: Frame, block: Block): StepRun {
  const contexts = contextsOf(frame);
  const text = (one: string): Partial => evaluateText(one, contexts);
  const variable = (name: string): Value | undefined => {
    const env = frame['env'] ?? null;
    if (isUnknown(env)) return env;
    // Names in a shell have their case; on Windows they have none, and scripts there are not read.
    const entry = isMap(env) ? env.entries.get(name.toLowerCase()) : undefined;
    const set = entry?.name === name ? entry.get() : undefined;
    if (set !== undefined) return set;
    return runnerVariable(name, frame) ?? (isMap(env) && env.otherwise !== null ? env.otherwise : undefined);
  };
  const given = isUnknown(step.with) ? null : step.with;
  let runs: Answer | null = null;
  return {
    step,
    action: block.action,
    within: block.within,
    get runs() {
      return (runs ??= both(block.outer, ownAnswer(step, contexts)));
    },
    inputs: given === null ? null : given.map(({ name }) => name.value.toLowerCase()),
    input: (name): StepInput | null => {
      if (isUnknown(step.with)) return { value: hole('a `with` that is an expression'), place: step.place };
      const found = step.with.findLast((one) => one.name.value.toLowerCase() === name);
      return found === undefined ? null : { value: text(found.value.value), place: found.value.place };
    },
    variable,
    text,
    // What the workflow does not set the script may, or the runner.
    word: (word) => expandShell(text(word), (name) => variable(name) ?? unknown(`$${name}`)),
  };
}

function ownAnswer(step: Step, contexts: Contexts): Answer {
  return step.if === null ? YES : answerOf(evaluateCondition(step.if.value, contexts), step.if.value, step.if.place);
}

/** The steps of a local composite action, in place of the step that uses it. */
function runAction(
  action: LocalAction,
  step: Step,
  { runs }: StepRun,
  outer: Frame,
  block: Block,
): { readonly steps: readonly StepRun[]; readonly outputs: Value; readonly layers: readonly Layer[] } {
  const contexts = contextsOf(outer);
  const inputs: { [name: string]: Value } = {};
  for (const { name, default: value } of action.inputs)
    inputs[name.value] = value === null ? '' : evaluateText(value.value, contexts);
  const given = isUnknown(step.with) ? [] : step.with;
  for (const { name, value } of given) inputs[name.value.toLowerCase()] = evaluateText(value.value, contexts);
  const lowered = Object.entries(inputs).map(([name, value]) => [name.toLowerCase(), value] as const);
  const inner = runBlock(
    action.steps,
    { ...outer, inputs: isUnknown(step.with) ? mapOf(lowered, 'inputs') : mapOf(lowered) },
    { ...block, action, within: [...block.within, step], outer: runs },
  );
  const after = contextsOf(inner.frame);
  const outputs = mapOf(
    action.outputs.map(({ name, value }) => [name.value, () => evaluateText(value.value, after)] as const),
  );
  return {
    steps: inner.steps,
    outputs:
      runs.is === 'yes'
        ? outputs
        : runs.is === 'no'
          ? mapOf({})
          : unknown(`what ${action.file} puts out, which may not run`),
    layers: inner.layers,
  };
}

/** What a step leaves in `$GITHUB_ENV`; null where nothing. */
function envOf(step: Step, run: StepRun): ValueMap | null {
  if (step.run === null) return null;
  // GitHub took this away in November 2020; the trees of older releases have it.
  if (step.run.text.includes('::set-env')) return mapOf([], 'a script that sets variables by `::set-env`');
  if (!step.run.text.includes('GITHUB_ENV')) return null;
  const { values, open } = writtenBy(step.run, 'GITHUB_ENV', { text: run.text, variables: run.variable });
  const isSure = run.runs.is === 'yes';
  if (run.runs.is === 'no') return null;
  const entries = [...values].map(
    ([name, value]) => [name, isSure ? value : unknown(`a step that may not run`)] as const,
  );
  return mapOf(entries, open ?? undefined);
}

/** Actions that are known to set no variable that a workflow asks for by a name of its own. */
const QUIET = /^(?:actions|docker|pypa|astral-sh|sigstore|codecov)\//;

/** How a step changes the environment of the steps behind it. Any other action may set variables. */
function layersOf(step: Step, run: StepRun): readonly Layer[] {
  const { uses } = step;
  if (uses === null) {
    const left = envOf(step, run);
    return left === null ? [] : [(frame) => ({ ...frame, env: layered(frame['env'] ?? null, left) })];
  }
  if (run.runs.is === 'no' || QUIET.test(uses.value) || uses.value.startsWith('docker://')) return [];
  const foreign = unknown(`a variable that ${uses.value.split('@')[0] ?? uses.value} may set`);
  return [(frame) => (frame['foreign'] === undefined ? { ...frame, foreign } : frame)];
}

/** What a step puts out. */
function outputsOf(step: Step, run: StepRun, frame: Frame): Value | (() => Value) {
  return () => {
    if (run.runs.is === 'no') return mapOf({});
    const given = step.uses === null ? scriptOutputs(step, run) : actionOutputs(step.uses.value, run, frame);
    // Of a step that may not run, nothing is sure.
    return run.runs.is === 'yes' ? given : unknown(`what step ${step.id?.value ?? ''} puts out, which may not run`);
  };
}

function scriptOutputs(step: Step, run: StepRun): Value {
  if (step.run === null) return mapOf({});
  const { values, open } = writtenBy(step.run, 'GITHUB_OUTPUT', { text: run.text, variables: run.variable });
  // A script that calls programs may have them write outputs.
  const calls = step.run.calls.length > 0 || callsPrograms(step.run);
  const id = step.id?.value ?? '';
  return mapOf([...values], open ?? (calls ? `steps.${id}.outputs` : undefined));
}

function outcomeOf({ is }: Answer): Value {
  return is === 'yes' ? 'success' : is === 'no' ? 'skipped' : unknown('whether the step runs');
}
