import { PyrelError } from '../core/error.ts';
import type { Config } from './config.ts';
import { nearest } from './did-you-mean.ts';
import type { RuleDeclaration } from './schema.ts';

/** The rules that `--select` (null: all) and `--ignore` leave, in their own order. Throws for an id that is none. */
export function selectRules<R extends RuleDeclaration>(
  rules: readonly R[],
  select: readonly string[] | null,
  ignore: readonly string[],
): readonly R[] {
  const ids = rules.map(({ meta }) => meta.id);
  refuseUnknown('--select', select ?? [], ids);
  refuseUnknown('--ignore', ignore, ids);
  return rules.filter(({ meta }) => (select === null || select.includes(meta.id)) && !ignore.includes(meta.id));
}

function refuseUnknown(flag: string, given: readonly string[], ids: readonly string[]): void {
  const unknown = given.filter((id) => !ids.includes(id));
  if (unknown.length === 0) return;
  const said = unknown.map((id) => {
    const meant = nearest(id, ids);
    return meant === null ? id : `${id} (did you mean ${meant}?)`;
  });
  throw new PyrelError(
    'rule-unknown',
    `${flag} names no rule: ${said.join(', ')}`,
    'List the rules with `pyrel rules`.',
  );
}

/** Who asks for a rule by name wants it asked, also where it is off by default; the config's own `off` stands. */
export function switchOnSelected(config: Config, select: readonly string[] | null): Config {
  const rules = new Map(config.rules);
  for (const id of select ?? []) if (!rules.has(id)) rules.set(id, { level: 'default', options: {} });
  return { ...config, rules };
}
