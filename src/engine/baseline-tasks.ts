import type { Finding, Verdict } from '../core/verdict.ts';
import type { SourceText } from '../project/source.ts';
import type { Baseline, BaselineEntry } from './baseline.ts';
import { baselineText, entryKey, readBaseline } from './baseline.ts';
import type { Seen } from './baseline-use.ts';
import { canTell, isAboutBaseline, stillThere } from './baseline-use.ts';
import type { Judged, Question } from './judge.ts';
import { judge } from './judge.ts';

/** `use`: only held against. `update`: what is found now. `prune`: without what is mended, and nothing more. */
export type BaselineTask = 'use' | 'update' | 'prune';

export type BaselineChange = {
  /** What is to be written. */
  readonly text: string;
  /** Findings, not entries. */
  readonly added: number;
  readonly removed: number;
  readonly kept: number;
};

type Entry = Omit<BaselineEntry, 'place'>;

/** Judges; where the baseline is to change, judges again with what it is then, so that the report says what will hold. */
export async function judgeWithBaseline(
  question: Question,
  task: BaselineTask,
): Promise<{ readonly judged: Judged; readonly change: BaselineChange | null }> {
  const judged = await judge(question);
  const { baseline } = question;
  if (task === 'use' || baseline === null) return { judged, change: null };
  const entries = task === 'prune' ? pruned(baseline, judged.seen) : updated(baseline, judged, question);
  const source: SourceText = { ...baseline.source, text: baselineText(entries), hasBom: false };
  const next = await readBaseline(source, source.file);
  const change = { text: source.text, ...difference(baseline.entries, next.entries) };
  return { judged: await judge({ ...question, baseline: next }), change };
}

function pruned(baseline: Baseline, seen: Seen): readonly Entry[] {
  return baseline.entries
    .map((entry) => ({ ...entry, count: stillThere(entry, seen) }))
    .filter(({ count }) => count > 0);
}

type Counted = { readonly finding: Finding; readonly verdict: Verdict; counting: number; all: number };

/** What is found now, and those entries of which this run cannot tell. */
function updated(baseline: Baseline, { verdicts, seen, projectOf }: Judged, question: Question): readonly Entry[] {
  const found = new Map<string, Counted>();
  for (const verdict of verdicts) {
    if (verdict.outcome !== 'fail' && verdict.outcome !== 'ignored') continue;
    const counts = verdict.outcome === 'fail' || verdict.suppression.kind === 'baseline';
    for (const finding of verdict.findings) {
      if (isAboutBaseline(finding)) continue;
      const key = entryKey({ rule: verdict.id, project: projectOf(verdict), fingerprint: finding.fingerprint });
      const counted = found.get(key) ?? { finding, verdict, counting: 0, all: 0 };
      if (counts) counted.counting++;
      counted.all++;
      found.set(key, counted);
    }
  }
  const old = new Map(baseline.entries.map((entry) => [entryKey(entry), entry]));
  const kept = baseline.entries.map((entry) => {
    const now = found.get(entryKey(entry));
    return { ...entry, what: now?.finding.what ?? entry.what, count: countAfter(entry, now, seen) };
  });
  const added = [...found].flatMap(([key, { finding, verdict, counting }]) =>
    old.has(key) ? [] : [entryOf(finding, verdict, { projectOf, count: counting, question })],
  );
  return [...kept, ...added].filter(({ count }) => count > 0);
}

function countAfter(entry: BaselineEntry, now: Counted | undefined, seen: Seen): number {
  const { counting, all } = now ?? { counting: 0, all: 0 };
  if (!canTell(entry, seen)) return Math.max(counting, entry.count);
  // Those are there, too, for which another rule's finding at the same place stands.
  const dropped = Math.max(0, seen.countOf(entry) - all);
  return Math.max(counting, Math.min(entry.count, counting + dropped));
}

function entryOf(
  { fingerprint, what, primary }: Finding,
  verdict: Verdict,
  given: { readonly projectOf: Judged['projectOf']; readonly count: number; readonly question: Question },
): Entry {
  const { count, projectOf, question } = given;
  const mode = question.subjects[verdict.target]?.facts.plan.mode ?? 'dev';
  return { rule: verdict.id, file: primary.file, what, fingerprint, count, project: projectOf(verdict), mode };
}

function difference(
  before: readonly BaselineEntry[],
  after: readonly BaselineEntry[],
): Pick<BaselineChange, 'added' | 'removed' | 'kept'> {
  const counts = new Map(before.map((entry) => [entryKey(entry), entry.count]));
  let [added, kept] = [0, 0];
  for (const entry of after) {
    const old = counts.get(entryKey(entry)) ?? 0;
    added += Math.max(0, entry.count - old);
    kept += Math.min(entry.count, old);
  }
  const all = before.reduce((sum, { count }) => sum + count, 0);
  return { added, removed: all - kept, kept };
}
