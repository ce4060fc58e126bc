import type { Place } from '../core/place.ts';
import type { Partial } from '../core/partial.ts';
import type { Publishing, Upload } from './publishing.ts';
import type { JobRun, Simulation, StepRun, WorkflowRun } from './simulation.ts';
import { releaseRuns } from './simulation.ts';
import { jobFiles, runFiles, storesArtifacts } from './artifact-jobs.ts';
import { uploadedFiles } from './artifact-uploads.ts';
import { isRouteOf } from './upload-runs.ts';
import type { Project } from '../project/project.ts';

/** How files come to where they are published from. */
export type ArtifactPlan = {
  /** Every upload to an index in a run of the release: what its folder holds then. */
  readonly uploads: readonly DistUpload[];
  /** actions/upload-artifact in the runs of the release. */
  readonly artifacts: readonly StoredArtifact[];
};

/** An upload to an index, in a run that a release starts. */
export type DistUpload = {
  readonly run: WorkflowRun;
  readonly job: JobRun;
  readonly step: StepRun;
  readonly upload: Upload;
  /** The folder that it uploads from: `dist`. */
  readonly folder: Partial;
  /** What lies in it, as far as it can be told. */
  readonly files: readonly DistFile[];
  /** Why more, or something else, may lie in it; null where that is all. */
  readonly open: string | null;
};

/** A file, or several of one shape, that a step puts there. */
export type DistFile = {
  /** Path below the folder; `*` where parts of the name are not known: `demo-1.2.3-*.whl`. */
  readonly path: Partial;
  readonly kind: 'sdist' | 'wheel' | 'other';
  /** The step that makes it, and the job and leg that it stands in. */
  readonly place: Place;
  readonly madeBy: string;
  /** For a wheel: `linux/x86_64` and the like, as far as the matrix or the tool's settings tell. */
  readonly platform: Partial | null;
};

export type StoredArtifact = {
  readonly run: WorkflowRun;
  readonly job: JobRun;
  readonly step: StepRun;
  readonly name: Partial;
  /** What gives it its name. */
  readonly place: Place;
  /** Paths below the artifact. */
  readonly files: readonly DistFile[];
  readonly open: string | null;
  /** Whether a second artifact of the name is refused (v4 and newer) or merged with the first; null where the version is not known. */
  readonly isUnique: boolean | null;
  /** `overwrite`; null where it is not known. */
  readonly overwrites: boolean | null;
};

/** Says what lies in the folders that are published; pure. */
export function planArtifacts(simulation: Simulation | null, publishing: Publishing, project: Project): ArtifactPlan {
  if (simulation === null) return { uploads: [], artifacts: [] };
  const uploads: DistUpload[] = [];
  const artifacts: StoredArtifact[] = [];
  const uploading = new Set(publishing.uploads.map(({ job }) => job));
  for (const run of releaseRuns(simulation)) {
    if (run.starts.is === 'no') continue;
    const isForTag = run.event.ref === `refs/tags/${simulation.tag.name}`;
    const files = runFiles({ run, project, version: isForTag ? simulation.tag.version : null });
    for (const job of run.jobs) {
      const isUploading = uploading.has(job.job);
      // Of most jobs nobody publishes anything.
      if (job.runs.is === 'no' || (!isUploading && !storesArtifacts(job))) continue;
      const made = jobFiles(job, files);
      artifacts.push(...made.artifacts);
      for (const upload of isUploading ? publishing.uploads : []) {
        if (!isRouteOf(job, upload)) continue;
        const step = job.steps.find((one) => one.step === upload.step && one.action === upload.action);
        const disk = step === undefined ? undefined : made.at.get(step);
        if (step === undefined || disk === undefined || step.runs.is === 'no') continue;
        uploads.push({ run, job, step, upload, ...uploadedFiles({ upload, step, job, disk: { ...disk }, files }) });
      }
    }
  }
  return { uploads, artifacts };
}
