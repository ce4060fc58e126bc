import { expect, test } from 'vitest';
import { ACTION_COMMITS, actionVersion, isBefore } from '../../src/plan/action-versions.ts';

const PYPA = 'pypa/gh-action-pypi-publish';
const UNKNOWN_COMMIT = 'a'.repeat(40);

test.each([
  ['a tag', `${PYPA}@v1.12.4`, null, { kind: 'fixed', release: [1, 12, 4], from: 'tag' }],
  ['a tag without its v', 'acme/x@2.0.1', null, { kind: 'fixed', release: [2, 0, 1], from: 'tag' }],
  ['a tag of the image', `docker://ghcr.io/${PYPA}:v1.13.0`, null, { kind: 'fixed', release: [1, 13, 0], from: 'tag' }],
  [
    'a commit that is known',
    `${PYPA}@ED0C53931B1DC9BD32CBE73A98C7F6766F8A527E`,
    '# v1.0.0',
    { kind: 'fixed', release: [1, 13, 0], from: 'table' },
  ],
  ['a comment', `${PYPA}@${UNKNOWN_COMMIT}`, '# v1.12.1', { kind: 'fixed', release: [1, 12, 1], from: 'comment' }],
  [
    'a comment of another tool',
    `acme/x@${UNKNOWN_COMMIT}`,
    '# tag=v3.1.0',
    { kind: 'fixed', release: [3, 1, 0], from: 'comment' },
  ],
  ['a comment that names a branch', `${PYPA}@${UNKNOWN_COMMIT}`, '# release/v1', { kind: 'unknown' }],
  ['no comment', `${PYPA}@${UNKNOWN_COMMIT}`, null, { kind: 'unknown' }],
  ['a branch for a major', `${PYPA}@release/v1`, null, { kind: 'moving', line: [1, null] }],
  ['a branch for a minor', `${PYPA}@release/v1.8`, null, { kind: 'moving', line: [1, 8] }],
  ['a tag that moves', 'docker/metadata-action@v5', null, { kind: 'moving', line: [5, null] }],
  ['another branch', `${PYPA}@master`, '# v1.2.3', { kind: 'unknown' }],
])('%s', (_, uses, comment, version) => {
  expect(actionVersion(uses, comment)).toEqual(version);
});

test.each([
  ['v1.12.2', true],
  ['v1.12.3', false],
  ['v2.0.0', false],
  ['release/v1.11', true],
  ['release/v1.12', null],
  ['release/v1.13', false],
  ['release/v1', null],
  ['v2', false],
  ['master', null],
])('%s is before v1.12.3: %s', (ref, before) => {
  expect(isBefore(actionVersion(`${PYPA}@${ref}`, null), [1, 12, 3])).toBe(before);
});

test('every commit in the table is one, and has a version', () => {
  for (const commits of Object.values(ACTION_COMMITS.actions))
    for (const [commit, version] of Object.entries(commits)) {
      expect(commit).toMatch(/^[0-9a-f]{40}$/);
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
});
