import { expect, test } from 'vitest';
import { grantOf } from '../../src/plan/permissions.ts';
import type { Grant } from '../../src/plan/permissions.ts';
import { WORKFLOW, projectOf } from './uploads.ts';

async function grant(scope: string, job: string, top = 'name: x', isCalledFromElsewhere = false): Promise<Grant> {
  const { workflows } = await projectOf({
    [WORKFLOW]: `on: push\n${top}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    ${job}\n    steps: [{run: x}]\n`,
  });
  const [workflow] = workflows;
  const [first] = workflow?.jobs ?? [];
  if (workflow === undefined || first === undefined) throw new Error('no job');
  return grantOf(scope, { workflow, job: first }, [], isCalledFromElsewhere);
}

test.each([
  ['contents', 'permissions: {contents: read}', 'name: x', 'read', 'job'],
  ['contents', 'permissions: {id-token: write}', 'permissions: {contents: write}', 'none', 'job'],
  ['contents', 'name: y', 'permissions: {contents: write}', 'write', 'workflow'],
  ['contents', 'name: y', 'name: x', 'unknown', 'default'],
  ['packages', 'name: y', 'name: x', 'unknown', 'default'],
  ['packages', 'permissions: write-all', 'name: x', 'write', 'job'],
  ['packages', 'permissions: read-all', 'name: x', 'read', 'job'],
  ['attestations', 'permissions: {}', 'name: x', 'none', 'job'],
  ['attestations', 'permissions: {attestations: none}', 'name: x', 'none', 'job'],
  ['contents', 'permissions: ${{ x }}', 'name: x', 'unknown', 'job'],
  ['id-token', 'name: y', 'name: x', 'none', 'default'],
  ['id-token', 'permissions: {id-token: read}', 'name: x', 'none', 'job'],
  ['id-token', 'permissions: read-all', 'name: x', 'none', 'job'],
])('%s with the job’s %s and the workflow’s %s', async (scope, job, top, access, by) => {
  expect(await grant(scope, job, top)).toMatchObject({ access, by });
});

test('what is called from elsewhere gets at most what nobody can tell', async () => {
  expect(await grant('packages', 'permissions: {packages: write}', undefined, true)).toMatchObject({
    access: 'unknown',
  });
  expect(await grant('packages', 'permissions: {contents: read}', undefined, true)).toMatchObject({ access: 'none' });
});

test.each([
  ['write', 'read', 'read'],
  ['read', 'write', 'read'],
  ['write', 'write', 'write'],
  ['none', 'write', 'none'],
  ['write', 'none', 'none'],
])('a called workflow with %s, whose caller has %s, gets %s', async (inner, outer, access) => {
  const { workflows } = await projectOf({
    '.github/workflows/a.yml': `on: push\njobs:\n  call:\n    permissions: {packages: ${outer}}\n    uses: ./.github/workflows/b.yml\n`,
    '.github/workflows/b.yml': `on: workflow_call\njobs:\n  push:\n    runs-on: x\n    permissions: {packages: ${inner}}\n    steps: [{run: x}]\n`,
  });
  const [a, b] = workflows;
  const [[call], [push]] = [a?.jobs ?? [], b?.jobs ?? []];
  if (a === undefined || b === undefined || call === undefined || push === undefined) throw new Error('no job');
  expect(grantOf('packages', { workflow: b, job: push }, [{ workflow: a, job: call }], false).access).toBe(access);
});

test('a called workflow without permissions has those of its caller, or the default', async () => {
  const { workflows } = await projectOf({
    '.github/workflows/a.yml': `on: push\njobs:\n  call:\n    uses: ./.github/workflows/b.yml\n`,
    '.github/workflows/b.yml': `on: workflow_call\njobs:\n  push:\n    runs-on: x\n    permissions: {packages: write}\n    steps: [{run: x}]\n`,
  });
  const [a, b] = workflows;
  const [[call], [push]] = [a?.jobs ?? [], b?.jobs ?? []];
  if (a === undefined || b === undefined || call === undefined || push === undefined) throw new Error('no job');
  const found = grantOf('packages', { workflow: b, job: push }, [{ workflow: a, job: call }], false);
  expect(found).toMatchObject({ access: 'unknown', by: 'default', holder: { job: { id: 'call' } } });
});
