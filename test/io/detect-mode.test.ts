import { appendFileSync, utimesSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { unknown } from '../../src/core/unknown.ts';
import type { ModeQuestion } from '../../src/io/detect-mode.ts';
import { detectMode } from '../../src/io/detect-mode.ts';
import type { History, Tag } from '../../src/project/ports.ts';
import { commit, open, repository } from './sandbox.ts';

const HEAD = 'f'.repeat(40);

function tag(name: string, at = HEAD): Tag {
  return {
    name,
    commit: at,
    annotated: true,
    date: '2026-01-02T00:00:00+00:00',
    committed: '2026-01-02T00:00:00+00:00',
  };
}

function question(
  atHead: readonly string[],
  given: Partial<ModeQuestion> & { readonly earlier?: readonly string[] } = {},
): ModeQuestion {
  const history: History = {
    head: HEAD,
    tags: [...atHead.map((name) => tag(name)), ...(given.earlier ?? []).map((name) => tag(name, '0'.repeat(40)))],
    tagsAtHead: atHead.map((name) => tag(name)),
    remote: null,
  };
  return { env: {}, history, revision: null, tagPrefix: null, differsFromHead: async () => false, ...given };
}

describe('a CI run for a tag', () => {
  const env = { GITHUB_REF: 'refs/tags/v0.2.0', GITHUB_SHA: HEAD };
  const differsFromHead = async (): Promise<boolean> => true;
  test('is a release, whatever lies in the work tree', async () => {
    expect(await detectMode(question([], { env, differsFromHead }))).toEqual({
      mode: 'release',
      tag: 'v0.2.0',
      reason: 'GITHUB_REF is refs/tags/v0.2.0',
    });
  });
  test('of another commit says nothing', async () => {
    const other = { ...env, GITHUB_SHA: 'a'.repeat(40) };
    expect(await detectMode(question([], { env: other }))).toEqual({ mode: 'dev', reason: 'no version tag at HEAD' });
  });
  test('without a commit says nothing', async () => {
    expect((await detectMode(question([], { env: { GITHUB_REF: 'refs/tags/v0.2.0' } }))).mode).toBe('dev');
  });
  test('that is an alias releases the full version', async () => {
    const alias = { ...env, GITHUB_REF: 'refs/tags/v0' };
    expect(await detectMode(question(['v0', 'v0.2.0'], { env: alias, differsFromHead }))).toEqual({
      mode: 'release',
      tag: 'v0.2.0',
      reason: 'GITHUB_REF is refs/tags/v0, an alias of v0.2.0',
    });
  });
  test('that names no version is no release', async () => {
    expect(await detectMode(question(['nightly'], { env: { ...env, GITHUB_REF: 'refs/tags/nightly' } }))).toEqual({
      mode: 'dev',
      reason: 'no version tag at HEAD',
    });
  });
  test('with a slash in its name', async () => {
    expect(await detectMode(question([], { env: { ...env, GITHUB_REF: 'refs/tags/release/v1.0' } }))).toMatchObject({
      mode: 'release',
      tag: 'release/v1.0',
    });
  });
});

describe('a commit with', () => {
  test.each<[string, readonly string[], Partial<ModeQuestion> & { readonly earlier?: readonly string[] }, string]>([
    ['one version tag', ['v0.2.0'], {}, 'v0.2.0'],
    ['an alias beside it', ['v0', 'v0.2', 'v0.2.0'], {}, 'v0.2.0'],
    ['a name beside it', ['latest', 'v0.2.0'], {}, 'v0.2.0'],
    ['a candidate beside the release', ['v0.2.0rc2', 'v0.2.0'], {}, 'v0.2.0'],
    ['two candidates', ['v0.2.0rc2', 'v0.2.0rc10'], {}, 'v0.2.0rc10'],
    ['two releases', ['v0.9.0', 'v0.10.0'], {}, 'v0.10.0'],
    ['a candidate that is higher than the release', ['v0.3.0rc1', 'v0.2.0'], {}, 'v0.2.0'],
    ['a version that only SemVer reads', ['v1.0.0-next.1'], {}, 'v1.0.0-next.1'],
    [
      'one version spelled twice, in a project of bare tags',
      ['v0.2.0', '0.2.0'],
      { earlier: ['0.1.0', '0.0.1', 'v0.0.1'] },
      '0.2.0',
    ],
    ['one version spelled twice, in a project of v tags', ['0.2.0', 'v0.2.0'], { earlier: ['v0.1.0'] }, 'v0.2.0'],
    [
      'the tags of two packages and a prefix in the config',
      ['core-v1.0', 'cli-v2.0'],
      { tagPrefix: 'core-v' },
      'core-v1.0',
    ],
    ['another prefix than the config has', ['0.2.0'], { tagPrefix: 'v' }, '0.2.0'],
    ['one prefix of its own', ['cookie-2026.06.18'], {}, 'cookie-2026.06.18'],
  ])('%s is a release', async (_, atHead, given, expected) => {
    const detected = await detectMode(question(atHead, given));
    expect(detected).toEqual({ mode: 'release', tag: expected, reason: `HEAD carries the tag ${expected}` });
  });

  test.each<[string, readonly string[], Partial<ModeQuestion>, string]>([
    ['no tag', [], {}, 'no version tag at HEAD'],
    ['only a name', ['latest', 'release/next'], {}, 'no version tag at HEAD'],
    ['the tag of another package than the config has', ['cli-v2.0'], { tagPrefix: 'core-v' }, 'no version tag at HEAD'],
    [
      'a changed work tree',
      ['v0.2.0'],
      { differsFromHead: async () => true },
      'HEAD carries the tag v0.2.0, but the work tree differs from it',
    ],
    [
      'a work tree that git does not show',
      ['v0.2.0'],
      { differsFromHead: async () => unknown('git says: no') },
      'HEAD carries the tag v0.2.0, but the work tree could not be compared with it: git says: no',
    ],
    ['an unknown history', [], { history: unknown('not a git repository') }, 'not a git repository'],
  ])('%s is in development', async (_, atHead, given, reason) => {
    expect(await detectMode(question(atHead, given))).toEqual({ mode: 'dev', reason });
  });
  test('the tag of a package beside the project’s own releases both', async () => {
    expect(await detectMode(question(['cli-v2.0', 'v1.0', 'v1.0rc1']))).toMatchObject({
      mode: 'packages',
      tags: ['v1.0', 'cli-v2.0'],
    });
  });
  test('a revision named by its tag means that tag', async () => {
    expect(await detectMode(question(['core-v2.46.0', 'v2.13.0'], { revision: 'core-v2.46.0' }))).toMatchObject({
      mode: 'release',
      tag: 'core-v2.46.0',
    });
  });
  test('the tags of two packages releases the best of each', async () => {
    expect(await detectMode(question(['cli-v2.0', 'cli-v2.0rc1', 'core-v1.0']))).toEqual({
      mode: 'packages',
      tags: ['cli-v2.0', 'core-v1.0'],
      reason: 'HEAD carries the tags cli-v2.0 and core-v1.0',
      undecided: 'HEAD carries cli-v2.0 and core-v1.0, and `--tag` does not say which is meant',
    });
  });

  test('two versions is released as the one that --at names', async () => {
    expect(await detectMode(question(['v0.1.0', 'v0.2.0'], { revision: 'v0.1.0' }))).toEqual({
      mode: 'release',
      tag: 'v0.1.0',
      reason: 'v0.1.0 is a version tag',
    });
    expect(await detectMode(question(['v0.2.0'], { revision: 'main' }))).toEqual({
      mode: 'release',
      tag: 'v0.2.0',
      reason: 'main carries the tag v0.2.0',
    });
  });
});

describe('the work tree', () => {
  test('equals HEAD where only untracked files are new', async () => {
    const box = repository({ 'a.txt': 'a' });
    box.write({ 'new.txt': 'x' });
    expect(await (await open({ root: box.folder })).differsFromHead()).toBe(false);
  });

  test('equals HEAD where only time stamps changed', async () => {
    const box = repository({ 'a.txt': 'a' });
    utimesSync(box.path('a.txt'), 1, 1);
    expect(await (await open({ root: box.folder })).differsFromHead()).toBe(false);
  });

  test.each<[string, (box: ReturnType<typeof repository>) => void]>([
    ['changed', (box) => appendFileSync(box.path('a.txt'), 'more')],
    ['deleted', (box) => void box.git(['rm', '--quiet', '--force', 'a.txt'])],
    ['renamed', (box) => void box.git(['mv', 'a.txt', 'b.txt'])],
    [
      'added',
      (box) => {
        box.write({ 'new.txt': 'x' });
        box.git(['add', 'new.txt']);
      },
    ],
  ])('differs where a file is %s', async (_, change) => {
    const box = repository({ 'a.txt': 'a' });
    change(box);
    expect(await (await open({ root: box.folder })).differsFromHead()).toBe(true);
  });

  test('differs from a folder below, too', async () => {
    const box = repository({ 'a.txt': 'a', 'packages/core/b.txt': 'b' });
    appendFileSync(box.path('a.txt'), 'more');
    expect(await (await open({ root: box.path('packages/core') })).differsFromHead()).toBe(true);
  });

  test('does not matter for a revision', async () => {
    const box = repository({ 'a.txt': 'a' });
    box.git(['tag', 'v1.0.0']);
    commit(box, { 'a.txt': 'b' }, 'Second');
    appendFileSync(box.path('a.txt'), 'more');
    const opened = await open({ root: box.folder, revision: 'v1.0.0' });
    const history = await opened.git.history();
    const detected = await detectMode({
      env: {},
      history,
      revision: 'v1.0.0',
      tagPrefix: null,
      differsFromHead: opened.differsFromHead,
    });
    expect(detected).toEqual({ mode: 'release', tag: 'v1.0.0', reason: 'v1.0.0 is a version tag' });
  });
});
