import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { configSchema } from '../../src/config/schema.ts';
import type { LintRule } from '../../src/rules/rule.ts';
import { buildIfStale, top } from '../bundle.ts';
import { compiledValidators } from '../compile-validators.ts';
import type { Generated, Generator } from './generated.ts';
import { planSchema } from './plan-schema.ts';
import { registry } from './registry.ts';
import { roomLocks, roomsTable } from './room-locks.ts';
import { marked, ruleOverviews, rulePage, sampleOutputs } from './rule-docs.ts';

/** What lies in src and in the linter's configuration. */
export const sources: Generator = async () => [
  ...(await registry()),
  { path: '.oxlintrc.rooms.json', text: roomLocks() },
  ...compiledValidators(),
  await marked('docs/development.md', 'rooms', roomsTable()),
];

/** What is made of the rules' declarations. */
export const tables: Generator = async () => {
  const rules = await loadRules();
  const schema = `${JSON.stringify(configSchema(rules), null, 2)}\n`;
  return [
    { path: 'schemas/config.schema.json', text: schema },
    { path: 'schemas/plan.schema.json', text: `${JSON.stringify(planSchema(), null, 2)}\n` },
    ...(await ruleOverviews(rules)),
  ];
};

/** What the built command says: of the sample in README.md, of the examples in the rules' pages. */
export const pages: Generator = async () => {
  await buildIfStale();
  const files: Generated[] = [await sampleOutputs('README.md')];
  const problems: string[] = [];
  for (const rule of await loadRules()) {
    try {
      files.push(await rulePage(rule));
    } catch (error) {
      problems.push(`docs/rules/${rule.meta.id}.md: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return files;
};

/** In this order: what a stage imports or runs, the ones before have written. */
export const stages: readonly Generator[] = [sources, tables, pages];

/** Imported when asked for, not above: the first stage writes the module. */
async function loadRules(): Promise<readonly LintRule[]> {
  const url = pathToFileURL(join(top, 'src/rules/registry.gen.ts')).href;
  const module = (await import(url)) as { readonly rules: readonly LintRule[] };
  return module.rules;
}
