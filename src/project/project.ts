import type { Declared, Place } from '../core/place.ts';
import type { Maybe, Unknown } from '../core/unknown.ts';
import type { BumpTool } from './bump-tools.ts';
import type { Changelog } from './changelog.ts';
import type { JudgedCommit, WorkTreeState } from './commit.ts';
import type { Conventions } from './conventions.ts';
import type { VersionCopy } from './copies.ts';
import type { Checks } from './checks.ts';
import type { CoverageFacts } from './coverage.ts';
import type { Documents } from './documents.ts';
import type { Dockerfile } from './dockerfile.ts';
import type { EntryAtTag } from './entries-at-tags.ts';
import type { Fragments } from './fragments.ts';
import type { ImportFacts } from './imports.ts';
import type { Licensing } from './licensing.ts';
import type { LockedVersion, StaleLock } from './locks.ts';
import type { Metadata } from './metadata.ts';
import type { Packaging } from './packaging.ts';
import type { History } from './ports.ts';
import type { PyprojectProblem } from './pyproject-problems.ts';
import type { ReadmeDocument } from './readme-document.ts';
import type { SourceText } from './source.ts';
import type { VersionFacts } from './versions.ts';
import type { Workflow } from './workflow.ts';
import type { WorkflowsAtTag } from './workflows-at-tag.ts';

/** A file that is there and that pyrel could not use, or not as a whole. */
export type Unreadable = {
  readonly file: string;
  /** At the parse position where there is one. */
  readonly place: Place;
  /** Completes "FILE …": `is not valid TOML: expected "]"`. */
  readonly problem: string;
  /** Imperative sentence, its full stop left to the message. */
  readonly todo: string;
} &
  /** `invalid`: the text is broken. `no-access`: it could not be read. */
  (
    | { readonly kind: 'invalid' | 'no-access' }
    /** `encoding`: not UTF-8. `cut`: larger than the limit. `isUsed`: what could be had of the text was read all the same. */
    | { readonly kind: 'encoding' | 'cut'; readonly isUsed: boolean }
  );

/** The facts of one distribution, frozen before rules run. */
export type Project = {
  /** ROOT relative to the git top level: `''` or `packages/core`. Files of the project lie below it, workflows at the top. */
  readonly root: string;
  /** Every path of the project's own subtree, sorted. */
  readonly paths: ReadonlySet<string>;
  /** Every path of the repository. */
  readonly allPaths: ReadonlySet<string>;
  /** Text of every file that was read. */
  readonly sources: ReadonlyMap<string, SourceText>;
  readonly unreadable: readonly Unreadable[];
  /** Distribution name; unknown where the metadata is computed or broken. */
  readonly name: Maybe<Declared<string>>;
  /** `[project]`, `[tool.poetry]`, setup.cfg or setup.py; null where there is no Python project. */
  readonly metadata: Maybe<Metadata>;
  /** Where a finding stands that no line promised. */
  readonly anchor: Place;
  readonly versions: VersionFacts;
  readonly changelog: Maybe<Changelog>;
  /** How the last releases stood in the changelog at their own tags; read only where this one's entry lacks something. */
  readonly entriesAtTags: readonly EntryAtTag[];
  /** At the git top level, by file name; unparsable ones included. */
  readonly workflows: readonly Workflow[];
  /** Those of the release before; null in dev mode, and where none of today's publishes by its identity. */
  readonly workflowsAtTag: WorkflowsAtTag | null;
  /** Of the whole repository, the ones nearest to the top first; none where no workflow builds images. */
  readonly dockerfiles: readonly Dockerfile[];
  readonly history: History | Unknown;
  readonly conventions: Conventions;
  /** Null in dev mode. */
  readonly commit: Maybe<JudgedCommit>;
  /** Asked for a release whose tag is not made yet; null else, and for a revision. */
  readonly workTree: Maybe<WorkTreeState>;
  /** Copies of the version in files that mirror it. */
  readonly copies: readonly VersionCopy[];
  /** The project's own entries in lock files. */
  readonly locks: readonly LockedVersion[];
  /** Those of them that do not hold the declared version. */
  readonly staleLocks: readonly StaleLock[];
  /** Configs of version bumping tools. */
  readonly bumpTools: readonly BumpTool[];
  readonly fragments: Fragments | null;
  /** Null where there is no Python project. */
  readonly packaging: Packaging | null;
  readonly pyprojectProblems: readonly PyprojectProblem[];
  /** Null where there is no Python project. */
  readonly licensing: Licensing | null;
  /** The long description; null where none is declared. */
  readonly readme: Maybe<ReadmeDocument>;
  /** Null where there is no Python project. */
  readonly imports: ImportFacts | null;
  /** Null where no release is judged. */
  readonly coverage: CoverageFacts | null;
  /** What else the config wants to be done before a release; null where nobody asks. */
  readonly checks: Checks | null;
  /** What tells how to install, run and release the project; null where nobody asks. */
  readonly documents: Documents | null;
};
