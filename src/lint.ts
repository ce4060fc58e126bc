import type { Need } from './core/rule.ts';
import type { Report, SourceLines } from './core/report.ts';
import type { Baseline } from './engine/baseline.ts';
import type { BaselineChange, BaselineTask } from './engine/baseline-tasks.ts';
import { judgeWithBaseline } from './engine/baseline-tasks.ts';
import type { Subject } from './engine/judge.ts';
import type { FoundProject } from './project/find-projects.ts';
import type { Tree } from './project/load.ts';
import type { SourceText } from './project/source.ts';
import type { LintRule } from './rules/rule.ts';
import type { SubjectsInput } from './subjects.ts';
import { loadSubjects, targetOf } from './subjects.ts';

/** `today` is also what expiry dates of ignores are held against, and `allRules` what ignores may name. */
export type LintInput = SubjectsInput & {
  readonly allRules: readonly Pick<LintRule, 'meta' | 'options'>[];
  /** The rules to ask, in the order of the report. */
  readonly rules: readonly LintRule[];
  readonly modeReason: string;
  readonly toolVersion: string;
  /** Findings that were there before, and whether that is to change; left out or null where there is no baseline. */
  readonly baseline?: { readonly before: Baseline; readonly task: BaselineTask } | null;
};

export type LintResult = {
  readonly report: Report;
  /** For code frames. */
  readonly lines: SourceLines;
  /** Texts of the files that were read, for fixes. */
  readonly sources: ReadonlyMap<string, SourceText>;
  /** For `-v`: what was judged, in the order of the report's targets. */
  readonly subjects: readonly Subject[];
  /** Projects that were found and that the request does not concern. */
  readonly others: readonly FoundProject[];
  /** What is to be written to the baseline; null where it is only used, or there is none. */
  readonly baselineChange: BaselineChange | null;
};

/** Judges a repository: finds its projects, loads the facts, makes the plans, asks the rules. No I/O of its own. */
export async function lint(input: LintInput): Promise<LintResult> {
  const needs = new Set<Need>(input.rules.flatMap((rule) => rule.meta.needs));
  const { tree, subjects, others, undecided } = await loadSubjects(input, needs);
  const { verdicts, baselineChange } = await answers(input, subjects, others.length === 0);
  return {
    report: {
      schemaVersion: 1,
      tool: { name: 'pyrel', version: input.toolVersion },
      command: 'lint',
      mode: subjects.some(({ facts }) => facts.plan.mode === 'release') ? 'release' : 'dev',
      modeReason: undecided ?? input.modeReason,
      ...(input.baseline == null ? {} : { baseline: input.baseline.before.source.file }),
      targets: subjects.map(targetOf),
      verdicts,
    },
    subjects,
    others,
    baselineChange,
    sources: withConfigs(tree, subjects),
    lines: linesOf(tree, input.baseline?.before.source ?? null),
  };
}

async function answers(
  { rules, today, allRules, baseline = null }: LintInput,
  subjects: readonly Subject[],
  isWhole: boolean,
): Promise<{ readonly verdicts: Report['verdicts'] } & Pick<LintResult, 'baselineChange'>> {
  const ids = new Set(allRules.map(({ meta }) => meta.id));
  const question = { subjects, rules, today, known: ids, baseline: baseline?.before ?? null, isWhole };
  const { judged, change } = await judgeWithBaseline(question, baseline?.task ?? 'use');
  return { verdicts: judged.verdicts, baselineChange: change };
}

/** Of a baseline, which is no part of the project, as well. */
function linesOf({ reader }: Tree, baseline: SourceText | null): SourceLines {
  return (file) => {
    const source = reader.sources.get(file) ?? (baseline?.file === file ? baseline : null);
    return source?.text.split(/\r\n|\r|\n/) ?? null;
  };
}

/** Ignores are taken out of configs, too, which no loader need have read. */
function withConfigs({ reader }: Tree, subjects: readonly Subject[]): ReadonlyMap<string, SourceText> {
  const configs = new Set(subjects.flatMap(({ config: { source } }) => source ?? []));
  const unread = [...configs].filter(({ file }) => reader.allPaths.has(file) && !reader.sources.has(file));
  return unread.length === 0
    ? reader.sources
    : new Map([...reader.sources, ...unread.map((source) => [source.file, source] as const)]);
}
