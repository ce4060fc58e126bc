import type { Message, Severity } from './message.ts';
import type { Verdict } from './verdict.ts';

/** What was judged: one distribution at one version. */
export type Target = {
  /** Folder of the project relative to the git top level; `.` for the top level itself. */
  readonly path: string;
  readonly name: string | null;
  readonly version: string | null;
  readonly tag: string | null;
  /** Object id of the commit, or null where there is none (no repository, no commit, uncommitted changes not excluded). */
  readonly commit: string | null;
};

/** One shape for lint and probe; the `json` format is this value, every other format is a pure function of it. */
export type Report = {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'pyrel'; readonly version: string };
  readonly command: 'lint' | 'probe';
  readonly mode: 'dev' | 'release';
  /** Why this mode: the flag, the environment variable or the tag that decided it. */
  readonly modeReason: string;
  /** The file of findings that do not count because they were there before; left out where none is used. */
  readonly baseline?: string;
  readonly targets: readonly Target[];
  readonly verdicts: readonly Verdict[];
};

/** What reporters need to know of a rule, beside its verdicts. */
export type RuleCard = {
  readonly id: string;
  readonly summary: string;
  readonly why: string;
  readonly helpUri: string;
  readonly messages: { readonly [messageId: string]: Message };
};

/** The texts of a reported file, for code frames; null where it cannot be shown. */
export type SourceLines = (file: string) => readonly string[] | null;

const RANK: { readonly [S in Severity]: number } = { note: 0, warning: 1, error: 2 };

export function atLeast(severity: Severity, bound: Severity): boolean {
  return RANK[severity] >= RANK[bound];
}
