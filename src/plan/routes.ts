import type { Job, InputDeclaration, Variables, Workflow } from '../project/workflow.ts';
import { isUnknown } from '../core/unknown.ts';
import type { Scope } from './credentials.ts';
import { withInputs } from './credentials.ts';
import type { Caller } from './permissions.ts';

/** One way in which a job with steps comes to run: on its own, or called by jobs of the same repository. */
export type Route = {
  readonly workflow: Workflow;
  readonly job: Job;
  /** Innermost first. */
  readonly callers: readonly Caller[];
  /** The outermost workflow is only ever called, and by nobody in the repository. */
  readonly isCalledFromElsewhere: boolean;
  /** Inputs of a called workflow; null where it starts by itself or is called from elsewhere. */
  readonly inputs: ReadonlyMap<string, string> | null;
};

/** A job that calls a workflow which is not in the repository, or cannot be read. */
export type RemoteCall = { readonly workflow: Workflow; readonly job: Job };

export type Routes = { readonly routes: readonly Route[]; readonly remote: readonly RemoteCall[] };

/** GitHub allows ten levels of calls. */
const DEEPEST = 10;
/** No real repository comes near; a hostile one grows by the power of its depth. */
const MOST_ROUTES = 2000;

/** Every way to every job that runs steps. Jobs with `if: false` are left out, and so are broken workflows. */
export function routesOf(workflows: readonly Workflow[]): Routes {
  const byFile = new Map(workflows.map((workflow) => [workflow.file, workflow]));
  const called = new Set(workflows.flatMap(({ jobs }) => jobs.flatMap(({ uses }) => localPath(uses?.value) ?? [])));
  const routes: Route[] = [];
  const remote: RemoteCall[] = [];

  const follow = (route: Route): void => {
    const { workflow, job } = route;
    if (isNever(job.if?.value) || routes.length >= MOST_ROUTES) return;
    if (job.uses === null) return void routes.push(route);
    const callee = byFile.get(localPath(job.uses.value) ?? '');
    if (callee === undefined || callee.broken !== null || route.callers.length >= DEEPEST)
      return void remote.push({ workflow, job });
    const inputs = calleeInputs(callee.inputs, job.with, { variables: [], isOpen: false, inputs: route.inputs });
    for (const next of callee.jobs)
      follow({ ...route, workflow: callee, job: next, callers: [{ workflow, job }, ...route.callers], inputs });
  };

  for (const workflow of workflows) {
    const isOnlyCalled = workflow.on.length > 0 && workflow.on.every(({ event }) => event.value === 'workflow_call');
    if (isOnlyCalled && called.has(workflow.file)) continue;
    for (const job of workflow.jobs)
      follow({ workflow, job, callers: [], isCalledFromElsewhere: isOnlyCalled, inputs: null });
  }
  return { routes, remote };
}

/** The inputs of a called workflow or of a composite action, as the caller gives them. */
export function calleeInputs(
  declarations: readonly InputDeclaration[],
  given: Variables,
  caller: Scope,
): ReadonlyMap<string, string> | null {
  if (isUnknown(given)) return null;
  const inputs = new Map(declarations.map((input) => [input.name.value, input.default?.value ?? '']));
  for (const { name, value } of given) inputs.set(name.value, withInputs(value.value, caller));
  return inputs;
}

/** An `if:` that never holds. */
export function isNever(condition: string | undefined): boolean {
  return /^\s*(\$\{\{\s*false\s*\}\}|false)\s*$/.test(condition ?? '');
}

/** What `uses:` names in the repository, by the workspace (`./`) or, since July 2026, by the running commit (`$/`). */
export function localPath(uses: string | undefined): string | null {
  return /^[.$]\/+(.*?)\/*$/.exec(uses ?? '')?.[1] ?? null;
}
