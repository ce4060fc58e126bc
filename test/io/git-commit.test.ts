import { describe, expect, test } from 'vitest';
import type { JudgedCommit } from '../../src/project/commit.ts';
import { ENV, commit, open, repository, sandbox } from './sandbox.ts';
import type { Sandbox } from './sandbox.ts';

async function commitOf(
  box: Sandbox,
  tag: string | null = null,
  { revision = null, env = {} }: { readonly revision?: string | null; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<JudgedCommit> {
  const { git } = await open({ root: box.folder, revision, env: { ...ENV, ...env } });
  const found = await git.commit(tag);
  if ('unknown' in found) throw new Error(found.unknown);
  return found;
}

describe('the commit', () => {
  test('has its whole message and its dates, for the work tree and for a revision', async () => {
    const box = repository();
    const message = 'Release 1.0.0\n\nSquashed:\n* one [skip ci]\n\nSigned-off-by: Ada';
    const id = commit(box, {}, message, '2026-03-02T23:30:00-05:30');
    for (const revision of [null, id])
      expect(await commitOf(box, null, { revision })).toEqual({
        id,
        message: `${message}\n`,
        authored: '2026-03-02T23:30:00-05:30',
        committed: '2026-03-02T23:30:00-05:30',
        tag: null,
      });
  });

  test('is told in its own encoding', async () => {
    const box = repository();
    box.git(['-c', 'i18n.commitEncoding=ISO-8859-1', 'commit', '--quiet', '--allow-empty', '-m', 'Gr\u00fcn']);
    // The bytes are UTF-8, and the commit says that they are not.
    expect((await commitOf(box)).message).toBe('Gr\u00c3\u00bcn\n');
  });

  test('in no encoding that is known is taken for UTF-8', async () => {
    const box = repository();
    box.git(['-c', 'i18n.commitEncoding=klingon', 'commit', '--quiet', '--allow-empty', '-m', 'Gr\u00fc\u00dfe']);
    expect((await commitOf(box)).message).toBe('Gr\u00fc\u00dfe\n');
  });

  test('of an old kind may have no message and no date', async () => {
    const box = repository();
    const tree = box.git(['rev-parse', 'HEAD^{tree}']);
    box.write({ '.git/odd': `tree ${tree}\nauthor nobody\ncommitter nobody\n` });
    box.git(['update-ref', 'HEAD', box.git(['hash-object', '-t', 'commit', '-w', '--literally', '.git/odd'])]);
    expect(await commitOf(box)).toMatchObject({ message: '', authored: '', committed: '' });
  });

  test('is unknown before the first one, and without a repository', async () => {
    const box = sandbox();
    expect(await (await open({ root: box.folder })).git.commit('v1')).toHaveProperty('unknown');
    box.git(['init', '--quiet']);
    expect(await (await open({ root: box.folder })).git.commit('v1')).toEqual({ unknown: 'nothing is committed yet' });
  });
});

describe('the tag of a name', () => {
  test('is found where it is no ancestor', async () => {
    const box = repository();
    box.git(['checkout', '--quiet', '-b', 'other']);
    const id = commit(box, {}, 'Other');
    box.git(['tag', 'v1.0.0']);
    box.git(['tag', '-a', '-m', 'x', 'v1.0.1']);
    box.git(['checkout', '--quiet', 'main']);
    expect((await commitOf(box, 'v1.0.0')).tag).toEqual({ name: 'v1.0.0', commit: id, annotation: null });
    const annotated = { name: 'v1.0.1', commit: id, annotation: { isSigned: false } };
    expect((await commitOf(box, 'v1.0.1')).tag).toEqual(annotated);
    expect((await commitOf(box, 'v1.0.1', { revision: 'main' })).tag).toEqual(annotated);
    expect((await commitOf(box, 'v2.0.0')).tag).toBeNull();
  });

  test('may be of a tag, and of no commit at all', async () => {
    const box = repository();
    const id = box.git(['rev-parse', 'HEAD']);
    box.git(['tag', '-a', '-m', 'x', 'inner']);
    box.git(['-c', 'advice.nestedTag=false', 'tag', '-a', '-m', 'x', 'v1.0.0', 'inner']);
    box.git(['tag', 'v1.0.1', 'HEAD:pyproject.toml']);
    expect((await commitOf(box, 'v1.0.0')).tag).toMatchObject({ commit: id });
    expect((await commitOf(box, 'v1.0.1')).tag).toEqual({ name: 'v1.0.1', commit: null, annotation: null });
  });

  test('is no branch', async () => {
    const box = repository();
    box.git(['branch', 'v1.0.0']);
    expect((await commitOf(box, 'v1.0.0')).tag).toBeNull();
  });

  test.each(['PGP SIGNATURE', 'SSH SIGNATURE', 'SIGNED MESSAGE'])('is signed by a %s', async (kind) => {
    const box = repository();
    const id = box.git(['rev-parse', 'HEAD']);
    const signature = `-----BEGIN ${kind}-----\nAAAA\n-----END ${kind}-----`;
    const text = `object ${id}\ntype commit\ntag v1.0.0\ntagger Ada <a@example.org> 1767319445 +0000\n\nRelease\n${signature}\n`;
    box.write({ '.git/signed': text });
    box.git(['update-ref', 'refs/tags/v1.0.0', box.git(['hash-object', '-t', 'tag', '-w', '.git/signed'])]);
    expect((await commitOf(box, 'v1.0.0')).tag).toMatchObject({ annotation: { isSigned: true } });
  });

  test('may have lost its annotation where actions/checkout fetched it', async () => {
    const box = repository();
    box.git(['tag', 'v1.0.0']);
    const env = { GITHUB_ACTIONS: 'true', GITHUB_REF: 'refs/tags/v1.0.0' };
    expect((await commitOf(box, 'v1.0.0', { env })).tag).toMatchObject({
      annotation: { unknown: expect.stringContaining('actions/checkout') },
    });
  });

  test.each([
    ['a second question', 'v1.0.0\nHEAD'],
    ['an option', '--batch-check'],
    ['a file of a revision', 'v1.0.0:pyproject.toml'],
    ['an ancestor', 'v1.0.0~1'],
    ['a parent', 'v1.0.0^'],
    ['a range', 'v1.0.0..HEAD'],
    ['an entry of the reflog', 'v1.0.0@{0}'],
    ['a pattern', 'v1.0.*'],
    ['a folder above', '../heads/main'],
    ['a lock file', 'v1.0.0.lock'],
    ['a zero byte', 'v1.0.0\0'],
    ['nothing', ''],
    ['a name too long', 'v'.repeat(2000)],
  ])('is not asked for with %s', async (_, name) => {
    const box = repository();
    box.git(['tag', 'v1.0.0']);
    const { git } = await open({ root: box.folder });
    expect(await git.commit(name)).toMatchObject({ tag: { unknown: 'git allows no tag of that name' } });
  });

  test('is not asked for where git would read the name of a commit', async () => {
    const box = repository();
    const name = `1.0-3-g${box.git(['rev-parse', '--short', 'HEAD'])}`;
    expect((await commitOf(box, name)).tag).toEqual({ unknown: 'the name is one that `git describe` makes' });
  });
});
