import type { Declared, Place } from '../core/place.ts';
import type { Unknown } from '../core/unknown.ts';

/** What tells a reader how to install, run or release the project. */
export type Documents = {
  /** Where documents name a version of the project; empty in dev mode. */
  readonly mentions: readonly VersionMention[];
  /** Commands of the readme that install a distribution by its name. */
  readonly installs: readonly InstallCommand[];
  /** The repository has other projects, whose names the readme may install. */
  readonly hasOtherProjects: boolean;
  /** What the documents about releasing name. */
  readonly releasing: readonly ReleaseReference[];
  /** Of the file that Read the Docs looks for at the git top level; null where there is none. */
  readonly readTheDocs: ReadTheDocsConfig | Unknown | null;
  /** The table of supported versions in SECURITY.md; null where there is none, or it is no table of versions. */
  readonly supported: SupportedVersions | null;
};

/** How a document names a version of the project. */
export type MentionKind =
  /** `demo==1.2.3`, `demo~=1.2`, `demo@1.2.3` */
  | 'pin'
  /** `ghcr.io/acme/demo:1.2.3`, `1.2.3-slim` beside `latest-slim` */
  | 'image'
  /** `./start.sh --version 1.2.3` */
  | 'option'
  /** `rev: v1.2.3` of pre-commit, `uses: acme/demo@v1.2.3` */
  | 'reference'
  /** `git+https://github.com/acme/demo@v1.2.3` */
  | 'git'
  /** `https://github.com/acme/demo/releases/download/v1.2.3/…` */
  | 'download'
  /** `https://img.shields.io/badge/version-1.2.3-blue` */
  | 'badge';

/** The version as written, `v` included, what follows it (`-slim`) left out. */
export type VersionMention = Declared<string> & {
  readonly file: string;
  readonly kind: MentionKind;
  /** The name and version as written: `ghcr.io/acme/demo:1.2.3-slim`. */
  readonly text: string;
  /** The version stands in what is written once more, or in a name that a release may not have. */
  readonly isRepeated: boolean;
  /** It names a release of an earlier line than the one that is judged: 1.1 where 1.2.3 is. */
  readonly isOlder: boolean;
  /** Of an older one, what the same line said at earlier releases, newest first; a release without the line, or the file, is left out. */
  readonly past: readonly PastMention[];
};

export type PastMention = {
  /** The version of the release. */
  readonly release: string;
  /** The version that the line named. */
  readonly named: string;
};

/** `pip install NAME`, as the readme writes the name. */
export type InstallCommand = Declared<string> & { readonly file: string; readonly tool: string };

/** What a document about releasing names. */
export type ReleaseReference = { readonly file: string; readonly place: Place } &
  /** `release.yml`, below `.github/workflows` */
  (
    | { readonly kind: 'workflow'; readonly name: string }
    /** A file that the version is to be written to; `isThere` also where it lies in another folder. */
    | { readonly kind: 'version-file'; readonly path: string; readonly isThere: boolean }
    /** A tag to make: `v` of `vX.Y.Z` or `git tag v1.2.3`. */
    | { readonly kind: 'tag'; readonly text: string; readonly prefix: string }
    /** An environment of GitHub that publishing goes through. */
    | { readonly kind: 'environment'; readonly name: string }
    /** An image of the project that a release makes. `tag` holds an example's version or a placeholder. */
    | { readonly kind: 'image'; readonly image: string; readonly tag: ImageTag }
  );

export type ImageTag = {
  /** As written. */
  readonly text: string;
  /** What stands before and after the version; null for a tag without one: `latest-slim`. */
  readonly around: { readonly before: string; readonly after: string } | null;
  /** How many numbers of the version it has: 2 for `1.2`; 0 where it has none. */
  readonly parts: number;
};

/** `.readthedocs.yaml`, as Read the Docs would read it. */
export type ReadTheDocsConfig = {
  readonly file: string;
  /** As written; null where it is not. */
  readonly version: Declared<string> | null;
  /** `build`, at its key. */
  readonly build: Place | null;
  readonly hasOs: boolean;
  readonly image: Place | null;
  /** Whether a tool is named, or commands stand for the whole build. */
  readonly hasTools: boolean;
  readonly hasCommands: boolean;
  /** Whether jobs run beside the steps of Read the Docs, and may write files. */
  readonly hasJobs: boolean;
  /** Jobs that stand for the steps that Read the Docs takes by itself. */
  readonly overridesJobs: boolean;
  readonly sphinx: ToolSection | null;
  readonly mkdocs: ToolSection | null;
  /** A conf.py in the tree, where there is just one. */
  readonly confPy: string | null;
};

export type ToolSection = {
  /** At its key. */
  readonly place: Place;
  readonly configuration: Declared<string> | null;
  /** Whether the file that is named is in the tree. */
  readonly isThere: boolean;
};

export type SupportedVersions = {
  readonly file: string;
  /** Every row, in order. */
  readonly rows: readonly SupportedRow[];
};

export type SupportedRow = {
  readonly text: string;
  readonly place: Place;
  readonly isSupported: boolean;
  /** Bounds of what it covers, the upper one outside; null where it is open. */
  readonly from: readonly number[] | null;
  readonly below: readonly number[] | null;
};
