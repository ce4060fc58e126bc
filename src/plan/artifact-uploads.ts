import { isUnknown } from '../core/unknown.ts';
import type { ShellCommand, ShellWord } from '../project/shell.ts';
import type { BuildScene } from './artifact-builds.ts';
import { buildOf } from './artifact-builds.ts';
import { runScript } from './artifact-commands.ts';
import type { Disk } from './artifact-disk.ts';
import { filesIn, leaveOpen, openIn, put } from './artifact-disk.ts';
import type { RunFiles } from './artifact-jobs.ts';
import { buildSceneOf } from './artifact-jobs.ts';
import { hasWildcard, literalFolder, pathIn, takes } from './artifact-paths.ts';
import type { DistFile, DistUpload } from './artifacts.ts';
import type { Partial } from '../core/partial.ts';
import { hole, holesIn, isWhole } from '../core/partial.ts';
import type { Upload } from './publishing.ts';
import type { JobRun, StepRun } from './simulation.ts';
import { uploadCommandOf } from './upload-commands.ts';

type Found = Pick<DistUpload, 'folder' | 'files' | 'open'>;

type Scene = {
  readonly upload: Upload;
  readonly step: StepRun;
  readonly job: JobRun;
  /** As the step finds it. */
  readonly disk: Disk;
  readonly files: RunFiles;
};

/** What an upload finds in the folder that it uploads from. */
export function uploadedFiles(scene: Scene): Found {
  const { upload, step } = scene;
  if (upload.pypa !== null) {
    const given = step.input('packages-dir') ?? step.input('packages_dir');
    const folder = pathIn('', given === null || given.value.trim() === '' ? 'dist' : given.value);
    return inFolder(folder, null, scene);
  }
  const script = step.step.run;
  if (script === null || isUnknown(script.commands))
    return { folder: hole(`what ${upload.tool} uploads`), files: [], open: `how ${upload.tool} finds its files` };
  const command = script.commands.find(({ place }) => place === upload.place);
  if (command === undefined)
    return { folder: hole('a script that the step calls'), files: [], open: 'a script that the step calls' };
  const at = runScript(script, scene.disk, buildSceneOf(step, scene.job, scene.files), command);
  return at === null ? { folder: hole('the script'), files: [], open: 'the script' } : fromCommand(command, at, scene);
}

function fromCommand(command: ShellCommand, at: BuildScene, scene: Scene): Found {
  const found = uploadCommandOf(command);
  if (found === null) return { folder: hole('the command'), files: [], open: 'the command' };
  const { program, args } = found;
  const has = (flag: RegExp): boolean => args.some(({ text }) => flag.test(text));
  // They build what they upload, unless they are told not to.
  const builds =
    (program === 'flit' || (program === 'pdm' && !has(/^--no-build$/)) || (program === 'poetry' && has(/^--build$/))) &&
    !has(/^--no-build$/);
  if (builds) {
    const build = buildOf({ ...command, words: [wordOf(program, command), wordOf('build', command)] }, at);
    if (build !== null) {
      put(scene.disk, build.files);
      return inFolder(build.folder, null, scene);
    }
  }
  if (program === 'maturin' || program === 'setup.py') {
    const folder = pathIn(at.folder, program === 'maturin' ? 'target/wheels' : 'dist');
    leaveOpen(scene.disk, folder, `what ${program} builds`);
    return inFolder(folder, null, scene);
  }
  const patterns = positional(args).map((text) => pathIn(at.folder, at.word(text)));
  const [first] = patterns;
  const folder = first === undefined ? pathIn(at.folder, 'dist') : folderOf(first);
  return inFolder(folder, patterns.length === 0 ? null : patterns, scene);
}

/** `dist/*` and `dist/demo-1.0.whl` lie in `dist`. */
function folderOf(pattern: Partial): Partial {
  if (hasWildcard(pattern)) return literalFolder(pattern);
  return /\.(?:whl|tar\.gz|zip)$/.test(pattern) ? pattern.split('/').slice(0, -1).join('/') : pattern;
}

const TAKES_WORD =
  /^(?:-r|--repository|--repository-url|-u|--username|-p|--password|-c|--comment|--config-file|-i|--identity|--sign-with|--cert|--client-cert|-t|--token|--publish-url|--check-url|--index|--trusted-publishing|--keyring-provider|-a|--auth|--repo|-o|--initialize-auth|--ca-cert|--client-key|--dist-dir|-d|--dest)$/;

function positional(args: readonly ShellWord[]): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const text = args[at]?.text ?? '';
    if (TAKES_WORD.test(text)) at++;
    else if (!text.startsWith('-')) found.push(text);
  }
  return found;
}

function wordOf(text: string, { place }: ShellCommand): ShellWord {
  return { text, isLiteral: true, place };
}

function inFolder(folder: Partial, patterns: readonly Partial[] | null, { disk, files, step, job }: Scene): Found {
  const all = filesIn(disk, folder);
  const takesFile = ({ path }: DistFile): boolean =>
    patterns === null ||
    patterns.some((one) => one === folder || takes(one, folder === '' ? path : `${folder}/${path}`) !== 'no');
  const runs = step.runs.is === 'yes' && job.runs.is === 'yes';
  const open =
    openIn(disk, folder) ??
    (isWhole(folder) ? null : holesIn(folder).join(', ')) ??
    (hasTrackedFiles(folder, files) ? 'files of the repository that lie there' : null) ??
    (patterns?.some((one) => !isWhole(one)) === true ? 'a computed pattern' : null) ??
    (runs ? null : 'an upload that may not happen');
  return { folder, files: all.filter(takesFile), open };
}

/** Hidden files are not among those that `dist/*` stands for. */
function hasTrackedFiles(folder: Partial, { project: { allPaths } }: RunFiles): boolean {
  const kept = tracked.get(allPaths) ?? new Map<Partial, boolean>();
  tracked.set(allPaths, kept);
  const made = kept.get(folder) ?? holdsFiles(folder, allPaths);
  kept.set(folder, made);
  return made;
}

/** The legs of a matrix upload from the same folders. */
const tracked = new WeakMap<ReadonlySet<string>, Map<Partial, boolean>>();

function holdsFiles(folder: Partial, allPaths: ReadonlySet<string>): boolean {
  if (folder === '') return true;
  const start = `${folder}/`;
  for (const path of allPaths) {
    if (path.startsWith(start) && !path.slice(start.length).startsWith('.')) return true;
  }
  return false;
}
