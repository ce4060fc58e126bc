import { ruleTable, rulesJson } from '../report/rule-list.ts';
import { rules } from '../rules/registry.gen.ts';
import type { Surroundings } from './surroundings.ts';

/** `pyrel rules`. */
export async function rulesCommand(format: 'text' | 'json', around: Surroundings): Promise<number> {
  await around.print(format === 'json' ? rulesJson(rules) : ruleTable(rules, around.colour));
  return 0;
}
