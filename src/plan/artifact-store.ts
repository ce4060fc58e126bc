import type { Place } from '../core/place.ts';
import type { Project } from '../project/project.ts';
import type { Step } from '../project/workflow.ts';
import type { ActionVersion } from './action-versions.ts';
import { actionVersion } from './action-versions.ts';
import type { Disk } from './artifact-disk.ts';
import { leaveOpen, openIn, picked, put } from './artifact-disk.ts';
import { below, commonFolder, hasWildcard, literalFolder, pathIn, takes } from './artifact-paths.ts';
import type { DistFile, StoredArtifact } from './artifacts.ts';
import { equalPartial, hole, holesIn, isWhole } from '../core/partial.ts';
import type { Partial } from '../core/partial.ts';
import type { JobRun, StepRun, WorkflowRun } from './simulation.ts';

/** Where a step stands. */
export type StoreScene = {
  readonly run: WorkflowRun;
  readonly job: JobRun;
  readonly sources: Project['sources'];
};

/** Whether the version of an action is at least a major one; null where that is not known. */
export function isAtLeast(step: StepRun, major: number, sources: Project['sources']): boolean | null {
  const { uses } = step.step;
  if (uses === null) return null;
  const version = versionOf(step.step, uses, sources);
  if (version.kind === 'unknown') return null;
  return (version.kind === 'fixed' ? version.release[0] : version.line[0]) >= major;
}

const versions = new WeakMap<Step, ActionVersion>();

/** Told once for all events and legs of a matrix. */
function versionOf(step: Step, uses: NonNullable<Step['uses']>, sources: Project['sources']): ActionVersion {
  const kept = versions.get(step);
  if (kept !== undefined) return kept;
  const made = actionVersion(uses.value, commentBehind(uses.place, sources));
  versions.set(step, made);
  return made;
}

function commentBehind(place: Place, sources: Project['sources']): string | null {
  const text = place.kind === 'span' ? sources.get(place.file)?.text : undefined;
  if (text === undefined || place.kind !== 'span') return null;
  return /^["']?[ \t]{1,200}(#[^\r\n]{0,200})/.exec(text.slice(place.span.end, place.span.end + 500))?.[1] ?? null;
}

/** What actions/upload-artifact stores. */
export function storedBy(step: StepRun, disk: Disk, { run, job, sources }: StoreScene): StoredArtifact {
  const given = step.input('path');
  const patterns = (given?.value ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => (line.startsWith('!') ? `!${pathIn('', line.slice(1))}` : pathIn('', line)));
  const { files, open } = picked(disk, patterns);
  const roots = searchPaths(patterns.filter((pattern) => !pattern.startsWith('!')));
  const root = rootOf(roots, patterns, files);
  const maybe = roots.map((path) => openIn(disk, path)).find((reason) => reason !== null) ?? null;
  const overwrite = step.input('overwrite')?.value.trim() ?? 'false';
  return {
    run,
    job,
    step,
    name: nameStored(step),
    place: step.input('name')?.place ?? step.step.uses?.place ?? step.step.place,
    files: files.map((file) => ({ ...file, path: below(root, file.path) ?? file.path })),
    open: open ?? maybe ?? (step.runs.is === 'unknown' || job.runs.is === 'unknown' ? 'it may not be stored' : null),
    isUnique: isAtLeast(step, 4, sources),
    overwrites: isWhole(overwrite) ? /^true$/i.test(overwrite) : null,
  };
}

/** The name that actions/upload-artifact stores under. */
export function nameStored(step: StepRun): Partial {
  // Without an archive the artifact is called as its one file is, since v7.
  const archive = step.input('archive')?.value.trim() ?? 'true';
  if (!/^true$/i.test(archive)) return hole('the name of a file that is stored without an archive');
  const name = step.input('name');
  // A name that comes to nothing is more likely one that was not followed.
  return name === null ? 'artifact' : name.value.trim() || hole('a name that comes to nothing');
}

/** Folders that are searched: those that lie in another one are left out, as `@actions/glob` does. */
function searchPaths(patterns: readonly Partial[]): readonly Partial[] {
  const all = [...new Set(patterns.map(literalFolder))];
  return all.filter((path) => !all.some((other) => other !== path && below(other, path) !== null));
}

/**
 * The least common ancestor of several paths; of one, the path itself, or the folder of a file that is named without a
 * wildcard. https://github.com/actions/upload-artifact/blob/main/src/shared/search.ts
 */
function rootOf(roots: readonly Partial[], patterns: readonly Partial[], files: readonly DistFile[]): Partial {
  const [only = '', ...others] = roots;
  if (others.length > 0) return commonFolder(roots);
  const isFile = patterns.length === 1 && !hasWildcard(only) && files.some(({ path }) => path === only);
  // A name with an extension that nobody is known to make is taken for a file's.
  const looksLikeFile = files.length === 0 && /\.(?:whl|tar\.gz|zip|json|txt)$/.test(only);
  return isFile || looksLikeFile ? only.split('/').slice(0, -1).join('/') : only;
}

/** What the jobs of a run have stored when a step asks for it. */
export type Stored = {
  /** By the jobs that it needs. */
  readonly ready: readonly StoredArtifact[];
  /** Names of those of others, which may be ready or not; each once. */
  readonly others: readonly Partial[];
  /** Why there may be more; null where there is not. */
  readonly open: string | null;
};

const ELSEWHERE = 'what an artifact of another run or repository holds';

/** What actions/download-artifact puts on the disk. */
export function download(step: StepRun, disk: Disk, stored: Stored, sources: Project['sources']): void {
  const folder = pathIn('', step.input('path')?.value ?? '');
  const given = (name: string): Partial => step.input(name)?.value.trim() ?? '';
  const isKnown = step.runs.is === 'yes' && isAtLeast(step, 2, sources) === true;
  const ids = given('artifact-ids');
  const isOwn = given('run-id') === '' && given('repository') === '' && (ids === '' || isOnlyOne(ids, stored));
  if (!isKnown || !isOwn) {
    const reason = isOwn ? 'what a version of actions/download-artifact that is not known puts there' : ELSEWHERE;
    leaveOpen(disk, folder, step.runs.is === 'yes' ? reason : 'a download that may not happen');
    return;
  }
  const name = given('name');
  if (name === '') downloadAll(step, disk, stored, folder, sources);
  else downloadOne(name, disk, stored, folder);
}

/** The number that a step of the run puts out for the one artifact that there is. */
function isOnlyOne(ids: Partial, { ready, others, open }: Stored): boolean {
  const [reason, ...more] = holesIn(ids);
  const isOutput = reason === 'what actions/upload-artifact puts out' && more.length === 0;
  return isOutput && ready.length === 1 && others.length === 0 && open === null;
}

function downloadOne(name: Partial, disk: Disk, { ready, others, open }: Stored, folder: Partial): void {
  const sure = isWhole(name) ? ready.filter((one) => equalPartial(one.name, name) === true) : [];
  const isMore =
    others.some((one) => equalPartial(one, name) !== false) ||
    ready.some((one) => equalPartial(one.name, name) === null);
  for (const artifact of sure) unpack(artifact, disk, folder);
  if (sure.length === 0)
    leaveOpen(disk, folder, open ?? `what the artifact ${isWhole(name) ? name : 'of a computed name'} holds`);
  else if (isMore) leaveOpen(disk, folder, `whether more jobs store ${name}`);
}

function downloadAll(step: StepRun, disk: Disk, stored: Stored, folder: Partial, sources: Project['sources']): void {
  const { ready, others } = stored;
  // Patterns and merging came with v4; older versions take no notice of them.
  const isNew = isAtLeast(step, 4, sources);
  const pattern = isNew === false ? '' : (step.input('pattern')?.value.trim() ?? '');
  const merge = isNew === false ? 'false' : (step.input('merge-multiple')?.value.trim() ?? 'false');
  const fits = (one: Partial): 'yes' | 'no' | 'maybe' => (pattern === '' ? 'yes' : takes(pattern, one));
  const chosen = ready.filter((one) => fits(one.name) === 'yes');
  const unsure = [
    ...ready.map(({ name }) => name).filter((one) => fits(one) === 'maybe'),
    ...others.filter((one) => fits(one) !== 'no'),
  ];
  const isOne = singles(
    step,
    sources,
    new Set(chosen.map((one) => one.name)).size,
    unsure.length > 0 || stored.open !== null,
  );
  const isFlat = /^true$/i.test(merge) ? true : isWhole(merge) ? isOne : null;
  if (isFlat === null || (isNew === null && (pattern !== '' || /true/i.test(merge)))) {
    leaveOpen(disk, folder, 'how many artifacts there are');
    return;
  }
  for (const artifact of chosen) unpack(artifact, disk, isFlat ? folder : pathIn(folder, artifact.name));
  if (unsure.length > 0 || stored.open !== null) {
    // Folders of their own leave what lies beside them as it is.
    if (isFlat) leaveOpen(disk, folder, stored.open ?? 'which artifacts are there by then');
    else for (const one of unsure) leaveOpen(disk, pathIn(folder, one), 'whether the artifact is there by then');
  }
  if (chosen.length === 0) leaveOpen(disk, folder, stored.open ?? 'which artifacts the pattern finds');
}

/** From v5 on, one artifact alone gets no folder of its own. */
function singles(step: StepRun, sources: Project['sources'], count: number, isOpen: boolean): boolean | null {
  if (count > 1) return false;
  const isNew = isAtLeast(step, 5, sources);
  if (isNew === false) return false;
  return isNew === null || isOpen ? null : true;
}

function unpack(artifact: StoredArtifact, disk: Disk, folder: Partial): void {
  put(
    disk,
    artifact.files.map((file) => ({ ...file, path: pathIn(folder, file.path) })),
  );
  if (artifact.open !== null) leaveOpen(disk, folder, artifact.open);
}
