import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { PRESETS } from '../../src/config/presets.ts';
import { readConfig } from '../../src/config/read-config.ts';
import type { PresetName } from '../../src/config/schema.ts';
import { CONFIG_SCHEMA, configSchema } from '../../src/config/schema.ts';
import { schemaAddress } from '../../src/core/addresses.ts';
import { readBaseline } from '../../src/engine/baseline.ts';
import { rules } from '../../src/rules/registry.gen.ts';
import { compileSchema, violations } from '../report/schema.ts';

const file = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const page = file('docs/configuration.md');
const samples = (text: string, language: string): readonly string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, sample = '']) => sample);

type Data = { readonly [key: string]: unknown };

/** Keys with what they default to, as the page has them: `changelog.file`, but no keys of list entries. */
function keysOf(properties: Data, above = ''): readonly (readonly [key: string, fallback: unknown])[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const { properties: inner, default: fallback } = schema as { properties?: Data; default?: unknown };
    return inner === undefined ? [[`${above}${name}`, fallback] as const] : keysOf(inner, `${above}${name}.`);
  });
}

test('the page lists every key with its default', () => {
  const rows = [...page.matchAll(/^\| `([\w.-]+)` \| (.*?) \| .* \|$/gm)].map(([, key, fallback]) => [key, fallback]);
  expect(rows.map(([key]) => key)).toEqual(keysOf(CONFIG_SCHEMA.properties).map(([key]) => key));
  const defaults = keysOf(CONFIG_SCHEMA.properties).filter(([, fallback]) => fallback !== undefined);
  expect(rows).toEqual(
    expect.arrayContaining(defaults.map(([key, fallback]) => [key, `\`${JSON.stringify(fallback)}\``])),
  );
});

describe('the page shows each preset as it is', () => {
  test.each((Object.keys(PRESETS) as PresetName[]).filter((name) => name !== 'recommended'))('%s', (name) => {
    const [, section = ''] = new RegExp(`^\`${name}\` is [^]*?\\n(\`\`\`toml\\n[^]*?^\`\`\`)$`, 'm').exec(page) ?? [];
    expect(parse(samples(section, 'toml')[0] ?? '')).toEqual(PRESETS[name]);
  });
  test('recommended', () => {
    expect(PRESETS.recommended).toEqual({});
  });
});

describe('samples of configs', () => {
  const isValid = new Ajv({ strict: true, strictTypes: false, keywords: ['x-taplo'] }).compile(configSchema(rules));
  const all = ['README.md', 'docs/configuration.md'].flatMap((path) =>
    samples(file(path), 'toml')
      .filter((sample) => !sample.startsWith('[[schemas]]'))
      .map((sample, i) => [path, i, sample] as const),
  );
  test('there are some', () => {
    expect(new Set(all.map(([path]) => path)).size).toBe(2);
    expect(all.length).toBeGreaterThan(6);
  });
  test.each(all)('%s, number %i, are what editors and pyrel take', async (_, __, sample) => {
    const whole = parse(sample) as { tool?: { pyrel?: unknown } };
    expect({ errors: isValid(whole.tool?.pyrel ?? whole) ? [] : isValid.errors }).toEqual({ errors: [] });
    const kind = whole.tool === undefined ? 'own' : 'pyproject';
    await expect(readConfig({ file: 'x.toml', text: sample, kind, isLinted: false }, rules)).resolves.toBeDefined();
  });
});

test('the sample of a baseline is one', async () => {
  const [text = ''] = samples(page, 'json');
  const schema = compileSchema(new URL('../../schemas/baseline.schema.json', import.meta.url));
  expect(violations(schema, JSON.parse(text))).toEqual([]);
  const source = { file: 'x', text, cutAt: null, hasBom: false };
  await expect(readBaseline(source, 'x')).resolves.toMatchObject({ entries: [{ rule: 'version-mismatch' }] });
});

describe('the schemas that editors are told of', () => {
  test('have the address that they have', () => {
    expect(configSchema(rules)).toMatchObject({ $id: schemaAddress('config') });
    expect(JSON.parse(file('schemas/baseline.schema.json'))).toMatchObject({ $id: schemaAddress('baseline') });
    expect(page).toContain(`#:schema ${schemaAddress('config')}\n`);
  });
  test('describe every key, every rule, its level and its options', () => {
    const silent: string[] = [];
    const walk = (schema: Data, name: string): void => {
      if (name !== '' && typeof schema['description'] !== 'string') silent.push(name);
      for (const [key, inner] of Object.entries((schema['properties'] ?? {}) as { readonly [key: string]: Data }))
        walk(inner, `${name}.${key}`);
      for (const part of (schema['anyOf'] ?? []) as readonly Data[])
        for (const [key, inner] of Object.entries((part['properties'] ?? {}) as { readonly [key: string]: Data }))
          walk(inner, `${name}.${key}`);
    };
    walk(configSchema(rules) as Data, '');
    expect(silent).toEqual([]);
  });
  test('make a link to the page of each rule', () => {
    const schema = configSchema(rules) as { properties: { rules: { properties: Data } } };
    expect(schema.properties.rules.properties['version-mismatch']).toMatchObject({
      'x-taplo': { links: { key: expect.stringMatching(/docs\/rules\/version-mismatch\.md$/) } },
    });
  });
});
