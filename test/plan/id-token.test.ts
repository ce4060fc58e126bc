import { describe, expect, test } from 'vitest';
import { planPublishing } from '../../src/plan/plan-publishing.ts';
import { NONE, PYPA, WORKFLOW, projectOf, uploadsOf, workflow } from './uploads.ts';

describe('who may ask for an identity token', () => {
  test.each([
    ['the job says write', 'permissions: {id-token: write}', '', 'granted'],
    ['the job says read', 'permissions: {id-token: read}', '', 'denied'],
    ['the job leaves it out', 'permissions: {contents: read}', 'permissions: {id-token: write}', 'denied'],
    ['the job says nothing at all', 'permissions: {}', 'permissions: write-all', 'denied'],
    ['the workflow says write', NONE, 'permissions: {id-token: write}', 'granted'],
    ['the workflow leaves it out', NONE, 'permissions: {contents: write}', 'denied'],
    ['write-all', 'permissions: write-all', '', 'granted'],
    ['read-all', 'permissions: read-all', '', 'denied'],
    ['neither says anything', NONE, '', 'denied'],
    ['an expression', 'permissions: ${{ x }}', '', 'unknown'],
  ])('%s', async (_, more, top, access) => {
    const [found] = await uploadsOf({ [WORKFLOW]: workflow(PYPA, more, top) });
    expect(found).toBe(`pypa/gh-action-pypi-publish → pypi, trusted, ${access}`);
  });

  const callee = (permissions: string, on = 'on: workflow_call'): string =>
    `${on}\njobs:\n  upload:\n    runs-on: ubuntu-latest\n    ${permissions}\n    steps:\n      ${PYPA}\n`;
  const caller = (permissions: string, uses = './.github/workflows/upload.yml'): string =>
    `on: push\njobs:\n  call:\n    ${permissions}\n    uses: ${uses}\n`;

  test.each([
    ['both grant it', 'permissions: {id-token: write}', 'permissions: {id-token: write}', 'granted'],
    ['the called workflow says nothing', 'permissions: {id-token: write}', NONE, 'granted'],
    // Then the repository's setting is the limit, and nicolargo/glances published so.
    ['the caller says nothing', 'name: x', 'permissions: {id-token: write}', 'unknown'],
    ['the caller leaves it out', 'permissions: {contents: read}', 'permissions: {id-token: write}', 'denied'],
    ['the called workflow leaves it out', 'permissions: {id-token: write}', 'permissions: {contents: read}', 'denied'],
  ])('a called workflow: %s', async (_, outer, inner, access) => {
    const found = await uploadsOf({
      '.github/workflows/upload.yml': callee(inner),
      '.github/workflows/push.yml': caller(outer),
    });
    expect(found).toEqual([`pypa/gh-action-pypi-publish → pypi, trusted, ${access}`]);
  });

  test('a workflow that is only called from elsewhere', async () => {
    expect(await uploadsOf({ '.github/workflows/upload.yml': callee('permissions: {id-token: write}') })).toEqual([
      'pypa/gh-action-pypi-publish → pypi, trusted, unknown',
    ]);
    expect(await uploadsOf({ '.github/workflows/upload.yml': callee('permissions: {}') })).toEqual([
      'pypa/gh-action-pypi-publish → pypi, trusted, denied',
    ]);
  });

  test('a workflow that starts by itself and is called', async () => {
    const found = await uploadsOf({
      '.github/workflows/upload.yml': callee('permissions: {id-token: write}', 'on: [push, workflow_call]'),
      '.github/workflows/push.yml': caller('name: x', '$/.github/workflows/upload.yml'),
    });
    expect(found.map((line) => line.split(', ').at(-1))).toEqual(['unknown', 'granted']);
  });

  test('callers and environment are told', async () => {
    const project = await projectOf({
      '.github/workflows/upload.yml': callee('environment: pypi'),
      '.github/workflows/push.yml': caller('name: x'),
    });
    const [upload] = planPublishing(project, project.paths).uploads;
    expect(upload).toMatchObject({
      workflow: { file: '.github/workflows/upload.yml' },
      job: { id: 'upload' },
      callers: [{ job: { id: 'call' } }],
      environment: { value: 'pypi' },
    });
  });
});
