import type { Declared, Place } from '../core/place.ts';
import type { Script } from './workflow.ts';

// Values stand as written, `$VARIABLE` and all: what a build gives them is left to those who know the build.

/** A Dockerfile or Containerfile of the repository. */
export type Dockerfile = {
  readonly file: string;
  /** `ARG` before the first `FROM`: they hold in `FROM` lines, and elsewhere only where a stage repeats them. */
  readonly globals: readonly BuildArgument[];
  readonly stages: readonly BuildStage[];
  /** The ignore files that may hold for a build of it, the one that does first: see `DockerIgnore`. */
  readonly ignores: readonly DockerIgnore[];
};

export type BuildArgument = { readonly name: Declared<string>; readonly default: Declared<string> | null };

export type BuildStage = {
  /** The `FROM` line. */
  readonly place: Place;
  readonly image: Declared<string>;
  readonly name: Declared<string> | null;
  readonly platform: Declared<string> | null;
  readonly instructions: readonly DockerInstruction[];
  /** Indices of the stages that it is made from or takes files of, directly or through another; without its own. */
  readonly uses: readonly number[];
};

export type DockerInstruction = { readonly place: Place } & (
  | ({ readonly kind: 'arg' } & BuildArgument)
  | { readonly kind: 'env' | 'label'; readonly name: Declared<string>; readonly value: Declared<string> }
  | {
      readonly kind: 'run';
      readonly script: Script;
      readonly mounts: readonly BuildMount[];
      readonly installs: readonly ImageInstall[];
    }
  | {
      readonly kind: 'copy' | 'add';
      /** The stage or image that it copies from; null for the context. */
      readonly from: string | null;
      readonly sources: readonly Declared<string>[];
      readonly target: string;
    }
  | { readonly kind: 'workdir'; readonly path: Declared<string> }
);

/** What a command of a `RUN` installs with pip, uv, pipx or a build tool. */
export type ImageInstall = {
  /** The word that names it; the program's name where none does. */
  readonly place: Place;
  readonly written: string;
  /**
   * - `requirement`: a distribution of an index
   * - `url`: an archive or a repository somewhere else
   * - `file`: a built distribution, `dist/*.whl`
   * - `source`: a source tree in the image, so that it is built there: `pip install .`, `uv sync`, `python -m build`
   */
  readonly kind: 'requirement' | 'url' | 'file' | 'source';
  /** As written, without extras; null where it is not named. */
  readonly name: string | null;
  /** Of a requirement what follows the name, `''` where nothing does; of others the address, if there is one. */
  readonly constraint: string;
  /** False where the command names an index or a folder of its own. */
  readonly isFromIndex: boolean;
};

/** `RUN --mount=type=bind,source=.git,target=.git`. */
export type BuildMount = {
  /** `bind` where it does not say. */
  readonly type: string;
  readonly source: string;
  readonly target: string;
  readonly from: string | null;
};

/**
 * What keeps files out of the context. `Dockerfile.dockerignore` beside the Dockerfile comes before the `.dockerignore` of
 * the context's folder, which the build chooses (moby/buildkit, frontend/dockerui).
 */
export type DockerIgnore = {
  readonly file: string;
  /** The context's folder that it holds for; null for the Dockerfile's own, which holds for any. */
  readonly folder: string | null;
  /** The pattern that keeps `.git` out. */
  readonly hidesGit: Declared<string> | null;
  /** A pattern that keeps a file out which git tracks, and that file: git then takes the tree for changed. */
  readonly hidesTracked: { readonly pattern: Declared<string>; readonly path: string } | null;
};
