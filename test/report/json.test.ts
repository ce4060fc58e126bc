import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { HOME } from '../../src/core/addresses.ts';
import { inFile } from '../../src/core/place.ts';
import type { Report } from '../../src/core/report.ts';
import { json } from '../../src/report/json.ts';
import { rule as readmeMissing } from '../../src/rules/readme-missing.ts';
import { runCase } from '../rule-tester.ts';
import { FORBIDDEN, hostile } from './hostile.ts';
import { at, clean, context, fail, finding, reportOf, sample } from './sample.ts';
import { compileSchema, violations } from './schema.ts';

const SCHEMA = new URL('../../schemas/report.schema.json', import.meta.url);
const validate = compileSchema(SCHEMA);

/** A report of one verdict, whatever that is made of. */
function of(verdict: object): Report {
  return reportOf([{ id: 'tag-format', target: 0, ...verdict } as never]);
}

describe('json', () => {
  test('is the report, indented by two blanks', () => {
    const out = json(sample, context(sample));
    expect(JSON.parse(out)).toEqual(sample);
    expect(out).toBe(`${JSON.stringify(sample, null, 2)}\n`);
  });

  test('writes hidden characters as escapes and keeps their values', () => {
    const what = `${FORBIDDEN.join('')}##[error]`;
    const report = reportOf([fail('tag-format', finding({ what, primary: at('a', '1:1') }))]);
    const out = json(report, context(report));
    expect(JSON.parse(out)).toEqual(report);
    expect(out).toContain(String.raw`\u001b`);
    expect(out).toContain(String.raw`\u202e`);
    expect(out).toContain(String.raw`\udb40\udc01`);
    expect(out).toContain(String.raw`##\u005berror]`);
  });
});

describe('schemas/report.schema.json', () => {
  test('names itself below the address of the project', () => {
    const { $id } = JSON.parse(readFileSync(SCHEMA, 'utf8')) as { readonly $id: string };
    expect($id).toBe(`${HOME}/blob/main/schemas/report.schema.json`);
  });

  test('is a strict schema: nothing in it is unknown to a validator', () => {
    const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
    expect(ajv.validateSchema(JSON.parse(readFileSync(SCHEMA, 'utf8')))).toBe(true);
    expect(() => ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')))).not.toThrow();
  });

  const probe: Report = reportOf(
    [{ id: 'oci-tag-absent', target: 0, subject: 'ghcr.io/a/b:1', outcome: 'error', reason: '429', attempts: 5 }],
    {
      command: 'probe',
    },
  );
  test.each(Object.entries({ sample, clean, hostile, probe, empty: reportOf([]) }))(
    'accepts the report %s',
    (_, report) => {
      expect(violations(validate, JSON.parse(json(report, context(report))))).toEqual([]);
    },
  );

  const tree = {
    'pyproject.toml': '[project]\nname = "demo"\nversion = "1.0"\nreadme = "readme.md"\n',
    'README.md': '# demo\n',
  };
  const ignore = {
    id: 'readme-missing',
    path: null,
    until: '2027-01-01',
    reason: 'renamed on merge',
    place: inFile('pyproject.toml'),
  };
  test.each([
    ['fail', []],
    ['ignored', [ignore]],
  ])('accepts what the engine reports: %s', async (outcome, ignores) => {
    const { report } = await runCase(readmeMissing, {
      name: 'case differs',
      tree,
      release: '1.0',
      config: { ignores },
    });
    expect(report.verdicts.map((verdict) => verdict.outcome)).toEqual([outcome]);
    expect(violations(validate, JSON.parse(json(report, context(report))))).toEqual([]);
  });

  const good = finding({ primary: at('a', '2:1-5') });
  const { endLine: _, ...region } = good.primary.region;
  test.each<[string, object]>([
    ['an unknown property of the report', { ...sample, extra: 1 }],
    ['an unknown property of a verdict', of({ outcome: 'pass', extra: 1 })],
    ['an unknown property of a finding', of({ outcome: 'fail', findings: [{ ...good, extra: 1 }] })],
    [
      'an unknown property of a place',
      of({ outcome: 'fail', findings: [{ ...good, primary: { ...good.primary, extra: 1 } }] }),
    ],
    ['a failure without findings', of({ outcome: 'fail', findings: [] })],
    ['a pass with a reason', of({ outcome: 'pass', reason: 'x' })],
    ['a skip without a reason', of({ outcome: 'skip' })],
    ['an ignored finding without its suppression', of({ outcome: 'ignored', reason: 'x', findings: [good] })],
    ['an outcome of another name', of({ outcome: 'pending' })],
    ['an id that is not kebab-case', of({ id: 'tagFormat', outcome: 'pass' })],
    ['a target that is no index', of({ target: 'demo', outcome: 'pass' })],
    ['a line 0', of({ outcome: 'fail', findings: [{ ...good, primary: at('a', '0:1') }] })],
    ['a missing region number', of({ outcome: 'fail', findings: [{ ...good, primary: { file: 'a', region } }] })],
    ['a severity of another name', of({ outcome: 'fail', findings: [{ ...good, severity: 'info' }] })],
    ['a finding without a fingerprint', of({ outcome: 'fail', findings: [{ ...good, fingerprint: '' }] })],
    [
      'a commit that is no object id',
      reportOf([], { targets: [{ path: '.', name: null, version: null, tag: null, commit: 'HEAD' }] }),
    ],
    ['no target', reportOf([], { targets: [] })],
  ])('refuses %s', (_name, report) => {
    expect(violations(validate, report)).not.toEqual([]);
  });
});
