import type { Project } from '../project/project.ts';
import type { Step } from '../project/workflow.ts';
import { known } from '../core/unknown.ts';
import { parsePep440 } from '../version/pep440.ts';
import type { BuildScene, DistName } from './artifact-builds.ts';
import { runScript } from './artifact-commands.ts';
import type { Disk } from './artifact-disk.ts';
import { emptyDisk, fileAt, leaveOpen, put } from './artifact-disk.ts';
import { pathIn } from './artifact-paths.ts';
import type { Stored } from './artifact-store.ts';
import { download, nameStored, storedBy } from './artifact-store.ts';
import type { StoredArtifact } from './artifacts.ts';
import { cibuildwheelWheels, maturinFiles } from './built-wheels.ts';
import type { Partial } from '../core/partial.ts';
import { isWhole, leadingHole } from '../core/partial.ts';
import type { JobGroup } from './job-groups.ts';
import { groupsOf } from './job-groups.ts';
import { jobTest } from './job-steps.ts';
import { RELEASE_ACTIONS } from './release-step-table.ts';
import type { JobRun, StepRun, WorkflowRun } from './simulation.ts';
import { actionReference, isMaturinAction } from './upload-actions.ts';

/** A run of a workflow while its jobs are gone through, each when another one asks for it. */
export type RunFiles = {
  readonly run: WorkflowRun;
  readonly project: Project;
  /** Of the release; null where the run is for another one, or for none. */
  readonly version: string | null;
  readonly done: Map<JobRun, JobFiles>;
  readonly open: Set<JobRun>;
  /** What is stored before a job, and under which names, once for all who ask. */
  readonly before: Map<JobGroup, StoredBefore>;
  readonly names: Map<JobRun, readonly Partial[]>;
};

export function runFiles(given: Pick<RunFiles, 'run' | 'project' | 'version'>): RunFiles {
  return { ...given, done: new Map(), open: new Set(), before: new Map(), names: new Map() };
}

/** What the steps of a job leave. */
export type JobFiles = {
  readonly artifacts: readonly StoredArtifact[];
  /** The disk as a step finds it. */
  readonly at: ReadonlyMap<StepRun, Disk>;
  /** Why it may have stored more; null where it has not. */
  readonly more: string | null;
};

/** Actions that leave the files of a job as they are. */
const HARMLESS =
  /^(?:actions\/(?:setup-[\w-]+|cache|attest[\w-]*|create-github-app-token|github-script|labeler)|astral-sh\/setup-uv|pypa\/gh-action-pypi-publish|docker\/[\w-]+|codecov\/[\w-]+|dtolnay\/rust-toolchain|actions-rs\/toolchain|conda-incubator\/setup-miniconda|step-security\/harden-runner|snok\/install-poetry|abatilo\/actions-poetry|pdm-project\/setup-pdm|swatinem\/rust-cache|mamba-org\/[\w-]+|prefix-dev\/setup-pixi|hynek\/setup-cached-uv|ilammy\/msvc-dev-cmd|extractions\/setup-just|slackapi\/[\w-]+|webfactory\/ssh-agent|pre-commit\/action|tibdex\/github-app-token|apache\/skywalking-eyes|pypa\/hatch|taiki-e\/install-action|mozilla-actions\/sccache-action|peter-evans\/repository-dispatch|aws-actions\/[\w-]+|google-github-actions\/auth|leafo\/gh-actions-lua)(?:\/|$)/;

/** Goes through the steps of a job. */
export function jobFiles(job: JobRun, files: RunFiles): JobFiles {
  const kept = files.done.get(job);
  if (kept !== undefined) return kept;
  if (files.open.has(job)) return { artifacts: [], at: new Map(), more: 'jobs that need one another' };
  files.open.add(job);
  const disk = emptyDisk();
  const at = new Map<StepRun, Disk>();
  const artifacts: StoredArtifact[] = [];
  let { more } = nothingOf(job);
  if (job.runsOn.some((label) => label === 'self-hosted')) leaveOpen(disk, '', 'what the machine keeps');
  for (const step of job.steps) {
    at.set(step, { files: disk.files, opens: disk.opens });
    if (step.runs.is === 'no') continue;
    const stored = runStep(step, disk, job, files, artifacts);
    artifacts.push(...stored.artifacts);
    more ??= stored.more;
  }
  const made: JobFiles = { artifacts, at, more };
  files.open.delete(job);
  files.done.set(job, made);
  return made;
}

type StepFiles = Pick<JobFiles, 'artifacts' | 'more'>;

const NOTHING: StepFiles = { artifacts: [], more: null };

function runStep(step: StepRun, disk: Disk, job: JobRun, files: RunFiles, own: readonly StoredArtifact[]): StepFiles {
  const { uses, run } = step.step;
  const isSure = step.runs.is === 'yes';
  if (run !== null) {
    runScript(run, disk, buildSceneOf(step, job, files), null);
    if (!isSure) leaveOpen(disk, '', 'a step that may not run');
    return NOTHING;
  }
  if (uses === null) return NOTHING;
  const { slug } = actionReference(uses.value);
  if (slug === 'actions/checkout') {
    if (isSure) checkout(step, disk);
    return NOTHING;
  }
  if (slug === 'actions/upload-artifact')
    return { artifacts: [storedBy(step, disk, { run: files.run, job, sources: files.project.sources })], more: null };
  if (slug === 'actions/download-artifact') {
    download(step, disk, storedBefore(job, files, own), files.project.sources);
    return NOTHING;
  }
  if (slug === 'hynek/build-and-inspect-python-package')
    return { artifacts: [inspected(step, job, files)], more: null };
  const built = slug.startsWith('pypa/cibuildwheel')
    ? cibuildwheelWheels(step, job, nameIn(pathIn('', step.input('package-dir')?.value ?? ''), files), uses.place)
    : isMaturinAction({ slug, name: '', ref: '' })
      ? maturinFiles(step, job, nameIn(pathIn('', step.input('working-directory')?.value ?? ''), files), uses.place)
      : null;
  if (built !== null) {
    put(disk, built.files);
    if (!isSure) leaveOpen(disk, built.folder, 'a build that may not run');
    return NOTHING;
  }
  if (HARMLESS.test(slug) || Object.hasOwn(RELEASE_ACTIONS, slug)) return NOTHING;
  if (slug === 'sigstore/gh-action-sigstore-python') {
    // It writes a bundle beside each file that it signs.
    const signed = (step.input('inputs')?.value ?? '').split(/\s+/).filter((one) => one !== '');
    for (const one of signed) leaveOpen(disk, pathIn('', one).split('/').slice(0, -1).join('/'), `what ${slug} writes`);
    return NOTHING;
  }
  leaveOpen(disk, '', `what ${uses.value.split('@')[0] ?? slug} does`);
  return { artifacts: [], more: null };
}

/** A checkout takes away what lies in its folder, unless it is told to leave it. */
function checkout(step: StepRun, disk: Disk): void {
  if (/^\s*false\s*$/i.test(step.input('clean')?.value ?? '')) return;
  const path = pathIn('', step.input('path')?.value ?? '');
  if (!isWhole(path)) return;
  const isIn = (one: Partial): boolean =>
    /^[/~]/.test(one) || leadingHole(one) !== null ? false : path === '' || one === path || one.startsWith(`${path}/`);
  disk.files = disk.files.filter((file) => !isIn(file.path));
  disk.opens = disk.opens.filter(({ under }) => under === '' || !isIn(under));
}

/** The artifact that hynek's action stores what it built in. */
function inspected(step: StepRun, job: JobRun, files: RunFiles): StoredArtifact {
  const place = step.step.uses?.place ?? step.step.place;
  const name = nameIn(pathIn('', step.input('path')?.value ?? ''), files);
  const suffix = step.input('upload-name-suffix')?.value.trim() ?? '';
  const tool = 'hynek/build-and-inspect-python-package';
  const wheel = fileAt(name.wheel, place, tool);
  const skips = step.input('skip-wheel')?.value.trim() ?? 'false';
  return {
    run: files.run,
    job,
    step,
    name: `Packages${suffix}`,
    place,
    files: /^true$/i.test(skips) ? [fileAt(name.sdist, place, tool)] : [fileAt(name.sdist, place, tool), wheel],
    open: step.runs.is === 'unknown' || job.runs.is === 'unknown' || !isWhole(skips) ? 'it may not be stored' : null,
    isUnique: true,
    overwrites: false,
  };
}

/** Where the commands of a step run. */
export function buildSceneOf(step: StepRun, job: JobRun, files: RunFiles): Omit<BuildScene, 'word'> {
  return { step, job, folder: workingFolder(step, job), nameIn: (folder) => nameIn(folder, files) };
}

function workingFolder(step: StepRun, { job, workflow }: JobRun): Partial {
  const given =
    step.step.workingDirectory ??
    (step.action === null ? (job.defaults.workingDirectory ?? workflow.defaults.workingDirectory) : null);
  return given === null ? '' : pathIn('', step.text(given.value));
}

/** Names of distributions that are built in a folder: the project's own only where it lies there. */
function nameIn(folder: Partial, { project, version }: RunFiles): DistName {
  const name = known(project.name)?.value ?? null;
  if (name === null || folder !== project.root) return { wheel: '*.whl', sdist: '*.tar.gz' };
  // PEP 427 and PEP 625: runs of `-`, `_` and `.` become one `_`, in lower case.
  const folded = name.replace(/[-_.]+/g, '_').toLowerCase();
  const shown = version === null ? '*' : (parsePep440(version)?.normal ?? '*');
  return { wheel: `${folded}-${shown}-*.whl`, sdist: `${folded}-${shown}.tar.gz` };
}

function storedBefore(job: JobRun, files: RunFiles, own: readonly StoredArtifact[]): Stored {
  const group = groupsOf(files.run).get(job);
  if (group === undefined) return { ready: own, others: [], open: null };
  const before = files.before.get(group) ?? storedBeforeGroup(group, files);
  files.before.set(group, before);
  const beside = new Set(namesStored(job, files));
  const others = [...before.others].flatMap(([name, count]) => (count > (beside.has(name) ? 1 : 0) ? [name] : []));
  return { ready: [...own, ...before.ready], others, open: before.open };
}

/** What jobs of the run store, as all legs of a job see it. */
type StoredBefore = Pick<Stored, 'ready' | 'open'> & {
  /** Names, with the number of jobs that store one of the name; the leg that asks is among them. */
  readonly others: ReadonlyMap<Partial, number>;
};

function storedBeforeGroup({ needed }: JobGroup, files: RunFiles): StoredBefore {
  const before = new Set(needed);
  const ready: StoredArtifact[] = [];
  const others = new Map<Partial, number>();
  let open: string | null = null;
  for (const other of files.run.jobs) {
    if (other.runs.is === 'no') continue;
    const isNeeded = before.has(other);
    const { artifacts, more } = isNeeded && storesArtifacts(other) ? jobFiles(other, files) : nothingOf(other);
    // Of several legs that are not known, one stands for all.
    const isOpen = isNeeded && other.leg?.isKnown === false;
    // What runs beside this job may need it, so that only the names are looked at.
    const names = isOpen ? artifacts.map(({ name }) => name) : isNeeded ? [] : namesStored(other, files);
    for (const name of new Set(names)) others.set(name, (others.get(name) ?? 0) + (isOpen ? 2 : 1));
    if (!isNeeded) continue;
    open ??= more;
    if (!isOpen) ready.push(...artifacts);
  }
  return { ready, others, open };
}

function nothingOf({ remote }: JobRun): StepFiles {
  return { artifacts: [], more: remote === null ? null : `what ${remote} stores` };
}

const isUpload = ({ uses }: Step): boolean => /^actions\/upload-artifact@/i.test(uses?.value ?? '');
const hasUpload = jobTest(isUpload);

/** Whether a job stores artifacts at all. */
export const storesArtifacts: (job: JobRun) => boolean = jobTest(({ uses }) => {
  if (uses === null) return false;
  const { slug } = actionReference(uses.value);
  return slug === 'actions/upload-artifact' || slug === 'hynek/build-and-inspect-python-package';
});

function namesStored(job: JobRun, { names }: RunFiles): readonly Partial[] {
  if (!hasUpload(job)) return [];
  const kept = names.get(job);
  if (kept !== undefined) return kept;
  const made = job.steps.filter((step) => isUpload(step.step) && step.runs.is !== 'no').map(nameStored);
  names.set(job, made);
  return made;
}
