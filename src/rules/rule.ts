import type { OptionsSchema, Rule as AnyRule, RuleShape } from '../core/rule.ts';
import { ruleDefiner } from '../core/rule.ts';
import type { Messages } from '../core/message.ts';
import type { Plan } from '../plan/plan.ts';
import type { Project } from '../project/project.ts';

/** What every lint rule is handed; frozen. */
export type LintFacts = { readonly project: Project; readonly plan: Plan };

export type LintRule = AnyRule<LintFacts>;

/** Declares a lint rule; see `RuleShape`. One rule per file, the file named for the rule's id. */
export const defineRule: <const M extends Messages, const O extends OptionsSchema = Record<never, never>>(
  shape: RuleShape<LintFacts, M, O>,
) => LintRule = ruleDefiner<LintFacts>();
