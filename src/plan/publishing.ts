import type { Declared, Place } from '../core/place.ts';
import type { Unknown } from '../core/unknown.ts';
import type { Job, LocalAction, Step, Workflow } from '../project/workflow.ts';
import type { ActionVersion } from './action-versions.ts';
import type { IdToken } from './id-token.ts';
import type { PackageIndex } from './package-index.ts';
import type { Caller, Grant } from './permissions.ts';
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
  /** The outermost workflow is only ever called, and by nobody in the repository. */
  readonly isCalledFromElsewhere: boolean;
  /** With the inputs of a called workflow filled in, as far as they are known. */
  readonly environment: Declared<string> | null;
  readonly idToken: IdToken;
  /** What the job may do with the repository's files. */
  readonly contents: Grant;
  /** What PyPA's action is given; null for everything else. */
  readonly pypa: PypaStep | null;
  /** The flag or input that has it pass over files which the index has already. */
  readonly skipsExisting: Declared<string> | null;
  /** The first command or action before it in the job that builds a distribution. */
  readonly built: Declared<string> | null;
};

/** A step with `pypa/gh-action-pypi-publish`. */
export type PypaStep = {
  readonly version: ActionVersion;
  /** What stands behind the `@`, or is the image's tag. */
  readonly ref: string;
  /** `docker://…`: the image itself, which has neither inputs of its own nor defaults. */
  readonly isImage: boolean;
  /** With inputs and variables filled in, as far as they are known; unknown where `with` is an expression as a whole. */
  readonly inputs: readonly GivenInput[] | Unknown;
  readonly features: PypaFeatures;
};

/** Whether a version does something. A day: it is a branch that does so from that day on. Null: it is not known which it is. */
export type Since = boolean | string | null;

export type PypaFeatures = {
  /** Brings a twine of its own time; older ones took the newest. */
  readonly pinsTwine: Since;
  /** `packages-dir` beside `packages_dir`. */
  readonly kebabInputs: Since;
  /** Signs in by identity where it is given no password. */
  readonly identity: Since;
  readonly attestationsInput: Since;
  /** Signs attestations where it publishes by identity. */
  readonly attestsByDefault: Since;
  /** Fails where another action uses it. */
  readonly refusesComposite: Since;
  /** Takes distributions with `Metadata-Version: 2.4`. */
  readonly takesMetadata24: Since;
};

export type GivenInput = { readonly name: Declared<string>; readonly value: Declared<string> };

/** How an upload authenticates. */
export type UploadAuth =
  /** By the workflow's identity. `isSure`: nothing else can be meant, whatever the permissions say. */
  | { readonly kind: 'trusted'; readonly isSure: boolean }
  /** By a token or password that outlives the run. `name` as it is written: `password`, `TWINE_PASSWORD`, `--token`. */
  | { readonly kind: 'token'; readonly name: string; readonly place: Place }
  | { readonly kind: 'unknown' };
