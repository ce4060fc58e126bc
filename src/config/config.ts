import type { Place } from '../core/place.ts';
import type { RuleLevel } from '../core/rule.ts';
import type { Severity } from '../core/message.ts';
import type { ChangelogSettings } from '../project/changelog.ts';
import type { ConventionSettings } from '../project/conventions.ts';
import type { SourceText } from '../project/source.ts';

/** What the config says of one rule. */
export type RuleSetting = { readonly level: RuleLevel; readonly options: { readonly [option: string]: unknown } };

/** An ignore from the config: `[[tool.pyrel.ignore]]`. */
export type ConfigIgnore = {
  readonly id: string;
  /** Glob over paths relative to the git top level; null for every file. */
  readonly path: string | null;
  /** ISO date, the last day on which it holds. */
  readonly until: string | null;
  readonly reason: string;
  readonly place: Place;
};

/** A command of the project's own that has to succeed before a release. */
export type CheckCommand = {
  /** What the report calls it: its name, or the line itself. */
  readonly name: string;
  /** A line for the shell. */
  readonly run: string;
  readonly timeoutSeconds: number;
  /** Where the config lists it. */
  readonly place: Place;
};

/** A step that a person takes before a release. */
export type ManualStep = { readonly text: string; readonly place: Place };

/** `[tool.pyrel.checks]` */
export type ChecksConfig = {
  readonly commands: readonly CheckCommand[];
  /** Steps that a person takes. */
  readonly manual: readonly ManualStep[];
  /** Path relative to ROOT, with `{version}` in it. */
  readonly record: string;
};

/** `[tool.pyrel.container]` */
export type ContainerConfig = {
  /** Null where every image that the release pushes is meant. */
  readonly image: string | null;
  readonly suffixes: readonly string[];
  readonly tags: readonly string[];
  /** By suffix; under null those that all the others have. */
  readonly platforms: readonly { readonly suffix: string | null; readonly platforms: readonly string[] }[];
  /** The table. */
  readonly place: Place;
};

/** The config, resolved: presets applied, defaults filled in, names checked. */
export type Config = {
  /** The file it came from, named as shown to the user; null where the defaults stand. */
  readonly source: SourceText | null;
  readonly failOn: Severity;
  /** By rule id; a rule that is not in it stands at its defaults. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly ignores: readonly ConfigIgnore[];
  readonly changelog: ChangelogSettings;
  readonly conventions: ConventionSettings;
  /** Whether the project publishes to a package index; null where the workflows are to tell. */
  readonly publish: boolean | null;
  /** What a release has to push to container registries; null where the config says nothing of it. */
  readonly container: ContainerConfig | null;
  /** File of the baseline, relative to ROOT; null where there is none. */
  readonly baseline: string | null;
  readonly checks: ChecksConfig;
};
