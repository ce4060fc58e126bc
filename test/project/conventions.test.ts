import { expect, test } from 'vitest';
import { inferConventions } from '../../src/project/conventions.ts';
import type { TagConventions } from '../../src/project/conventions.ts';
import type { Tag } from '../../src/project/ports.ts';
import type { Case } from '../rule-tester.ts';
import { gitOf } from '../rule-tester.ts';

const none = { tagPrefix: null, scheme: null };
async function conventionsOf(tags: NonNullable<Case['tags']>, judged: string | null = null): Promise<TagConventions> {
  return inferConventions(await gitOf(tags).history(), none, judged);
}

test.each<[string, NonNullable<Case['tags']>, object | null]>([
  ['all with v', ['v1.2', 'v1.1', 'v1.0'], { value: 'v', from: '3 of the last 3 version tags', strength: 'uniform' }],
  ['bare', ['1.2', '1.1', '1.0'], { value: '', strength: 'uniform' }],
  ['a monorepo prefix', ['core-v1.2', 'core-v1.1', 'core-v1.0'], { value: 'core-v' }],
  ['mostly', ['v1.4', 'v1.3', 'v1.2', 'v1.1', '1.0'], { value: 'v', strength: 'mostly' }],
  [
    'an old habit that was given up',
    [...Array.from({ length: 10 }, (_, i) => `v2.${9 - i}`), '1.1', '1.0'],
    { value: 'v', strength: 'uniform' },
  ],
  [
    'names that are no versions',
    ['latest', 'show', 'v1.2', 'v1.1', 'v1.0'],
    { value: 'v', from: '3 of the last 3 version tags' },
  ],
  ['evenly mixed', ['v1.2', '1.1', 'v1.0', '0.9'], null],
  ['too few', ['v1.1', 'v1.0'], null],
  ['shallow', 'shallow', { unknown: 'a shallow clone' }],
  ['no repository', 'no-git', { unknown: 'not a git repository' }],
])('tag prefix: %s', async (_, tags, expected) => {
  const { tagPrefix } = await conventionsOf(tags);
  expect([tagPrefix]).toMatchObject([expected]);
});

test.each([
  [['20260107', '20251228', '20251107'], 'calver'],
  [['2026.1', '2025.2', '2025.1'], 'calver'],
  [['v1.0.0-rc.1', 'v0.9.0', 'v0.8.0'], 'semver'],
  [['v1.0.0rc1', 'v0.9.0', 'v0.8.0'], 'pep440'],
])('scheme: %j is %s', async (tags, scheme) => {
  expect((await conventionsOf(tags)).scheme).toMatchObject({ value: scheme });
});

test('the judged tag is no evidence for itself', async () => {
  expect((await conventionsOf(['v1.2', '1.1', '1.0', '0.9'], 'v1.2')).tagPrefix).toMatchObject({
    value: '',
    strength: 'uniform',
  });
});

test('the config wins', async () => {
  const history = await gitOf(['1.2', '1.1', '1.0']).history();
  expect(inferConventions(history, { tagPrefix: 'v', scheme: 'semver' }, null)).toMatchObject({
    tagPrefix: { value: 'v', strength: 'config' },
    scheme: { value: 'semver', strength: 'config' },
  });
});

const at = (name: string, commit: string): { name: string; commit: string } => ({ name, commit });

test('moving aliases are found, a lone short tag is a release', async () => {
  const aliases = [at('v1.2.1', 'c'), at('v1.2', 'c'), at('v1', 'c'), at('v1.1.4', 'b'), at('v1.1', 'b')];
  expect((await conventionsOf(aliases)).aliases).toEqual(['v1.2', 'v1', 'v1.1']);
  const lone = [at('v5.1.1', 'c'), at('v5.1', 'c'), at('v5.0', 'b'), at('v4.9', 'a')];
  expect((await conventionsOf(lone)).aliases).toEqual([]);
});

test('in a shallow clone a short tag beside a full one may be an alias', async () => {
  const history = await gitOf('shallow').history();
  if ('unknown' in history) throw new Error(history.unknown);
  const tag = (name: string): Tag => ({
    name,
    commit: 'a',
    annotated: true,
    date: '2026-01-02T00:00:00+00:00',
    committed: '',
  });
  const shallow = { ...history, tagsAtHead: [tag('v1.2.3'), tag('v1.2')] };
  expect(inferConventions(shallow, none, 'v1.2').aliases).toEqual(['v1.2']);
});
