import type { Declared } from '../core/place.ts';
import { isUnknown, known } from '../core/unknown.ts';
import type { ShellCommand, ShellWord } from '../project/shell.ts';
import type { Step, Variables } from '../project/workflow.ts';
import type { Credential, Scope } from './credentials.ts';
import { credentialOf, lookUp, withInputs } from './credentials.ts';
import type { PackageIndex } from './package-index.ts';
import { hasTrustedPublishing, indexOf } from './package-index.ts';
import { pypaStep } from './upload-pypa.ts';
import type { PypaStep, Upload, UploadAuth } from './publishing.ts';
import type { ActionReference, UploadAction } from './upload-actions.ts';
import { PYPA, actionReference, isMaturinAction, predatesTrustedPublishing, uploadActionOf } from './upload-actions.ts';
import type { UploadCommand, UploadTool } from './upload-commands.ts';
import { TOOLS, optionOf } from './upload-commands.ts';
import type { Walk } from './walk.ts';

/** What an upload says about itself. */
export type Found = Pick<
  Upload,
  'tool' | 'toolHasTrustedPublishing' | 'place' | 'index' | 'auth' | 'pypa' | 'skipsExisting'
>;

const UNKNOWN: UploadAuth = { kind: 'unknown' };
const NO_CREDENTIALS = 'no credentials';
const NO_INDEX: PackageIndex = { kind: 'unknown', named: null };

/** The upload that a step with `uses:` makes; null where the action is none that uploads. */
export function actionUpload(step: Step, walk: Walk, scope: Scope): Found | null {
  if (step.uses === null) return null;
  const reference = actionReference(step.uses.value);
  if (isMaturinAction(reference)) return maturinUpload(step, walk, scope);
  const action = uploadActionOf(reference);
  if (action === null) return null;
  const secret = inputOf(step.with, action.secretInputs);
  if (action.needsToken === true && secret === null) return null;
  const named = inputOf(step.with, action.indexInputs);
  const index = isUnknown(step.with) ? NO_INDEX : indexOf(resolved(named, scope));
  return {
    tool: reference.name,
    toolHasTrustedPublishing: action.hasTrustedPublishing,
    place: step.uses.place,
    index,
    auth: isUnknown(step.with) ? UNKNOWN : actionAuth(action, reference, step.with, secret, scope),
    pypa: reference.slug === PYPA ? pypaStep(step.uses, inputsOf(step.with, scope), walk.project.sources) : null,
    skipsExisting: reference.slug === PYPA ? skipInput(step.with, scope) : null,
  };
}

function inputsOf(given: Variables, scope: Scope): PypaStep['inputs'] {
  if (isUnknown(given)) return given;
  return given.map(({ name, value }) => ({ name, value: resolved(value, scope) ?? value }));
}

/** The action takes everything but `false` for yes. */
function skipInput(given: Variables, scope: Scope): Declared<string> | null {
  const found = resolved(inputOf(given, ['skip-existing', 'skip_existing']), scope);
  return found === null || /^\s*(false)?\s*$/i.test(found.value) || found.value.includes('${{') ? null : found;
}

function skipFlag({ skipFlags }: UploadTool, args: readonly ShellWord[]): Declared<string> | null {
  const found = args.find(({ text }) => skipFlags.includes(text.split('=')[0] ?? ''));
  return found === undefined ? null : { value: found.text, place: found.place };
}

function actionAuth(
  action: UploadAction,
  reference: ActionReference,
  given: Variables,
  secret: Named | null,
  scope: Scope,
): UploadAuth {
  const credential: Credential = secret === null ? { kind: 'none' } : credentialOf(secret, scope);
  if (credential.kind !== 'none') return credential;
  const user = inputOf(given, ['user'])?.value ?? '__token__';
  // A password in the environment is not used by the action, but whoever sets it means something by it.
  const stray = known(lookUp(scope, 'TWINE_PASSWORD'));
  const isTrusted = action.hasTrustedPublishing && !predatesTrustedPublishing(reference);
  return isTrusted && user === '__token__' && stray === null ? { kind: 'trusted', isSure: true } : UNKNOWN;
}

/** The upload that a command makes. */
export function commandUpload(
  { tool, program, title, args }: UploadCommand,
  command: ShellCommand,
  isAlone: boolean,
  walk: Walk,
  scope: Scope,
): Found {
  const index = indexOfCommand(tool, program, args, walk, scope);
  const auth = commandAuth(tool, program, args, walk, scope);
  // Without credentials uv tries trusted publishing; where none can come from anywhere, that is what is meant.
  const isMeant =
    auth === NO_CREDENTIALS &&
    program === 'uv' &&
    isAlone &&
    hasTrustedPublishing(index) &&
    isSealed(args, walk, scope);
  return {
    tool: title,
    toolHasTrustedPublishing: tool.hasTrustedPublishing,
    place: command.place,
    index,
    auth: isMeant ? { kind: 'trusted', isSure: true } : settled(auth, tool, walk),
    pypa: null,
    skipsExisting: skipFlag(tool, args),
  };
}

function maturinUpload(step: Step, walk: Walk, scope: Scope): Found | null {
  const tool = TOOLS['maturin'];
  const command = inputOf(step.with, ['command'])?.value ?? '';
  if (tool === undefined || step.uses === null || !tool.subcommands.includes(command)) return null;
  const given = inputOf(step.with, ['args']);
  const args: readonly ShellWord[] = (given?.value ?? '')
    .split(/\s+/)
    .map((text) => ({ text, isLiteral: !text.includes('$'), place: given?.place ?? step.place }));
  const index = indexOfCommand(tool, 'maturin', args, walk, scope);
  return {
    tool: `maturin ${command}`,
    toolHasTrustedPublishing: true,
    place: step.uses.place,
    index,
    auth: settled(commandAuth(tool, 'maturin', args, walk, scope), tool, walk),
    pypa: null,
    skipsExisting: skipFlag(tool, args),
  };
}

function commandAuth(
  tool: UploadTool,
  program: string,
  args: readonly ShellWord[],
  walk: Walk,
  scope: Scope,
): UploadAuth | typeof NO_CREDENTIALS {
  const flag = optionOf(args, tool.secretFlags);
  if (flag !== null) return authOf(credentialOf(flag, scope));
  const mode = program === 'uv' ? optionOf(args, ['--trusted-publishing'])?.value : undefined;
  if (mode === 'always') return { kind: 'trusted', isSure: true };
  const variable = lookUp(scope, tool.secretVariables);
  if (isUnknown(variable)) return UNKNOWN;
  const held = variable === null ? null : credentialOf(variable, scope);
  if (held !== null && held.kind !== 'none') return authOf(held);
  const stored = walk.state.stored.findLast(({ programs }) => programs.test(program));
  if (stored !== undefined) return authOf(stored.credential);
  return mode === 'never' ? UNKNOWN : NO_CREDENTIALS;
}

/** Without credentials, a tool that can exchange the identity does, where the job may ask for one. */
function settled(auth: UploadAuth | typeof NO_CREDENTIALS, tool: UploadTool, { idToken }: Walk): UploadAuth {
  if (auth !== NO_CREDENTIALS) return auth;
  return tool.hasTrustedPublishing && idToken.access === 'granted' ? { kind: 'trusted', isSure: false } : UNKNOWN;
}

/** Credentials that are given and turn out empty leave open what the tool does. */
function authOf(credential: Credential): UploadAuth {
  return credential.kind === 'token' ? credential : UNKNOWN;
}

/**
 * Whether `uv publish` without credentials can only mean trusted publishing, which it then tries first: a fresh machine
 * of GitHub's, no container, no action that might log in, no keyring.
 */
function isSealed(args: readonly ShellWord[], { route, project, state }: Walk, scope: Scope): boolean {
  const { job } = route;
  if (!state.isPlain || state.isOpen || scope.isOpen || job.container !== null) return false;
  if (job.runsOn.length === 0 || !job.runsOn.every(({ value }) => /^(ubuntu|windows|macos)-[\w.-]+$/.test(value)))
    return false;
  if (lookUp(scope, /^UV_(PUBLISH_USERNAME|KEYRING_PROVIDER|CONFIG_FILE|CREDENTIALS_DIR)$|^NETRC$/) !== null)
    return false;
  if (optionOf(args, ['-u', '--username', '--keyring-provider']) !== null) return false;
  return !projectSays(project.sources, /keyring-provider|\bauthenticate\s*=/);
}

function indexOfCommand(
  tool: UploadTool,
  program: string,
  args: readonly ShellWord[],
  walk: Walk,
  scope: Scope,
): PackageIndex {
  const flag = optionOf(args, tool.indexFlags);
  const variable = flag === null ? lookUp(scope, tool.indexVariables) : flag;
  if (isUnknown(variable)) return NO_INDEX;
  if (variable === null && program === 'uv' && projectSays(walk.project.sources, UV_PUBLISH_URL)) return NO_INDEX;
  const named = resolved(variable, scope);
  const url = named === null ? undefined : walk.state.indexes.get(named.value);
  return indexOf(named === null || url === undefined ? named : { ...named, value: url }, tool.indexNames);
}

/** `publish-url` of `[tool.uv]` itself, or at the top of uv.toml: it moves the default. Those of `[[tool.uv.index]]` do not. */
const UV_PUBLISH_URL = /(^|(^|\n)\[tool\.uv\][^\n]*\n)([^[\n][^\n]*\n|\n)*publish-url\s*=/;

function projectSays(sources: Walk['project']['sources'], pattern: RegExp): boolean {
  for (const { file, text } of sources.values())
    if (/(^|\/)(pyproject|uv)\.toml$/.test(file) && pattern.test(text)) return true;
  return false;
}

type Named = Declared<string> & { readonly name: string };

function inputOf(given: Variables, names: readonly string[]): Named | null {
  if (isUnknown(given)) return null;
  // GitHub folds the case of input names.
  const found = given.find(({ name }) => names.includes(name.value.toLowerCase()));
  return found === undefined ? null : { name: found.name.value, ...found.value };
}

/** A value with its inputs filled in, or the variable that it stands for as a whole. */
function resolved(given: Declared<string> | null, scope: Scope): Declared<string> | null {
  if (given === null) return null;
  const value = withInputs(given.value, scope);
  const name = /^\$\{\{\s*env\.(\w+)\s*\}\}$/.exec(value)?.[1] ?? /^\$\{?(\w+)\}?$/.exec(value)?.[1];
  const variable = name === undefined ? null : lookUp(scope, name);
  return variable === null || isUnknown(variable) ? { ...given, value } : variable;
}
