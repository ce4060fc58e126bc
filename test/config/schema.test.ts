import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compiledValidators } from '../../scripts/compile-validators.ts';
import { checkIgnores, checkRules } from '../../src/config/check-rules.ts';
import { checkShape } from '../../src/config/check-shape.ts';
import { PRESETS } from '../../src/config/presets.ts';
import { readConfig } from '../../src/config/read-config.ts';
import type { RuleDeclaration } from '../../src/config/schema.ts';
import { CONFIG_SCHEMA, configSchema } from '../../src/config/schema.ts';
import { rules } from '../../src/rules/registry.gen.ts';
import { declarations } from './declarations.ts';

type Data = { readonly [key: string]: unknown };

function compile(given: readonly RuleDeclaration[]): (data: unknown) => boolean {
  return new Ajv({ strict: true, strictTypes: false, keywords: ['x-taplo'] }).compile(configSchema(given));
}

function isAccepted(data: Data, given: readonly RuleDeclaration[]): boolean {
  return (
    [...checkShape(data), ...checkRules(data['rules'], given), ...checkIgnores(data['ignore'], given)].length === 0
  );
}

test('the compiled validator is what the schema compiles to', () => {
  for (const { path, text } of compiledValidators()) {
    expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(text);
  }
});

test('every key of the schema says what it means', () => {
  const silent: string[] = [];
  const walk = (schema: Data, name: string): void => {
    for (const [key, inner] of Object.entries((schema['properties'] ?? {}) as { readonly [key: string]: Data })) {
      if (typeof inner['description'] !== 'string') silent.push(`${name}${key}`);
      walk(inner, `${name}${key}.`);
      walk((inner['items'] ?? {}) as Data, `${name}${key}.`);
    }
  };
  walk(CONFIG_SCHEMA, '');
  expect(silent).toEqual([]);
});

/** Values of every kind, the right ones often enough. */
const value: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    'error',
    'warning',
    'note',
    'off',
    'auto',
    'always',
    'semver',
    'exact',
    'strict',
    '2027-01-31',
    '2027-02-30',
    'version-mismatch',
    'x',
    '',
    ' ',
  ),
  fc.constantFrom(true, false, 0, 1, 2.5, -1),
  fc.array(fc.constantFrom('exact', 'strict', 'x', 1), { maxLength: 2 }),
);
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });
const table = (...keys: readonly string[]): fc.Arbitrary<Data> =>
  fc
    .record(Object.fromEntries(keys.map((key) => [key, optional(value)])))
    .map((given) => Object.fromEntries(Object.entries(given).filter(([, one]) => one !== undefined)));
const entry = fc.oneof(value, table('level', 'require', 'headings', 'days', 'strict', 'label'));
const written: fc.Arbitrary<Data> = fc.oneof(
  table(
    'extends',
    'fail-on',
    'tag-prefix',
    'version-scheme',
    'publish',
    'changelog',
    'baseline',
    'rules',
    'ignore',
    'other',
  ),
  fc.record({ changelog: table('file', 'path') }),
  fc.record({ checks: table('commands', 'timeout', 'manual', 'record', 'other') }),
  fc.record({
    checks: fc.record({
      commands: fc.array(fc.oneof(value, table('run', 'name', 'timeout', 'other')), { maxLength: 2 }),
    }),
  }),
  fc.record({
    rules: fc.dictionary(fc.constantFrom(...declarations.map(({ meta }) => meta.id), 'other'), entry, { maxKeys: 2 }),
  }),
  fc.record({ ignore: fc.array(table('id', 'path', 'until', 'reason', 'other'), { maxLength: 2 }) }),
  fc.record({ ignore: fc.array(fc.constant({ id: 'version-mismatch', reason: 'x' }), { maxLength: 2 }) }),
);

test('pyrel and the schema for editors agree on every config', () => {
  const isValid = compile(declarations);
  let accepted = 0;
  fc.assert(
    fc.property(written, (data) => {
      if (isValid(data)) accepted++;
      expect(isAccepted(data, declarations)).toBe(isValid(data));
    }),
    { numRuns: 3000, seed: 20261120 },
  );
  expect(accepted).toBeGreaterThan(300);
});

test('the schema of pyrel’s own rules compiles, and takes the defaults of their options', () => {
  const isValid = compile(rules);
  const refused = rules.filter(({ meta, options }) => {
    const defaults = Object.fromEntries(Object.entries(options).map(([name, schema]) => [name, schema.default]));
    return !isValid({ rules: { [meta.id]: { level: 'warning', ...defaults } } });
  });
  expect(refused.map(({ meta }) => meta.id)).toEqual([]);
});

test.each(Object.entries(PRESETS))('the preset %s names rules and options that there are', (_, preset) => {
  expect(compile(rules)(preset)).toBe(true);
  expect(isAccepted(preset, rules)).toBe(true);
});

test.each(Object.keys(PRESETS))('the preset %s can be extended', async (name) => {
  const config = await readConfig(
    { file: 'pyrel.toml', text: `extends = ["${name}"]`, kind: 'own', isLinted: false },
    rules,
  );
  expect([...config.rules.keys()].sort()).toEqual(
    Object.keys(PRESETS[name as keyof typeof PRESETS].rules ?? {}).sort(),
  );
});
