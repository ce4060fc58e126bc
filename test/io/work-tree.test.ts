import { appendFileSync, mkdirSync, rmSync, utimesSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Maybe } from '../../src/core/unknown.ts';
import type { WorkTreeState } from '../../src/project/commit.ts';
import type { Sandbox } from './sandbox.ts';
import { ENV, commit, open, repository, sandbox } from './sandbox.ts';

async function stateOf(root: string, env: NodeJS.ProcessEnv = {}): Promise<Maybe<WorkTreeState>> {
  return (await open({ root, env: { ...ENV, ...env } })).git.workTree();
}

/** A repository that follows `origin/main`; `origin` is the other one. */
function cloned(): { readonly box: Sandbox; readonly origin: Sandbox } {
  const origin = repository({ 'pyproject.toml': 'x', 'notes.txt': 'x' });
  const box = sandbox();
  box.git(['clone', '--quiet', origin.folder, '.']);
  return { box, origin };
}

test('a clean tree on its branch', async () => {
  const { box } = cloned();
  const upstream = { name: 'origin/main', ahead: 0, behind: 0 };
  expect(await stateOf(box.folder)).toEqual({ changed: [], branch: 'main', upstream });
});

test('changed, staged, removed and renamed files; not those that git does not track', async () => {
  const { box } = cloned();
  commit(
    box,
    { 'staged file.txt': 'x', 'gone.txt': 'x', 'old.txt': 'a longer text, so that it is a renaming' },
    'More',
  );
  box.write({ 'notes.txt': 'other', 'untracked.txt': 'x', 'staged file.txt': 'y' });
  box.git(['add', 'staged file.txt']);
  box.git(['mv', 'old.txt', 'new.txt']);
  rmSync(box.path('gone.txt'));
  expect(await stateOf(box.folder)).toMatchObject({
    changed: ['gone.txt', 'new.txt', 'notes.txt', 'old.txt', 'staged file.txt'],
  });
});

test('paths are those of the top, from a folder below too', async () => {
  const box = repository({ 'packages/core/pyproject.toml': 'x', 'other.txt': 'x' });
  box.write({ 'packages/core/pyproject.toml': 'y', 'other.txt': 'y' });
  expect(await stateOf(box.path('packages/core'))).toMatchObject({
    changed: ['other.txt', 'packages/core/pyproject.toml'],
  });
});

test('a merge that is not finished', async () => {
  const box = repository({ 'notes.txt': 'one' });
  box.git(['checkout', '--quiet', '-b', 'other']);
  commit(box, { 'notes.txt': 'two' }, 'Two');
  box.git(['checkout', '--quiet', 'main']);
  commit(box, { 'notes.txt': 'three' }, 'Three');
  expect(() => box.git(['merge', 'other'])).toThrow();
  expect(await stateOf(box.folder)).toMatchObject({ changed: ['notes.txt'], upstream: null });
});

test('commits that only one of the branches has, whatever the config says', async () => {
  const { box, origin } = cloned();
  commit(origin, { 'a.txt': 'x' }, 'Theirs');
  commit(origin, { 'b.txt': 'x' }, 'Theirs');
  commit(box, { 'c.txt': 'x' }, 'Mine');
  box.git(['fetch', '--quiet']);
  box.git(['config', 'status.aheadBehind', 'false']);
  expect(await stateOf(box.folder)).toMatchObject({ upstream: { name: 'origin/main', ahead: 1, behind: 2 } });
});

test('a branch whose upstream is gone', async () => {
  const { box } = cloned();
  box.git(['update-ref', '-d', 'refs/remotes/origin/main']);
  expect(await stateOf(box.folder)).toMatchObject({ branch: 'main', upstream: null });
});

test('a detached HEAD', async () => {
  const box = repository();
  box.git(['checkout', '--quiet', '--detach']);
  expect(await stateOf(box.folder)).toEqual({ changed: [], branch: null, upstream: null });
});

test('a file of Git LFS whose time stamp leaves a doubt does not count, as its filter is not run', async () => {
  const box = repository({ 'data.bin': 'pointer', 'more.bin': 'pointer', 'notes.txt': 'x', '.gitattributes': '' });
  commit(box, { '.gitattributes': '*.bin filter=lfs\n' }, 'Attributes');
  box.git(['config', 'filter.lfs.clean', 'echo pointer']);
  box.write({ 'data.bin': 'the large file', 'notes.txt': 'y' });
  utimesSync(box.path('data.bin'), 1, 1);
  expect(await stateOf(box.folder)).toMatchObject({ changed: ['notes.txt'] });
  // What is in the index went through the filter already.
  box.write({ 'more.bin': 'other' });
  box.git(['-c', 'filter.lfs.clean=', 'add', 'more.bin']);
  expect(await stateOf(box.folder)).toMatchObject({ changed: ['more.bin', 'notes.txt'] });
});

test('a file that only goes through another program of git is compared', async () => {
  const box = repository({ 'notes.txt': 'x', '.gitattributes': 'notes.txt text\n' });
  box.git(['config', 'filter.lfs.clean', 'false']);
  appendFileSync(box.path('notes.txt'), 'more');
  expect(await stateOf(box.folder)).toMatchObject({ changed: ['notes.txt'] });
});

test.each([
  [{ CI: 'true' }],
  [{ CI: '1' }],
  [{ GITHUB_ACTIONS: 'true' }],
  [{ TF_BUILD: 'True' }],
  [{ JENKINS_URL: 'https://ci.example.org' }],
])('is not asked for with %o', async (env) => {
  expect(await stateOf(repository().folder, env)).toEqual({ unknown: 'not asked in CI, whose work tree is its own' });
});

test('CI=false is no CI', async () => {
  expect(await stateOf(repository().folder, { CI: 'false' })).toHaveProperty('branch', 'main');
});

test('is not asked for where Jujutsu keeps it', async () => {
  const box = repository();
  mkdirSync(box.path('.jj'));
  expect(await stateOf(box.folder)).toEqual({ unknown: 'the work tree is kept by Jujutsu, not by git' });
});

test('there is none of a revision, and none is known without a repository or a commit', async () => {
  const box = repository();
  expect(await (await open({ root: box.folder, revision: 'HEAD' })).git.workTree()).toBeNull();
  const empty = sandbox();
  expect(await stateOf(empty.folder)).toHaveProperty('unknown');
  empty.git(['init', '--quiet']);
  expect(await stateOf(empty.folder)).toEqual({ unknown: 'nothing is committed yet' });
});
