import type { Place } from '../core/place.ts';
import type { PlanAnswer, PlanFile, PlanPublisher, PlanUpload } from '../core/plan-report.ts';
import type { Step } from '../project/workflow.ts';
import type { ArtifactPlan, DistFile, DistUpload } from './artifacts.ts';
import type { PublisherClaims } from './claims.ts';
import { publisherClaims } from './claims.ts';
import type { Standing } from './describe-text.ts';
import { answerIn, callersOf, factOf, happens, jobKey, likeliest, textOf } from './describe-text.ts';
import type { Publishing, Upload } from './publishing.ts';
import type { Simulation } from './simulation.ts';

type Given = {
  readonly publishing: Publishing;
  readonly simulation: Simulation;
  /** Of every target: each of them names its own files. */
  readonly artifacts: readonly ArtifactPlan[];
};

/** Every way to publish, and what reaches it. */
export function describeUploads({ publishing, simulation, artifacts }: Given): readonly PlanUpload<Place>[] {
  const standing = standingJobs(simulation);
  const claims = new Map(
    publisherClaims(publishing.uploads, simulation.repository?.slug ?? null).map((one) => [one.upload, one]),
  );
  const dists = new Map<string, DistUpload[]>();
  for (const dist of artifacts.flatMap(({ uploads }) => uploads)) {
    const key = placeKey(dist.upload.place) + jobKey(dist.job);
    dists.set(key, [...(dists.get(key) ?? []), dist]);
  }
  return publishing.uploads.map((upload) => ({
    ...describeUpload(upload, claims.get(upload) ?? null),
    ...reached(upload, standing.get(jobKey(upload)) ?? []),
    ...folderOf(dists.get(placeKey(upload.place) + jobKey(upload)) ?? []),
  }));
}

type Reached = Pick<PlanUpload<Place>, 'runs' | 'role' | 'events'>;
type Folder = Pick<PlanUpload<Place>, 'folder' | 'files' | 'open'>;

function describeUpload(
  upload: Upload,
  claims: PublisherClaims | null,
): Omit<PlanUpload<Place>, keyof Reached | keyof Folder> {
  const { auth, index } = upload;
  return {
    tool: upload.tool,
    index: { kind: index.kind, named: index.named?.value ?? null },
    workflow: upload.workflow.file,
    job: upload.job.id,
    callers: callersOf(upload),
    at: upload.place,
    auth: {
      kind: auth.kind,
      isSure: auth.kind === 'trusted' && auth.isSure,
      name: auth.kind === 'token' ? auth.name : null,
      at: auth.kind === 'token' ? auth.place : null,
    },
    publisher: claims === null ? null : publisherOf(claims),
  };
}

function publisherOf({ repository, workflow, environment }: PublisherClaims): PlanPublisher<Place> {
  return { repository, workflow: workflow.value, environment: factOf(environment) };
}

/** The jobs of all runs, by what tells a job. */
function standingJobs({ runs }: Simulation): ReadonlyMap<string, readonly Standing[]> {
  const found = new Map<string, Standing[]>();
  for (const run of runs) {
    for (const job of run.jobs) {
      const key = jobKey(job);
      const known = found.get(key);
      if (known === undefined) found.set(key, [{ run, job }]);
      else known.push({ run, job });
    }
  }
  return found;
}

const ROLES = ['release', 'branch', 'manual'] as const;

/** What brings a run to the upload: the release if anything of it does. */
function reached({ step }: Upload, jobs: readonly Standing[]): Reached {
  const standing = jobs.map(({ run, job }): Standing => {
    const own = job.steps.find((one) => isSame(one.step, step));
    return own === undefined ? { run, job } : { run, job, step: own };
  });
  for (const role of ROLES) {
    const those = standing.filter((one) => one.run.event.role === role && happens(one).is !== 'no');
    const best = likeliest(those, happens);
    if (best === undefined) continue;
    return { runs: answerIn(happens(best)), role, events: [...new Set(those.map(({ run }) => run.event.id))] };
  }
  // In the way of the release's own event, which comes first.
  const [first] = standing;
  const runs: PlanAnswer<Place> =
    first === undefined ? { is: 'no', reason: 'nothing starts its workflow', at: null } : answerIn(happens(first));
  return { runs, role: null, events: [] };
}

function isSame(one: Step, other: Step): boolean {
  return one === other || placeKey(one.place) === placeKey(other.place);
}

function placeKey(place: Place): string {
  return place.kind === 'span' ? `${place.file}:${place.span.start}:` : `${place.file}:${place.kind}:`;
}

/** What is uploaded; the files of all legs and targets, each once. */
function folderOf(dists: readonly DistUpload[]): Folder {
  const [first] = dists;
  if (first === undefined) return { folder: null, files: [], open: null };
  const files = new Map<string, PlanFile<Place>>();
  for (const file of dists.flatMap((dist) => dist.files))
    files.set(`${file.path}\0${file.platform ?? ''}`, fileOf(file));
  return {
    folder: textOf(first.folder),
    files: [...files.values()],
    open: dists.find(({ open }) => open !== null)?.open ?? null,
  };
}

function fileOf({ path, kind, platform, madeBy, place }: DistFile): PlanFile<Place> {
  return { path: textOf(path), kind, platform: platform === null ? null : textOf(platform), madeBy, at: place };
}
