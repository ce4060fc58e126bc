import type { Finding, RawFinding } from '../core/verdict.ts';
import type { Baseline, BaselineEntry } from './baseline.ts';
import { entryKey } from './baseline.ts';

/** Gives each finding the entry that covers it, as often as the entry says; null for a finding that is new. */
export type TakeEntry = (rule: string, project: string | null, finding: Finding) => BaselineEntry | null;

export function takeEntries(baseline: Baseline): TakeEntry {
  const byKey = new Map(baseline.entries.map((entry) => [entryKey(entry), entry]));
  const left = new Map<string, number>();
  return (rule, project, { fingerprint }) => {
    const key = entryKey({ rule, project, fingerprint });
    const entry = byKey.get(key);
    const rest = left.get(key) ?? entry?.count ?? 0;
    if (entry === undefined || rest === 0) return null;
    left.set(key, rest - 1);
    return entry;
  };
}

/** What the rules found, before anything was ignored, and which of them looked. */
export type Seen = {
  /** Whether a rule answered for a project, without a skip and without a look that failed; and in which mode. */
  readonly modeOf: (rule: string, project: string | null) => 'dev' | 'release' | null;
  readonly countOf: (entry: Pick<BaselineEntry, 'rule' | 'project' | 'fingerprint'>) => number;
  readonly foundIn: (rule: string, project: string | null, file: string) => boolean;
  readonly isKnown: (rule: string) => boolean;
};

export type Observation = {
  readonly rule: string;
  readonly project: string | null;
  readonly mode: 'dev' | 'release';
  /** Whether it can be said what is not there. */
  readonly looked: boolean;
  readonly findings: readonly Finding[];
};

export function observe(observations: readonly Observation[], known: ReadonlySet<string>): Seen {
  const modes = new Map<string, 'dev' | 'release'>();
  const counts = new Map<string, number>();
  const files = new Set<string>();
  for (const { rule, project, mode, looked, findings } of observations) {
    if (looked) modes.set(JSON.stringify([rule, project]), mode);
    for (const { fingerprint, primary } of findings) {
      const key = entryKey({ rule, project, fingerprint });
      counts.set(key, (counts.get(key) ?? 0) + 1);
      files.add(JSON.stringify([rule, project, primary.file]));
    }
  }
  return {
    modeOf: (rule, project) => modes.get(JSON.stringify([rule, project])) ?? null,
    countOf: (entry) => counts.get(entryKey(entry)) ?? 0,
    foundIn: (rule, project, file) => files.has(JSON.stringify([rule, project, file])),
    isKnown: (rule) => known.has(rule),
  };
}

/**
 * Whether this run can tell what has become of an entry: its rule was asked, looked and did not skip. Where the entry is of
 * the other mode, and the rule has something to say of the file, it may only have other words for it in this one.
 */
export function canTell({ rule, project, file, mode }: BaselineEntry, seen: Seen): boolean {
  if (!seen.isKnown(rule)) return true;
  const asked = seen.modeOf(rule, project);
  return asked !== null && (asked === mode || !seen.foundIn(rule, project, file));
}

/** How many of an entry's findings are still there, as far as this run can tell. */
export function stillThere(entry: BaselineEntry, seen: Seen): number {
  return canTell(entry, seen) ? Math.min(entry.count, seen.countOf(entry)) : entry.count;
}

/** Entries whose findings are gone, for `suppression-unused`. */
export function staleEntries(baseline: Baseline, seen: Seen): readonly RawFinding[] {
  return baseline.entries.flatMap((entry): readonly RawFinding[] => {
    const { rule: id, file, count, place: at } = entry;
    const found = stillThere(entry, seen);
    if (found === count) return [];
    if (found === 0) return [{ messageId: 'baselineGone', data: { id, file }, at, related: [] }];
    return [{ messageId: 'baselineFewer', data: { id, file, count, found }, at, related: [] }];
  });
}

/** Whether a finding is about the baseline itself, which the next update mends. */
export function isAboutBaseline({ messageId }: Finding): boolean {
  return messageId === 'baselineGone' || messageId === 'baselineFewer';
}
