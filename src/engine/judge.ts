import type { Config } from '../config/config.ts';
import type { RawFinding, Verdict, Finding } from '../core/verdict.ts';
import type { RuleLevel } from '../core/rule.ts';
import { findIgnores } from '../project/ignores.ts';
import type { Locator } from '../project/locate.ts';
import { createLocator } from '../project/locate.ts';
import type { LintFacts, LintRule } from '../rules/rule.ts';
import { finishFindings } from './finish.ts';
import type { Ignore } from './suppress.ts';
import { configIgnore, holds, inlineIgnore, suppression } from './suppress.ts';
import { unusedIgnores } from './unused.ts';

/** The one rule that judges the ignores themselves, after all others: the engine answers it. */
const UNUSED = 'suppression-unused';

type Asked =
  | { readonly rule: LintRule; readonly level: RuleLevel; readonly skip: string }
  | {
      readonly rule: LintRule;
      readonly level: RuleLevel;
      readonly findings: readonly Finding[];
      readonly blind: readonly { readonly reason: string; readonly subject?: string }[];
    };

/** Asks every rule and answers with verdicts, in the order of the rules. */
export async function judge(
  facts: LintFacts,
  rules: readonly LintRule[],
  config: Config,
  today: string,
  known: ReadonlySet<string>,
): Promise<readonly Verdict[]> {
  // A config may lie outside the project, and its ignores are shown where they stand.
  const { source } = config;
  const sources = source === null ? facts.project.sources : new Map([[source.file, source], ...facts.project.sources]);
  const locate = createLocator(sources);
  const asked: Asked[] = [];
  for (const rule of rules) if (rule.meta.id !== UNUSED) asked.push(await ask(rule, facts, config, locate));
  const ignores: readonly Ignore[] = [
    ...config.ignores.map(configIgnore),
    ...[...facts.project.sources.values()].flatMap(findIgnores).map(inlineIgnore),
  ];
  const used = new Set<Ignore>();
  const verdicts: Verdict[] = [];
  for (const answer of dropSuperseded(asked))
    verdicts.push(...(await verdictsOf(answer, ignores, today, used, locate)));
  const unusedRule = rules.find((rule) => rule.meta.id === UNUSED);
  if (unusedRule === undefined) return verdicts;
  const raw = unusedIgnores({ ignores, used, asked, today, known });
  const level = levelOf(unusedRule, config);
  const findings = level === 'off' ? [] : await finishFindings(unusedRule, raw, level, locate);
  const own: Asked =
    level === 'off'
      ? { rule: unusedRule, level, skip: 'switched off' }
      : { rule: unusedRule, level, findings, blind: [] };
  const last = await verdictsOf(own, [], today, used, locate);
  return [...verdicts, ...last];
}

async function ask(rule: LintRule, facts: LintFacts, config: Config, locate: Locator): Promise<Asked> {
  const level = levelOf(rule, config);
  if (level === 'off') return { rule, level, skip: 'switched off' };
  if (rule.meta.mode === 'release' && facts.plan.mode === 'dev')
    return { rule, level, skip: 'asked in release mode only' };
  const answer = rule.check(facts, optionsOf(rule, config));
  if ('skip' in answer) return { rule, level, skip: answer.skip };
  const raw: readonly RawFinding[] = answer.findings;
  return { rule, level, findings: await finishFindings(rule, raw, level, locate), blind: answer.blind };
}

function levelOf(rule: LintRule, config: Config): RuleLevel {
  return config.rules.get(rule.meta.id)?.level ?? (rule.meta.offByDefault === true ? 'off' : 'default');
}

function optionsOf(rule: LintRule, config: Config): { readonly [option: string]: unknown } {
  const defaults = Object.fromEntries(Object.entries(rule.options).map(([name, schema]) => [name, schema.default]));
  return { ...defaults, ...config.rules.get(rule.meta.id)?.options };
}

/** Where a rule fails, the findings that others made at the same place and that it supersedes go. */
function dropSuperseded(asked: readonly Asked[]): readonly Asked[] {
  return asked.map((answer) => {
    if ('skip' in answer || answer.findings.length === 0) return answer;
    const over = asked.filter(
      (other) =>
        other.rule.meta.supersedes?.includes(answer.rule.meta.id) === true &&
        'findings' in other &&
        other.findings.length > 0,
    );
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

async function verdictsOf(
  answer: Asked,
  ignores: readonly Ignore[],
  today: string,
  used: Set<Ignore>,
  locate: Locator,
): Promise<readonly Verdict[]> {
  const base = { id: answer.rule.meta.id, target: 0 };
  if ('skip' in answer) return [{ ...base, outcome: 'skip', reason: answer.skip }];
  const verdicts: Verdict[] = answer.blind.map((blind) => ({ ...base, ...blind, outcome: 'error' }));
  const live: Finding[] = [];
  const silenced = new Map<Ignore, Finding[]>();
  for (const finding of answer.findings) {
    const ignore = ignores.find((one) => one.ids.includes(base.id) && holds(one, today) && one.matches(finding));
    if (ignore === undefined) live.push(finding);
    else silenced.set(ignore, [...(silenced.get(ignore) ?? []), finding]);
  }
  if (live.length > 0) verdicts.push({ ...base, outcome: 'fail', findings: live });
  for (const [ignore, findings] of silenced) {
    used.add(ignore);
    verdicts.push({
      ...base,
      outcome: 'ignored',
      reason: ignore.reason,
      findings,
      suppression: suppression(ignore, await locate(ignore.place)),
    });
  }
  return verdicts.length === 0 ? [{ ...base, outcome: 'pass' }] : verdicts;
}
