import type { Location } from './place.ts';
import type { Unknown } from './unknown.ts';

/**
 * What `pyrel plan` tells: the `json` format is this value, every other format is a pure function of it. `At` is a
 * symbolic place while the document is made, and lines and columns once it is located.
 */
export type PlanDocument<At> = {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'pyrel'; readonly version: string };
  readonly command: 'plan';
  /** `OWNER/NAME` on GitHub, and what says so; null where nothing does. */
  readonly repository: {
    readonly slug: string;
    readonly from: 'given' | 'environment' | 'remote' | 'metadata';
    readonly at: At | null;
  } | null;
  /** Object id of the commit that is looked at; null where there is none. */
  readonly commit: string | null;
  /** One for each tag: several where a repository's projects have tags of their own. */
  readonly releases: readonly PlannedRelease<At>[];
};

export type PlanReport = PlanDocument<Location>;

/** What becomes of one tag. */
export type PlannedRelease<At> = {
  readonly version: string;
  readonly tag: PlanTag;
  readonly targets: readonly PlanTarget<At>[];
  /** One for each workflow and event that it listens for: those of the release first, then the branch's, then by hand. */
  readonly runs: readonly PlanRun<At>[];
  /** Workflows that listen for none of these events. */
  readonly idle: readonly PlanIdle<At>[];
  readonly uploads: readonly PlanUpload<At>[];
  readonly images: PlanImages<At>;
  readonly githubRelease: PlanGithubRelease<At>;
  /** What could not be followed, beside what says so itself. */
  readonly unknown: readonly PlanUnknown<At>[];
};

/** Text of which a part may be known to the run only: `ghcr.io/{vars.OWNER}/demo`. */
export type PlanText = {
  readonly text: string;
  /** What it depends on; empty where all of it is known. */
  readonly dependsOn: readonly string[];
};

export type PlanAnswer<At> = {
  readonly is: 'yes' | 'no' | 'unknown';
  readonly reason: string;
  readonly at: At | null;
};

export type PlanTag = {
  readonly name: string;
  /**
   * `given` on the command line, or as the project's tags are written (`convention`), or as its workflows listen for
   * (`filter`), or with a `v`, as is `usual`.
   */
  readonly from: 'given' | 'convention' | 'filter' | 'usual';
  /** What shows the convention: `all of the last 8 tags`. */
  readonly evidence: string | null;
  /** Null where the version is none of PEP 440. */
  readonly isPrerelease: boolean | null;
  /** The tag names another component of the repository than the targets. */
  readonly isForeign: boolean;
};

/** A distribution that is released. */
export type PlanTarget<At> = {
  /** Folder below the git top level; `.` for the top level itself. */
  readonly path: string;
  readonly name: string | null;
  /** What somebody has who installs it; null where there is no Python project. */
  readonly surface: PlanSurface<At> | null;
};

export type PlanSurface<At> = {
  readonly name: PlanFact<At>;
  readonly imports: readonly PlanValue<At>[] | Unknown;
  readonly scripts: readonly { readonly name: string; readonly target: string; readonly at: At | null }[];
  readonly requiresPython: PlanFact<At>;
  readonly extras: readonly string[];
};

export type PlanValue<At> = { readonly value: string; readonly at: At | null };

export type PlanFact<At> = PlanValue<At> | Unknown | null;

/** How a thing that happens is told from others: `push-tag`, `release-published`, `push-branch`, `dispatch`. */
export type PlanEvent = {
  readonly id: string;
  readonly name: string;
  readonly action: string | null;
  readonly role: 'release' | 'branch' | 'manual';
  /** Completes "when …". */
  readonly shown: string;
};

export type PlanRun<At> = {
  /** Path of the workflow that the event may start. */
  readonly workflow: string;
  readonly name: string | null;
  readonly event: PlanEvent;
  readonly starts: PlanAnswer<At>;
  /** With those of the workflows that it calls; empty where it does not start. */
  readonly jobs: readonly PlanJob<At>[];
};

export type PlanJob<At> = {
  /** Path of the workflow that it stands in. */
  readonly workflow: string;
  readonly id: string;
  /** Ids of the jobs that call its workflow, outermost first. */
  readonly callers: readonly string[];
  readonly name: PlanText;
  readonly runsOn: readonly PlanText[];
  readonly environment: PlanText | null;
  /** `uses:` of a workflow that cannot be followed. */
  readonly remote: string | null;
  /** Given that its workflow starts. Of a matrix: of the leg that is likeliest to run. */
  readonly runs: PlanAnswer<At>;
  /** Null without a matrix. */
  readonly legs: readonly PlanLeg<At>[] | null;
  readonly at: At | null;
};

export type PlanLeg<At> = {
  readonly shown: string;
  /** False for the one that stands for legs which are not known. */
  readonly isKnown: boolean;
  readonly runs: PlanAnswer<At>;
};

export type PlanIdle<At> = {
  readonly workflow: string;
  readonly name: string | null;
  readonly reason: string;
  readonly at: At | null;
};

/** A job in a run, as other parts of the document name it. */
export type PlanJobName = {
  readonly workflow: string;
  readonly id: string;
  readonly callers: readonly string[];
  readonly leg: string | null;
  /** Id of the event. */
  readonly event: string;
};

export type PlanUpload<At> = {
  /** As a maintainer names it: `twine upload`. */
  readonly tool: string;
  readonly index: { readonly kind: 'pypi' | 'testpypi' | 'other' | 'unknown'; readonly named: string | null };
  /** Whether it happens for the event that reaches it. */
  readonly runs: PlanAnswer<At>;
  /** What reaches it: the release, else the push of a branch, else a start by hand; null where nothing does. */
  readonly role: PlanEvent['role'] | null;
  /** The events that do, by id. */
  readonly events: readonly string[];
  readonly workflow: string;
  readonly job: string;
  readonly callers: readonly string[];
  readonly at: At | null;
  readonly auth: {
    readonly kind: 'trusted' | 'token' | 'unknown';
    /** Of `trusted`: false where the tool may turn out to have other credentials. */
    readonly isSure: boolean;
    /** Of `token`: what holds it. */
    readonly name: string | null;
    readonly at: At | null;
  };
  /** What the index's form for a trusted publisher asks; null where the upload does not sign in by its identity. */
  readonly publisher: PlanPublisher<At> | null;
  readonly folder: PlanText | null;
  readonly files: readonly PlanFile<At>[];
  /** Why more, or something else, may be uploaded; null where `files` is all. */
  readonly open: string | null;
};

export type PlanPublisher<At> = {
  readonly repository: { readonly owner: string; readonly name: string } | Unknown;
  /** File name, without its folder. */
  readonly workflow: string;
  /** Null: the job names none, so the form's field stays empty. */
  readonly environment: PlanFact<At>;
};

export type PlanFile<At> = {
  readonly path: PlanText;
  readonly kind: 'sdist' | 'wheel' | 'other';
  readonly platform: PlanText | null;
  readonly madeBy: string;
  readonly at: At | null;
};

export type PlanImages<At> = {
  /** Pushed by the release. */
  readonly tags: readonly PlanImageTag<At>[];
  /** Pushed only when a commit is pushed to the default branch. */
  readonly branchTags: readonly PlanImageTag<At>[];
};

export type PlanImageTag<At> = {
  readonly image: PlanText;
  readonly tag: PlanText;
  readonly pushed: PlanAnswer<At>;
  /** Whether several jobs push it, of which the last one wins. */
  readonly collides: 'yes' | 'no' | 'unknown';
  /** Of all that push it. */
  readonly platforms: readonly PlanText[];
  readonly makers: readonly PlanMaker<At>[];
};

export type PlanMaker<At> = {
  readonly job: PlanJobName;
  readonly tool: string;
  /** Of docker/metadata-action: `semver`, `raw`; null for a name written out. */
  readonly type: string | null;
  readonly pushed: PlanAnswer<At>;
  readonly platforms: readonly PlanText[];
  readonly dockerfile: PlanText | null;
  /** The line that makes the name. */
  readonly at: At | null;
  /** The step that pushes. */
  readonly step: { readonly at: At | null };
};

export type PlanGithubRelease<At> = {
  /** The step that makes it; null where a person does, for all that the tree tells. */
  readonly creator: PlanReleaseStep<At> | null;
  /** Every step that makes, changes or fills a release, or makes a tag. */
  readonly steps: readonly PlanReleaseStep<At>[];
  readonly assets: readonly PlanAsset<At>[];
};

export type PlanReleaseStep<At> = {
  readonly tool: string;
  readonly does: 'create-release' | 'edit-release' | 'upload-assets' | 'create-tag';
  readonly role: PlanEvent['role'];
  readonly job: PlanJobName;
  readonly runs: PlanAnswer<At>;
  /** Whose token it uses: what `github-token` does starts no workflow. */
  readonly token: 'github-token' | 'other' | 'unknown';
  readonly tag: PlanText | null;
  readonly draft: PlanAnswer<At>;
  readonly prerelease: PlanAnswer<At>;
  /** Null where it is left to GitHub. */
  readonly latest: PlanAnswer<At> | null;
  readonly at: At | null;
};

export type PlanAsset<At> = {
  readonly pattern: PlanText;
  /** Whether it is attached before the release is public, or afterwards. */
  readonly when: 'before' | 'after' | 'unknown';
  readonly tool: string;
  readonly job: PlanJobName;
  readonly runs: PlanAnswer<At>;
  readonly at: At | null;
};

export type PlanUnknown<At> = {
  readonly about: 'workflows' | 'publishing' | 'files' | 'images' | 'release' | 'surface';
  readonly reason: string;
  readonly at: At | null;
};
