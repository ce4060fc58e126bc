import type { Place } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import type { Project } from '../project/project.ts';
import type { ShellCommand } from '../project/shell.ts';
import type { LocalAction, Script, Step } from '../project/workflow.ts';
import type { Scope } from './credentials.ts';
import { EMPTY_SCOPE, within, withInputs } from './credentials.ts';
import { idTokenOf } from './id-token.ts';
import { grantOf } from './permissions.ts';
import { newJobState, noteCommand } from './job-state.ts';
import type { Unsure } from './other-publishers.ts';
import { commandMayPublish, mayPublish, scriptMayPublish } from './other-publishers.ts';
import type { Upload } from './publishing.ts';
import type { Route } from './routes.ts';
import { calleeInputs, isNever, localPath } from './routes.ts';
import type { Budget, Walk } from './walk.ts';
import { actionReference } from './upload-actions.ts';
import type { Found } from './upload-facts.ts';
import { actionUpload, commandUpload } from './upload-facts.ts';
import { buildOf, uploadCommandOf } from './upload-commands.ts';

/** Where in a job something stands. */
type Here = { readonly step: Step; readonly action: LocalAction | null; readonly scope: Scope };

/** How far actions that use actions, and scripts that call scripts, are followed. */
const DEEPEST = 5;

/** Actions that leave neither variables nor credentials behind which an upload would use. */
const PLAIN_ACTION =
  /^(actions\/(checkout|setup-python|cache|upload-artifact|download-artifact|attest-build-provenance)|astral-sh\/setup-uv|pypa\/cibuildwheel|hynek\/build-and-inspect-python-package|sigstore\/gh-action-sigstore-python)(\/|$)/;

/** Actions that run a build backend, and with it whatever it takes from the index. */
const BUILD_ACTION = /^(pypa\/cibuildwheel|hynek\/build-and-inspect-python-package)(\/|$)/;

/** Walks through the steps of a job in order and finds the uploads. */
export function walkJob(
  route: Route,
  project: Project,
  budget: Budget,
): { readonly uploads: readonly Upload[]; readonly unsure: readonly Unsure[] } {
  const { workflow, job, callers, isCalledFromElsewhere, inputs } = route;
  const walk: Walk = {
    route,
    project,
    idToken: idTokenOf({ workflow, job }, callers, isCalledFromElsewhere),
    contents: grantOf('contents', { workflow, job }, callers, isCalledFromElsewhere),
    state: newJobState(),
    built: null,
    budget,
    uploads: [],
    unsure: [],
  };
  const scope = within(within({ ...EMPTY_SCOPE, inputs }, workflow.env), job.env);
  for (const step of job.steps) walkStep(walk, { step, action: null, scope }, 0);
  return walk;
}

function walkStep(walk: Walk, { step, action, scope: outer }: Here, depth: number): void {
  if (isNever(step.if?.value) || walk.budget.left-- <= 0) return;
  const { state } = walk;
  const left: Scope = {
    ...outer,
    variables: [...outer.variables, ...state.variables],
    isOpen: outer.isOpen || state.isOpen,
  };
  const here: Here = { step, action, scope: within(left, step.env) };
  if (step.run !== null) walkScript(walk, here, step.run, [], depth);
  const uses = step.uses?.value ?? null;
  if (uses === null || step.uses === null) return;
  const folder = localPath(uses);
  if (folder !== null) {
    walkAction(walk, here, folder, step.uses.place, depth);
    return;
  }
  const found = actionUpload(step, walk, here.scope);
  const { slug } = actionReference(uses);
  if (BUILD_ACTION.test(slug)) walk.built ??= { value: slug, place: step.uses.place };
  if (found !== null) walk.uploads.push(uploadOf(walk, here, found));
  else if (mayPublish(slug)) walk.unsure.push({ reason: `${uses} may publish`, place: step.uses.place });
  if (!PLAIN_ACTION.test(slug)) state.isPlain = false;
}

function walkAction(walk: Walk, here: Here, folder: string, place: Place, depth: number): void {
  const action = walk.route.workflow.actions.find((one) => one.folder === folder);
  if (action === undefined || action.using !== 'composite' || depth >= DEEPEST) {
    walk.state.isPlain = false;
    if (mayPublish(folder)) walk.unsure.push({ reason: `the action in ${folder} may publish`, place });
    return;
  }
  const inputs = calleeInputs(action.inputs, here.step.with, here.scope);
  for (const step of action.steps) walkStep(walk, { step, action, scope: { ...here.scope, inputs } }, depth + 1);
}

function walkScript(walk: Walk, here: Here, script: Script, above: readonly string[], depth: number): void {
  for (const { target, command } of script.calls) if (command === null) walkCall(walk, here, target, above, depth);
  if (isUnknown(script.commands)) {
    walk.state.isOpen ||= script.text.includes('GITHUB_ENV');
    if (scriptMayPublish(script.text))
      walk.unsure.push({ reason: `${script.commands.unknown} may publish`, place: script.place });
    return;
  }
  let { scope } = here;
  for (const command of script.commands) {
    const inner = within(
      scope,
      command.assignments.map(({ name, value }) => ({
        name: { value: name, place: value.place },
        value: { value: value.text, place: value.place },
      })),
    );
    const keeps =
      command.words.length === 0 || /^(export|declare|readonly|typeset|local)$/.test(command.words[0]?.text ?? '');
    if (keeps) scope = inner;
    walkCommand(walk, { ...here, scope: inner }, command, script, above, depth);
  }
}

function walkCommand(
  walk: Walk,
  here: Here,
  command: ShellCommand,
  script: Script,
  above: readonly string[],
  depth: number,
): void {
  if (walk.budget.left-- <= 0) return;
  noteCommand(command, here.scope, walk.state);
  walk.built ??= buildOf(command);
  const upload = uploadCommandOf(command);
  if (upload !== null) {
    // In a script with several uploads, conditions choose one, and with it the credentials.
    const isAlone =
      above.length === 0 &&
      !isUnknown(script.commands) &&
      script.commands.filter((other) => uploadCommandOf(other) !== null).length === 1;
    walk.uploads.push(uploadOf(walk, here, commandUpload(upload, command, isAlone, walk, here.scope)));
    return;
  }
  let isRead = true;
  const calls = script.calls.filter((call) => call.command === command);
  for (const { target } of calls) isRead = walkCall(walk, here, target, above, depth) && isRead;
  if ((calls.length === 0 || !isRead) && commandMayPublish(command)) {
    const shown = command.words
      .map(({ text }) => text)
      .join(' ')
      .replace(/\s+/g, ' ')
      .slice(0, 60);
    walk.unsure.push({ reason: `\`${shown}\` may publish`, place: command.place });
  }
}

/** Walks through a called script; false where it cannot be read. */
function walkCall(walk: Walk, here: Here, target: string, above: readonly string[], depth: number): boolean {
  const called = walk.route.workflow.scripts.find((one) => one.target === target);
  if (called === undefined || above.length >= DEEPEST) return false;
  if (!above.includes(target)) walkScript(walk, here, called.script, [...above, target], depth);
  return true;
}

function uploadOf(walk: Walk, { step, action }: Here, found: Found): Upload {
  const { route, idToken, contents, built } = walk;
  const { workflow, job, callers, isCalledFromElsewhere, inputs } = route;
  const { environment: given } = job;
  const environment = given === null ? null : { ...given, value: withInputs(given.value, { ...EMPTY_SCOPE, inputs }) };
  const of = { workflow, job, step, action, callers, isCalledFromElsewhere };
  return { ...found, ...of, environment, idToken, contents, built };
}
