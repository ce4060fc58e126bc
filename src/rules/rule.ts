import type { OptionsSchema, Rule as AnyRule, RuleShape, Skip } from '../core/rule.ts';
import { ruleDefiner } from '../core/rule.ts';
import type { Messages } from '../core/message.ts';
import { isUnknown } from '../core/unknown.ts';
import type { Changelog } from '../project/changelog.ts';
import type { Plan } from '../plan/plan.ts';
import type { Project } from '../project/project.ts';

/** What every lint rule is handed; frozen. */
export type LintFacts = { readonly project: Project; readonly plan: Plan };

export type LintRule = AnyRule<LintFacts>;

/** The changelog and the version whose entry a rule judges; or why there is nothing to judge. */
export function changelogOfRelease({
  project: { changelog },
  plan,
}: LintFacts): Skip | { readonly changelog: Changelog; readonly version: string } {
  const version = plan.release?.version;
  if (version === undefined) return { skip: 'asked for a release only' };
  if (changelog === null) return { skip: 'no changelog' };
  if (isUnknown(changelog)) return { skip: changelog.unknown };
  return changelog.stub === null ? { changelog, version } : { skip: changelog.stub };
}

/** Declares a lint rule; see `RuleShape`. One rule per file, the file named for the rule's id. */
export const defineRule: <const M extends Messages, const O extends OptionsSchema = Record<never, never>>(
  shape: RuleShape<LintFacts, M, O>,
) => LintRule = ruleDefiner<LintFacts>();
