import { nearest } from '../config/did-you-mean.ts';
import { PyrelError } from '../core/error.ts';
import { rulePageText } from '../io/rule-page.ts';
import { explain } from '../report/explain.ts';
import { rules } from '../rules/registry.gen.ts';
import type { Surroundings } from './surroundings.ts';

/** `pyrel explain ID`. */
export async function explainCommand(id: string, around: Surroundings): Promise<number> {
  const rule = rules.find(({ meta }) => meta.id === id);
  if (rule === undefined) {
    const meant = nearest(
      id,
      rules.map(({ meta }) => meta.id),
    );
    throw new PyrelError(
      'rule-unknown',
      `there is no rule ${id}`,
      meant === null ? 'See `pyrel rules`.' : `Did you mean ${meant}? See \`pyrel rules\` for all of them.`,
    );
  }
  await around.print(explain(rule, { page: await rulePageText(id), colour: around.colour, width: around.width }));
  return 0;
}
