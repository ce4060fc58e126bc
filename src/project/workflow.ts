import type { Declared, Place } from '../core/place.ts';
import type { Unknown } from '../core/unknown.ts';
import type { ShellCommand } from './shell.ts';
import type { YamlNode } from './yaml.ts';

// Values stand as written: `${{ … }}` inside them is left to those who know the run.

/** A GitHub workflow file. */
export type Workflow = {
  /** `.github/workflows/release.yml` */
  readonly file: string;
  /** Set where even the tolerant tree has no jobs; the other fields are empty then. */
  readonly broken: WorkflowProblem | null;
  readonly name: Declared<string> | null;
  readonly on: readonly Trigger[];
  /** What `on: workflow_call` declares. */
  readonly inputs: readonly InputDeclaration[];
  /** Values of the outputs that `on: workflow_call` declares. */
  readonly outputs: readonly Variable[];
  readonly permissions: Permissions | null;
  readonly env: Variables;
  readonly defaults: RunDefaults;
  readonly jobs: readonly Job[];
  /** The local actions that its steps use, directly or through one another. */
  readonly actions: readonly LocalAction[];
  /** The scripts of the repository that its steps call, directly or through its local actions. */
  readonly scripts: readonly LocalScript[];
};

export type WorkflowProblem = {
  /** `empty`: nothing but comments. `jobless`: YAML without `jobs`. `invalid`: no YAML from which jobs could be had. */
  readonly kind: 'empty' | 'jobless' | 'invalid';
  /** What the parser complains about; `''` where it does not. */
  readonly problem: string;
  readonly place: Place;
};

/** An event below `on`. */
export type Trigger = {
  readonly event: Declared<string>;
  /** `branches`, `tags`, `types`, `paths`, `workflows` and their `-ignore` forms, in file order. */
  readonly filters: readonly TriggerFilter[];
  /** All that is written below the event. */
  readonly raw: YamlNode | null;
};

export type TriggerFilter = { readonly name: Declared<string>; readonly patterns: readonly Declared<string>[] };

export type InputDeclaration = {
  readonly name: Declared<string>;
  /** `boolean`, `number`, `string`…; null where it does not say, as in an action. */
  readonly type: string | null;
  readonly default: Declared<string> | null;
};

/** A `permissions` block. What a `scopes` block does not list is set to `none`. */
export type Permissions = { readonly place: Place } & (
  | { readonly kind: 'all'; readonly access: 'read' | 'write' }
  | {
      readonly kind: 'scopes';
      readonly scopes: readonly { readonly scope: Declared<string>; readonly access: Declared<string> }[];
    }
  /** Nothing that GitHub would accept. */
  | { readonly kind: 'unreadable' }
);

export type Variable = { readonly name: Declared<string>; readonly value: Declared<string> };

/** `env`, `with` or `secrets`; unknown where the block as a whole is an expression. */
export type Variables = readonly Variable[] | Unknown;

export type RunDefaults = {
  readonly shell: Declared<string> | null;
  readonly workingDirectory: Declared<string> | null;
};

export type Job = {
  readonly id: string;
  /** The job's key. */
  readonly place: Place;
  readonly name: Declared<string> | null;
  /** Labels; one expression where they are computed. Empty for a job that calls a workflow. */
  readonly runsOn: readonly Declared<string>[];
  readonly needs: readonly Declared<string>[];
  readonly if: Declared<string> | null;
  readonly environment: Declared<string> | null;
  readonly permissions: Permissions | null;
  readonly env: Variables;
  readonly defaults: RunDefaults;
  /** `strategy.matrix` as written. */
  readonly matrix: YamlNode | null;
  readonly container: YamlNode | null;
  readonly outputs: Variables;
  /** The workflow that the job calls instead of running steps. */
  readonly uses: Declared<string> | null;
  readonly with: Variables;
  readonly secrets: 'inherit' | Variables;
  readonly steps: readonly Step[];
};

export type Step = {
  /** The step as a whole. */
  readonly place: Place;
  readonly name: Declared<string> | null;
  readonly id: Declared<string> | null;
  readonly if: Declared<string> | null;
  readonly continueOnError: Declared<string> | null;
  readonly uses: Declared<string> | null;
  readonly with: Variables;
  readonly env: Variables;
  readonly run: Script | null;
  readonly shell: Declared<string> | null;
  readonly workingDirectory: Declared<string> | null;
};

export type Script = {
  readonly text: string;
  readonly place: Place;
  /** Unknown where the script is not for a POSIX shell, or too long. */
  readonly commands: readonly ShellCommand[] | Unknown;
  readonly calls: readonly ScriptCall[];
};

/** More commands, written elsewhere, that a script runs: `make publish`, `bash bin/publish`. */
export type ScriptCall = {
  /** What is called, the same as in `LocalScript` where pyrel can read it. */
  readonly target: string;
  /** The command that calls it, one of the script's; null for what a target depends on, which runs first. */
  readonly command: ShellCommand | null;
};

/** A script file of the repository, the recipe of a target in a Makefile or justfile, or what tox or nox run for a name. */
export type LocalScript = {
  /** See `ScriptCall`. */
  readonly target: string;
  readonly file: string;
  readonly script: Script;
};

/** An action in the repository: `uses: ./.github/actions/build`. */
export type LocalAction = {
  /** Folder of the action; `''` for the repository itself. */
  readonly folder: string;
  readonly file: string;
  /** `composite`, `docker`, `node24`; null where it does not say. */
  readonly using: string | null;
  readonly inputs: readonly InputDeclaration[];
  /** Values of the outputs of a composite action. */
  readonly outputs: readonly Variable[];
  /** Of a composite action. */
  readonly steps: readonly Step[];
};
