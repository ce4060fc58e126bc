import type { Declared, Place } from '../core/place.ts';
import type { Job, LocalAction, Step, Workflow } from '../project/workflow.ts';
import type { Caller, IdToken } from './id-token.ts';
import type { PackageIndex } from './package-index.ts';
import type { Unsure } from './other-publishers.ts';

/** Every way in which the repository's workflows publish a distribution. */
export type Publishing = {
  /** In order of workflow, job and step; once for each way to the job. Steps with `if: false` are left out. */
  readonly uploads: readonly Upload[];
  /** What may publish and cannot be read. */
  readonly unsure: readonly Unsure[];
};

/** A step that uploads to a package index. */
export type Upload = {
  /** As a maintainer names it: `pypa/gh-action-pypi-publish`, `twine upload`. */
  readonly tool: string;
  /** Whether the tool exchanges the workflow's identity for a token, in its newest version. */
  readonly toolHasTrustedPublishing: boolean;
  /** The `uses:` value or the command, in whichever file it stands. */
  readonly place: Place;
  readonly workflow: Workflow;
  readonly job: Job;
  /** The step of the job; the one inside the action where `action` is set. */
  readonly step: Step;
  /** The local composite action that the upload stands in. */
  readonly action: LocalAction | null;
  /** Jobs of the same repository that call the workflow, innermost first. */
  readonly callers: readonly Caller[];
  readonly index: PackageIndex;
  readonly auth: UploadAuth;
  readonly environment: Declared<string> | null;
  readonly idToken: IdToken;
};

/** How an upload authenticates. */
export type UploadAuth =
  /** By the workflow's identity. `isSure`: nothing else can be meant, whatever the permissions say. */
  | { readonly kind: 'trusted'; readonly isSure: boolean }
  /** By a token or password that outlives the run. `name` as it is written: `password`, `TWINE_PASSWORD`, `--token`. */
  | { readonly kind: 'token'; readonly name: string; readonly place: Place }
  | { readonly kind: 'unknown' };
