import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { top } from '../../scripts/bundle.ts';
import { rulePage } from '../../scripts/generate/rule-docs.ts';
import { parseRulePage } from '../../scripts/rule-page.ts';
import { rules } from '../../src/rules/registry.gen.ts';

// Every example is run with the built command; `npm run generate` writes what it printed.
test.each(rules.map((rule) => [rule.meta.id, rule] as const))(
  'the page of %s says what the command says',
  async (id, rule) => {
    const { path, text } = await rulePage(rule);
    expect(await readFile(join(top, path), 'utf8')).toBe(text);
    const answers = parseRulePage(text).example.commands.map(({ answer }) => answer);
    expect(answers.join(''), 'the example shows the finding').toMatch(
      new RegExp(`^\\S.* (error|warning|note) ${id}\\b`, 'm'),
    );
  },
);
