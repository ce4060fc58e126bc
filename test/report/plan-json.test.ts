import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { planSchema } from '../../scripts/generate/plan-schema.ts';
import { planJson } from '../../src/report/plan-json.ts';
import { FORBIDDEN } from './hostile.ts';
import { context, hostilePlan, plan, release } from './plan-sample.ts';
import { compileSchema, violations } from './schema.ts';

const SCHEMA = new URL('../../schemas/plan.schema.json', import.meta.url);
const validate = compileSchema(SCHEMA);

test('is the document, indented by two blanks', () => {
  expect(planJson(plan, context())).toBe(`${JSON.stringify(plan, null, 2)}\n`);
});

test('writes hidden characters as escapes and keeps their values', () => {
  const evil = hostilePlan(`${FORBIDDEN.join('')}##[error]`);
  const out = planJson(evil, context());
  expect(JSON.parse(out)).toEqual(evil);
  expect(out).not.toContain('\u001b');
  expect(out).not.toContain('##[');
});

describe('schemas/plan.schema.json', () => {
  test('is what scripts/generate makes', () => {
    expect(JSON.parse(readFileSync(SCHEMA, 'utf8'))).toEqual(planSchema());
  });

  test('is a strict schema: nothing in it is unknown to a validator', () => {
    const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
    expect(() => ajv.compile(planSchema())).not.toThrow();
  });

  test.each(
    Object.entries({
      plan,
      hostile: hostilePlan('x\u001b[31m'),
      nothing: { ...plan, releases: [], commit: null, repository: null },
    }),
  )('accepts %s', (_, document) => {
    expect(violations(validate, document)).toEqual([]);
  });

  const [upload] = release.uploads;
  test.each<[string, object]>([
    ['an unknown property of the document', { ...plan, extra: 1 }],
    ['an unknown property of a release', { ...plan, releases: [{ ...release, extra: 1 }] }],
    ['another version of the shape', { ...plan, schemaVersion: 2 }],
    ['an upload without its index', { ...plan, releases: [{ ...release, uploads: [{ ...upload, index: null }] }] }],
    [
      'an answer of another name',
      { ...plan, releases: [{ ...release, uploads: [{ ...upload, runs: { is: 'perhaps', reason: '', at: null } }] }] },
    ],
    [
      'a place that is a symbol',
      { ...plan, releases: [{ ...release, uploads: [{ ...upload, at: { kind: 'file', file: 'a' } }] }] },
    ],
    ['a commit that is no object id', { ...plan, commit: 'HEAD' }],
  ])('refuses %s', (_, document) => {
    expect(violations(validate, document)).not.toEqual([]);
  });
});
