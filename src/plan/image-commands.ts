import { isUnknown } from '../core/unknown.ts';
import type { Place } from '../core/place.ts';
import type { ShellCommand } from '../project/shell.ts';
import type { Script } from '../project/workflow.ts';
import type { Answer } from './answer.ts';
import { buildArgsOf, dockerfileOf } from './image-actions.ts';
import { metadataNames } from './image-idiom.ts';
import type { NameScene } from './image-names.ts';
import { nameFrom } from './image-names.ts';
import type { Argument, Arguments, ScriptReading } from './image-script.ts';
import { argumentsOf, assign, parseArguments, readingOf, valuesOf } from './image-script.ts';
import { listOfInput } from './image-text.ts';
import type { FoundBuild, ImageBuild, ImageName } from './images.ts';
import { holesIn, isWhole } from '../core/partial.ts';
import type { JobRun, StepRun } from './simulation.ts';

/** What was built under a name and not pushed yet. */
export type LocalImages = Map<string, Made>;

type Made = Pick<ImageBuild, 'platforms' | 'dockerfile' | 'context' | 'target' | 'buildArgs' | 'labels'>;

const NOTHING_KNOWN: Made = {
  platforms: [],
  dockerfile: null,
  context: null,
  target: null,
  buildArgs: [],
  labels: null,
};

type Scene = {
  readonly job: JobRun;
  readonly step: StepRun;
  readonly names: NameScene;
  readonly local: LocalImages;
  readonly reading: ScriptReading;
  readonly sure: Answer;
  readonly builds: FoundBuild[];
  readonly unsure: { readonly reason: string; readonly place: Place }[];
};

/** A script in which what is run may depend on a condition. */
const BRANCHES = /(?:^|[\s;(])(?:if|case|for|while|until|function|select)\s|\|\||\(\)/;

/** Programs that push images in ways of their own, and scripts of other languages that run one of those. */
const PUSHES =
  /\b(?:docker|podman|nerdctl|buildah)\b[^\n]{0,300}(?:\bpush\b|--push)|\bimagetools create\b|\b(?:docker compose|docker-compose)\b[^\n]{0,100}\bpush\b/;
const OTHERS =
  /^(?:crane (?:copy|cp|push|tag|append|mutate)|skopeo copy|regctl image copy|ko (?:build|publish|resolve|apply)|goreleaser(?: release)?|pack build|earthly|buildctl build|werf (?:build|publish)|img push|kaniko|executor|repo2docker)\b/;

/** Without one of these words a script has nothing to do with images. */
const CONCERNED =
  /docker|podman|nerdctl|buildah|crane|skopeo|regctl|\bko\b|goreleaser|\bpack\b|earthly|buildctl|werf|\bimg\b|kaniko|executor/;

/** Whether a script may have to do with images, itself or through what it calls. */
export function scriptConcernsImages({ calls, commands, text }: Script): boolean {
  return calls.length > 0 || CONCERNED.test(text) || (isUnknown(commands) && PUSHES.test(text));
}

/** What a script pushes. */
export function scriptBuilds(
  script: Script,
  at: { readonly job: JobRun; readonly step: StepRun },
  names: NameScene,
  local: LocalImages,
): Pick<Scene, 'builds' | 'unsure'> {
  const { commands, text } = script;
  const builds: FoundBuild[] = [];
  const unsure: Scene['unsure'] = [];
  for (const { target } of script.calls) {
    const called = at.job.workflow.scripts.find((one) => one.target === target);
    if (called !== undefined && PUSHES.test(called.script.text))
      unsure.push({ reason: `${target} may push images`, place: script.place });
  }
  if (isUnknown(commands)) {
    if (PUSHES.test(text)) unsure.push({ reason: `${commands.unknown} may push images`, place: script.place });
    return { builds, unsure };
  }
  if (!CONCERNED.test(text)) return { builds, unsure };
  const isBranching = BRANCHES.test(text);
  const sure: Answer = isBranching
    ? { is: 'unknown', reason: 'it stands in a script that goes several ways', place: script.place }
    : { is: 'yes', reason: 'the script runs from top to bottom', place: script.place };
  const scene: Scene = { ...at, names, local, reading: readingOf(at.step), sure, builds, unsure };
  for (const command of commands) {
    assign(command, scene.reading);
    if (command.words.length > 0) readCommand(command, scene);
  }
  return { builds, unsure };
}

function readCommand(command: ShellCommand, scene: Scene): void {
  const all = argumentsOf(command, scene.reading);
  const words = /^(?:sudo|time|exec|command)$/.test(all[0]?.text ?? '') ? all.slice(1) : all;
  const program = (words[0]?.text ?? '').split('/').at(-1) ?? '';
  const line = [program, ...words.slice(1).map(({ text }) => text)].join(' ');
  if (/^(?:docker|podman|nerdctl|buildah)$/.test(program)) engine(program, command, words.slice(1), scene);
  else if (OTHERS.test(line) && !/^pack build(?!.*--publish)|^earthly(?!.*--push)|--snapshot/.test(line))
    scene.unsure.push({ reason: `\`${program}\` may push images`, place: command.place });
  else if (program === 'docker-compose' && /\bpush\b/.test(line))
    scene.unsure.push({ reason: '`docker-compose` may push images', place: command.place });
}

/** Groups of subcommands whose members are commands of their own. */
const GROUPS = /^(?:buildx|image|builder|imagetools|manifest|compose|container)$/;

function engine(program: string, command: ShellCommand, words: readonly Argument[], scene: Scene): void {
  let i = 0;
  const path: string[] = [];
  for (; i < words.length; i++) {
    const text = words[i]?.text ?? '';
    if (text.startsWith('-')) {
      if (/^(?:--context|--config|-H|--host|--log-level|-l|--builder)$/.test(text)) i += 1;
      continue;
    }
    path.push(text);
    if (!GROUPS.test(text)) break;
  }
  const args = parseArguments(words.slice(i + 1));
  const title = [program, ...path].join(' ');
  const sub = path.filter((one) => !/^(?:image|builder|container)$/.test(one)).join(' ');
  if (/^(?:buildx )?(?:build|b)$|^bud$/.test(sub)) build(title, command, args, scene);
  else if (sub === 'tag') retag(args, scene);
  else if (sub === 'push' || sub === 'manifest push') push(title, command, args, scene);
  else if (sub === 'manifest create') scene.local.set(args.rest[0]?.text ?? '', NOTHING_KNOWN);
  else if (sub === 'buildx imagetools create') merge(title, command, args, scene);
  else if (/^(?:buildx bake|compose push|compose build)$/.test(sub)) {
    const mayPush = sub === 'compose push' || args.options.has('--push');
    if (mayPush) scene.unsure.push({ reason: `\`${title}\` may push images`, place: command.place });
  }
}

function build(title: string, command: ShellCommand, args: Arguments, scene: Scene): void {
  const value = (...names: readonly string[]): string | null => valuesOf(args, ...names).at(-1)?.text ?? null;
  const context = args.rest.at(-1)?.text ?? null;
  const made: Made = {
    platforms: valuesOf(args, '--platform').flatMap(({ text }) => listOfInput(text)),
    dockerfile: dockerfileOf(value('-f', '--file'), context),
    context,
    target: value('--target'),
    buildArgs: buildArgsOf(valuesOf(args, '--build-arg').map(({ text }) => text)),
    labels:
      valuesOf(args, '--label')
        .map(({ text }) => text)
        .join('\n') || null,
  };
  const outputs = valuesOf(args, '-o', '--output')
    .map(({ text }) => text)
    .join(',');
  const flag = args.options.get('--push')?.at(-1);
  const pushes = (flag !== undefined && flag.text !== 'false') || /push=true|type=registry/.test(outputs);
  const tags = valuesOf(args, '-t', '--tag');
  for (const { text } of tags) scene.local.set(text, made);
  const isDigest = outputs.includes('push-by-digest=true');
  const open = args.rest.find(({ text }) => !isWhole(text) && text !== context);
  add(title, command, tags, open, made, {
    scene,
    kind: isDigest ? 'digest' : 'tags',
    push: pushes ? scene.sure : { is: 'no', reason: `\`${title}\` does not push`, place: command.place },
  });
}

function retag({ rest: [from, to] }: Arguments, { local }: Scene): void {
  if (from !== undefined && to !== undefined) local.set(to.text, local.get(from.text) ?? NOTHING_KNOWN);
}

function push(title: string, command: ShellCommand, args: Arguments, scene: Scene): void {
  const name = args.rest.at(-1);
  if (name === undefined) return;
  const plain = { ...name, text: name.text.replace(/^docker:\/\//, '') };
  const isAll = args.options.has('-a') || args.options.has('--all-tags');
  const all = isAll
    ? [...scene.local.keys()].filter((one) => one.startsWith(`${plain.text}:`)).map((text) => ({ ...plain, text }))
    : [plain];
  const kind = title.includes('manifest') ? 'merge' : 'tags';
  for (const one of all) {
    const made = scene.local.get(args.rest[0]?.text === one.text ? one.text : (args.rest[0]?.text ?? one.text));
    add(title, command, [one], undefined, made ?? scene.local.get(one.text) ?? NOTHING_KNOWN, {
      scene,
      kind,
      push: scene.sure,
    });
  }
  if (all.length === 0) scene.unsure.push({ reason: `\`${title} --all-tags\` pushes images`, place: command.place });
}

/** `docker buildx imagetools create`: an index over images that have been pushed. */
function merge(title: string, command: ShellCommand, args: Arguments, scene: Scene): void {
  if (args.options.has('--dry-run')) return;
  const tags = valuesOf(args, '-t', '--tag');
  const made = metadataNames([...args.rest, ...tags], scene);
  const plain = tags.filter(({ text }) => isWhole(text) || made === null);
  const open = made === null && tags.length === 0 ? args.rest.find(({ text }) => !isWhole(text)) : undefined;
  add(title, command, plain, open, NOTHING_KNOWN, { scene, kind: 'merge', push: scene.sure }, made ?? []);
}

function add(
  tool: string,
  command: ShellCommand,
  tags: readonly Argument[],
  open: Argument | undefined,
  made: Made,
  { scene, kind, push: pushes }: { readonly scene: Scene; readonly kind: ImageBuild['kind']; readonly push: Answer },
  more: readonly ImageName[] = [],
): void {
  const { job, step, names: nameScene } = scene;
  const names: ImageName[] = [...more];
  let unread = open === undefined ? null : holesIn(open.text).join(', ');
  for (const { text, place, raw } of tags) {
    const name = nameFrom(text, place, { job, raw }, nameScene);
    if (name === null) unread ??= holesIn(text).join(', ') || 'a variable that is empty';
    else names.push(name);
  }
  scene.builds.push({
    ...made,
    run: nameScene.run,
    job,
    step,
    tool,
    kind,
    names,
    place: command.place,
    push: pushes,
    open: unread,
    namesPlace: command.place,
  });
}
