import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ruleIds } from '../../scripts/generate/registry.ts';
import { retiredIds } from '../../scripts/retired-ids.ts';
import { HEADINGS, parseRulePage } from '../../scripts/rule-page.ts';
import { rules } from '../../src/rules/registry.gen.ts';

const top = new URL('../../', import.meta.url);

function namesIn(folder: string, ending: string): readonly string[] {
  const files = readdirSync(new URL(folder, top)).filter((file) => file.endsWith(ending) && file !== 'README.md');
  return files.map((file) => file.slice(0, -ending.length)).sort();
}

test('a rule is one file, one test and one page', async () => {
  const ids = await ruleIds();
  expect({ tests: namesIn('test/rules/', '.test.ts'), pages: namesIn('docs/rules/', '.md') }).toEqual({
    tests: ids,
    pages: ids,
  });
});

test('a rule bears the name of its file', async () => {
  expect(rules.map((rule) => rule.meta.id)).toEqual(await ruleIds());
});

test('no id is used again', () => {
  expect(rules.map((rule) => rule.meta.id).filter((id) => Object.hasOwn(retiredIds, id))).toEqual([]);
});

test('no rule is left to be filled in', () => {
  expect(rules.filter((rule) => JSON.stringify(rule).includes('FILL IN')).map((rule) => rule.meta.id)).toEqual([]);
});

test.each(rules.map((rule) => rule.meta.id))('the page of %s has the headings in their order', (id) => {
  const page = parseRulePage(readFileSync(new URL(`docs/rules/${id}.md`, top), 'utf8'));
  expect({ title: page.title, headings: page.headings }).toEqual({ title: id, headings: HEADINGS });
});
