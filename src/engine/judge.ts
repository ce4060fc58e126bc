import type { Config } from '../config/config.ts';
import type { RawFinding, Verdict, Finding } from '../core/verdict.ts';
import type { RuleLevel } from '../core/rule.ts';
import { findIgnores } from '../project/ignores.ts';
import type { Locator } from '../project/locate.ts';
import { createLocator } from '../project/locate.ts';
import type { SourceText } from '../project/source.ts';
import type { LintFacts, LintRule } from '../rules/rule.ts';
import { finishFindings } from './finish.ts';
import type { Baseline, BaselineEntry } from './baseline.ts';
import type { Observation, Seen, TakeEntry } from './baseline-use.ts';
import { observe, staleEntries, takeEntries } from './baseline-use.ts';
import type { Ignore } from './suppress.ts';
import { baselineSuppression, configIgnore, holds, inlineIgnore, suppression } from './suppress.ts';
import { unusedIgnores } from './unused.ts';

/** The one rule that judges the ignores themselves, after all others: the engine answers it. */
const UNUSED = 'suppression-unused';

/** One project of the repository, and the config that holds for it. */
export type Subject = { readonly facts: LintFacts; readonly config: Config };

export type Question = {
  /** In the order of the report's targets. */
  readonly subjects: readonly Subject[];
  /** The rules to ask, in their own order. */
  readonly rules: readonly LintRule[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Ids of all rules that there are. */
  readonly known: ReadonlySet<string>;
  /** Findings that were there before; null where there is no baseline. */
  readonly baseline: Baseline | null;
  /** Whether all projects of the repository are asked: else what is said of all of it may be there and not be seen. */
  readonly isWhole: boolean;
};

export type Judged = {
  readonly verdicts: readonly Verdict[];
  readonly seen: Seen;
  /** The project that a verdict is about, as a baseline names it. */
  readonly projectOf: (verdict: Verdict) => string | null;
};

type Asked =
  | { readonly rule: LintRule; readonly level: RuleLevel; readonly skip: string }
  | {
      readonly rule: LintRule;
      readonly level: RuleLevel;
      readonly findings: readonly Finding[];
      readonly blind: readonly { readonly reason: string; readonly subject?: string }[];
    };

/** Asks every rule about every subject and answers with verdicts, in that order. */
export async function judge(question: Question): Promise<Judged> {
  const { subjects, rules, today, known, baseline } = question;
  const configs = [...new Set(subjects.map(({ config }) => config))];
  const sources = allSources(subjects, configs, baseline);
  const locate = createLocator(sources);
  const ignores: readonly Ignore[] = [
    ...configs.flatMap((config) => config.ignores.map((ignore) => configIgnore(ignore, config))),
    ...[...sources.values()].flatMap(findIgnores).map(inlineIgnore),
  ];
  const judging = { today, used: new Set<Ignore>(), locate, take: baseline === null ? null : takeEntries(baseline) };
  const { verdicts, ran, observations } = await askAll(question, ignores, judging);
  const projectOf = ({ id, target }: Verdict): string | null =>
    aboutOf(
      question,
      rules.find(({ meta }) => meta.id === id),
      target,
    ).project;
  const last = rules.find((rule) => rule.meta.id === UNUSED);
  const [first] = subjects;
  if (last === undefined || first === undefined) return { verdicts, seen: observe(observations, known), projectOf };
  const raw = unusedIgnores({
    ignores,
    used: judging.used,
    ran,
    today,
    known,
    isRelease: subjects.some(({ facts }) => facts.plan.mode === 'release'),
  });
  const level = levelOf(last, first.config);
  const finish = (found: readonly RawFinding[]): Promise<readonly Finding[]> =>
    level === 'off' ? Promise.resolve([]) : finishFindings(last, found, level, locate);
  const unused = await finish(raw);
  const answer = (findings: readonly Finding[]): Asked =>
    level === 'off' ? { rule: last, level, skip: 'switched off' } : { rule: last, level, findings, blind: [] };
  const seen = observe([...observations, observation(question, answer(unused), 0)], known);
  const stale = await finish(baseline === null ? [] : staleEntries(baseline, seen));
  const about = { ...judging, ignores: [], ...aboutOf(question, last, 0) };
  return { verdicts: [...verdicts, ...(await verdictsOf(answer([...unused, ...stale]), about))], seen, projectOf };
}

/** What a verdict of a rule is about: its target, and the project as a baseline names it. */
function aboutOf(
  { subjects }: Question,
  rule: LintRule | undefined,
  target: number,
): { readonly target: number; readonly project: string | null } {
  const root = rule?.meta.scope === 'repository' ? '' : (subjects[target]?.facts.project.root ?? '');
  return { target, project: root === '' ? null : root };
}

function observation(question: Question, answer: Asked, target: number): Observation {
  const { meta } = answer.rule;
  const { project } = aboutOf(question, answer.rule, target);
  const mode = question.subjects[target]?.facts.plan.mode ?? 'dev';
  if ('skip' in answer) return { rule: meta.id, project, mode, looked: false, findings: [] };
  const looked = answer.blind.length === 0 && (question.isWhole || meta.scope !== 'repository');
  return { rule: meta.id, project, mode, looked, findings: answer.findings };
}

type Answers = {
  readonly verdicts: readonly Verdict[];
  /** Ids of the rules that were asked and did not skip. */
  readonly ran: ReadonlySet<string>;
  /** None without a baseline: a repository of 1,000 projects has 100,000. */
  readonly observations: readonly Observation[];
};

/** Asks subject by subject; what silences a finding of one is not taken for another's. */
async function askAll(
  question: Question,
  ignores: readonly Ignore[],
  judging: Omit<Judging, 'ignores' | 'target' | 'project'>,
): Promise<Answers> {
  const verdicts: Verdict[] = [];
  const ran = new Set<string>();
  const observations: Observation[] = [];
  for (const [target, { facts, config }] of question.subjects.entries()) {
    const asked: Asked[] = [];
    for (const rule of question.rules) {
      if (!isAskedOf(rule, target)) continue;
      const answer = ask(rule, facts, config, judging.locate);
      asked.push(answer instanceof Promise ? await answer : answer);
    }
    const own = ignores.filter((ignore) => ignore.config === null || ignore.config === config);
    for (const answer of dropSuperseded(asked)) {
      const plain = plainVerdict(answer, target);
      if (plain !== null) verdicts.push(plain);
      else {
        const about = aboutOf(question, answer.rule, target);
        verdicts.push(...(await verdictsOf(answer, { ...judging, ignores: own, ...about })));
      }
    }
    for (const answer of asked) if (!('skip' in answer)) ran.add(answer.rule.meta.id);
    if (question.baseline !== null) observations.push(...asked.map((answer) => observation(question, answer, target)));
  }
  return { verdicts, ran, observations };
}

/** What is said of the repository as a whole is said once, for the first project. */
function isAskedOf({ meta }: LintRule, target: number): boolean {
  return meta.id !== UNUSED && (target === 0 || meta.scope !== 'repository');
}

/** A config may lie outside the project, and a baseline is none of it: what they say is shown where it stands. */
function allSources(
  subjects: readonly Subject[],
  configs: readonly Config[],
  baseline: Baseline | null,
): ReadonlyMap<string, SourceText> {
  const read = subjects[0]?.facts.project.sources ?? new Map<string, SourceText>();
  const own = [...configs, baseline].flatMap((one) =>
    one?.source == null ? [] : [[one.source.file, one.source] as const],
  );
  return own.length === 0 ? read : new Map([...own, ...read]);
}

/** At once where there is nothing to place: in a large repository that is 100,000 answers, and a promise for each. */
function ask(rule: LintRule, facts: LintFacts, config: Config, locate: Locator): Asked | Promise<Asked> {
  const level = levelOf(rule, config);
  if (level === 'off') return { rule, level, skip: config.rules.has(rule.meta.id) ? 'switched off' : 'off by default' };
  if (rule.meta.mode === 'release' && facts.plan.mode === 'dev')
    return { rule, level, skip: 'asked in release mode only' };
  const answer = rule.check(facts, optionsOf(rule, config));
  if ('skip' in answer) return { rule, level, skip: answer.skip };
  const raw: readonly RawFinding[] = answer.findings;
  const { blind } = answer;
  if (raw.length === 0) return { rule, level, findings: [], blind };
  return finishFindings(rule, raw, level, locate).then((findings) => ({ rule, level, findings, blind }));
}

function levelOf(rule: LintRule, config: Config): RuleLevel {
  return config.rules.get(rule.meta.id)?.level ?? (rule.meta.offByDefault === true ? 'off' : 'default');
}

type Options = { readonly [option: string]: unknown };

/** Of each config, by rule: asked again for each project. */
const optionsByConfig = new WeakMap<Config, Map<LintRule, Options>>();

function optionsOf(rule: LintRule, config: Config): Options {
  const known = optionsByConfig.get(config) ?? new Map<LintRule, Options>();
  optionsByConfig.set(config, known);
  const made = known.get(rule) ?? madeOptions(rule, config);
  known.set(rule, made);
  return made;
}

function madeOptions(rule: LintRule, config: Config): Options {
  const defaults = Object.fromEntries(Object.entries(rule.options).map(([name, schema]) => [name, schema.default]));
  return { ...defaults, ...config.rules.get(rule.meta.id)?.options };
}

/** Where a rule fails, the findings that others made at the same place and that it supersedes go. */
function dropSuperseded(asked: readonly Asked[]): readonly Asked[] {
  const superseding = asked.filter(
    (answer) => answer.rule.meta.supersedes !== undefined && 'findings' in answer && answer.findings.length > 0,
  );
  if (superseding.length === 0) return asked;
  return asked.map((answer) => {
    if ('skip' in answer || answer.findings.length === 0) return answer;
    const over = superseding.filter((other) => other.rule.meta.supersedes?.includes(answer.rule.meta.id) === true);
    if (over.length === 0) return answer;
    const places = new Set(over.flatMap((other) => ('findings' in other ? other.findings.map(placeKey) : [])));
    const findings = answer.findings.filter((finding) => !places.has(placeKey(finding)));
    if (findings.length > 0 || answer.blind.length > 0) return { ...answer, findings };
    return { rule: answer.rule, level: answer.level, skip: `${over[0]?.rule.meta.id} says it` };
  });
}

function placeKey({ primary: { file, region } }: Finding): string {
  return `${file}:${region.startLine}:${region.startColumn}`;
}

type Judging = {
  readonly target: number;
  readonly project: string | null;
  readonly take: TakeEntry | null;
  readonly ignores: readonly Ignore[];
  readonly today: string;
  readonly used: Set<Ignore>;
  readonly locate: Locator;
};

/** The verdict of a rule that found nothing, or did not look; null where it has something to say. */
function plainVerdict(answer: Asked, target: number): Verdict | null {
  const { id } = answer.rule.meta;
  if ('skip' in answer) return { id, target, outcome: 'skip', reason: answer.skip };
  return answer.findings.length + answer.blind.length === 0 ? { id, target, outcome: 'pass' } : null;
}

async function verdictsOf(answer: Asked, given: Judging): Promise<readonly Verdict[]> {
  const base = { id: answer.rule.meta.id, target: given.target };
  if ('skip' in answer) return [{ ...base, outcome: 'skip', reason: answer.skip }];
  const verdicts: Verdict[] = answer.blind.map((blind) => ({ ...base, ...blind, outcome: 'error' }));
  const live: Finding[] = [];
  const silenced = new Map<Ignore | BaselineEntry, Finding[]>();
  for (const finding of answer.findings) {
    const ignore = given.ignores.find(
      (one) => one.ids.includes(base.id) && holds(one, given.today) && one.matches(finding),
    );
    const by = ignore ?? given.take?.(base.id, given.project, finding) ?? null;
    if (by === null) live.push(finding);
    else silenced.set(by, [...(silenced.get(by) ?? []), finding]);
  }
  if (live.length > 0) verdicts.push({ ...base, outcome: 'fail', findings: live });
  for (const [by, findings] of silenced) {
    const place = await given.locate(by.place);
    if (!('fingerprint' in by)) given.used.add(by);
    const made = 'fingerprint' in by ? baselineSuppression(place) : suppression(by, place);
    verdicts.push({ ...base, outcome: 'ignored', reason: made.reason, findings, suppression: made });
  }
  return verdicts.length === 0 ? [{ ...base, outcome: 'pass' }] : verdicts;
}
