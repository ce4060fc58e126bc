import { isUnknown } from '../core/unknown.ts';
import { below } from './path.ts';
import type { Decoding, Reader } from './reader.ts';
import type { BareWorkflow } from './read-workflow.ts';
import { readAction, readWorkflow } from './read-workflow.ts';
import { readScript } from './read-steps.ts';
import type { Recipe } from './recipes.ts';
import { interpreterOf, justRecipes, makeRecipes } from './recipes.ts';
import { recipeTarget } from './script-calls.ts';
import { noxScripts, toxScripts } from './task-environments.ts';
import type { SourceText } from './source.ts';
import type { LocalAction, LocalScript, Script, ScriptCall, Step, Workflow } from './workflow.ts';

/** GitHub looks nowhere else, and not below. */
const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;

/** What a script calls may be a program, or anything; Makefiles are read for what the workflows call in them. */
const GUESS: Decoding = { notUtf8: 'replace', isGuess: true };

/** How far calls are followed: a target that runs a script that runs a script. */
const ROUNDS = 3;

/** Reads every workflow at the git top level, in path order, and what the steps use and call in the repository. */
export async function loadWorkflows(reader: Reader): Promise<readonly Workflow[]> {
  const files = [...reader.paths].filter((path) => WORKFLOW.test(path)).sort();
  const sources = await Promise.all(files.map((file) => reader.text(file)));
  const shared: Loaders = {
    action: once((folder) => loadAction(reader, folder)),
    script: once((target) => loadScript(reader, target)),
  };
  const bare = sources.flatMap((source) => (source === null || isUnknown(source) ? [] : [readWorkflow(source)]));
  return Promise.all(bare.map((workflow) => resolve(workflow, shared)));
}

/** Workflows share what they use: each action and script is read once. */
type Loaders = {
  readonly action: (folder: string) => Promise<LocalAction | null>;
  readonly script: (target: string) => Promise<LocalScript | null>;
};

function once<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const pending = new Map<string, Promise<T>>();
  return (key) => {
    const known = pending.get(key) ?? load(key);
    pending.set(key, known);
    return known;
  };
}

async function resolve(workflow: BareWorkflow, shared: Loaders): Promise<Workflow> {
  const actions = new Map<string, LocalAction>();
  let steps = workflow.jobs.flatMap((job) => job.steps);
  const scripts = new Map<string, LocalScript>();
  const seen: Step[] = [...steps];
  while (steps.length > 0) {
    const found = await Promise.all(
      localFolders(steps)
        .filter((folder) => !actions.has(folder))
        .map(shared.action),
    );
    const fresh = found.flatMap((action) => action ?? []);
    for (const action of fresh) actions.set(action.folder, action);
    steps = fresh.flatMap((action) => action.steps);
    seen.push(...steps);
  }
  let calls = seen.flatMap(({ run }) => run?.calls ?? []);
  for (let round = 0; round < ROUNDS && calls.length > 0; round++) {
    const targets = [...new Set(calls.map(({ target }) => target))].filter((target) => !scripts.has(target));
    const found = (await Promise.all(targets.map(shared.script))).flatMap((script) => script ?? []);
    for (const script of found) scripts.set(script.target, script);
    calls = found.flatMap(({ script }) => script.calls);
  }
  return { ...workflow, actions: [...actions.values()], scripts: [...scripts.values()] };
}

function localFolders(steps: readonly Step[]): readonly string[] {
  // `$/` is the repository at the running commit, `./` the workspace: the same tree to who reads it.
  const folders = steps.flatMap(({ uses }) => /^[.$]\/(.*)$/.exec(uses?.value ?? '')?.[1] ?? []);
  return [...new Set(folders.map((folder) => below('', folder)))];
}

async function loadAction(reader: Reader, folder: string): Promise<LocalAction | null> {
  for (const name of ['action.yml', 'action.yaml']) {
    const source = await reader.text(below(folder, name));
    if (source !== null) return isUnknown(source) ? null : readAction(source, folder);
  }
  return null;
}

async function loadScript(reader: Reader, target: string): Promise<LocalScript | null> {
  const [runner, ...rest] = target.split(':');
  if (runner === 'file') {
    const file = rest.join(':');
    const source = await reader.text(file, GUESS);
    return source === null || isUnknown(source) ? null : { target, file, script: wholeFile(source) };
  }
  const folder = rest[0] ?? '';
  const name = rest.slice(1).join(':');
  if (runner === 'tox' || runner === 'nox') {
    const found = await (runner === 'tox' ? toxScripts : noxScripts)(reader, folder, name);
    return found === null ? null : { target, file: found.file, script: joined(found.parts, []) };
  }
  return runner === 'make'
    ? loadRecipe(reader, 'make', folder, name, ['GNUmakefile', 'makefile', 'Makefile'], makeRecipes)
    : loadRecipe(reader, 'just', folder, name, ['justfile', '.justfile', 'Justfile'], justRecipes);
}

function wholeFile(source: SourceText): Script {
  const lines: number[] = [0];
  for (let at = source.text.indexOf('\n'); at !== -1; at = source.text.indexOf('\n', at + 1)) lines.push(at + 1);
  const place = { kind: 'file', file: source.file } as const;
  const interpreter =
    interpreterOf(source.text) ?? /\.(py|js|mjs|ts|rb|pl)$/.exec(source.file)?.[1]?.replace(/^py$/, 'python') ?? null;
  return readScript({ file: source.file, text: source.text, place, lines }, interpreter, '');
}

async function loadRecipe(
  reader: Reader,
  runner: 'make' | 'just',
  folder: string,
  name: string,
  names: readonly string[],
  parse: (source: SourceText) => readonly Recipe[],
): Promise<LocalScript | null> {
  const file = names.map((one) => below(folder, one)).find((path) => reader.paths.has(path));
  const source = file === undefined ? null : await reader.text(file, GUESS);
  if (source === null || isUnknown(source)) return null;
  const recipes = parse(source);
  const wanted = name === '' ? (recipes[0]?.name ?? '') : name;
  const found = recipes.filter((recipe) => recipe.name === wanted);
  const [first] = found;
  if (first === undefined) return null;
  const parts = found.map((recipe) => readScript(recipe.script, recipe.interpreter, folder));
  const before: readonly ScriptCall[] = found
    .flatMap(({ dependencies }) => dependencies.filter((other) => recipes.some((recipe) => recipe.name === other)))
    .map((other) => ({ target: recipeTarget(runner, folder, other), command: null }));
  return { target: recipeTarget(runner, folder, name), file: source.file, script: joined(parts, before) };
}

/** One script out of the parts of a target that is given several times, and what runs before it. */
function joined(parts: readonly Script[], before: readonly ScriptCall[]): Script {
  const [first] = parts;
  if (first === undefined) throw new Error('a recipe without parts');
  const unreadable = parts.map(({ commands }) => commands).find(isUnknown);
  return {
    text: parts.map(({ text }) => text).join('\n'),
    place: first.place,
    commands: unreadable ?? parts.flatMap(({ commands }) => (isUnknown(commands) ? [] : commands)),
    calls: [...before, ...parts.flatMap(({ calls }) => calls)],
  };
}
