import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PyrelError } from '../../src/core/error.ts';
import type { History } from '../../src/project/ports.ts';
import { ENV, commit, isRoot, open, repository, sandbox } from './sandbox.ts';

async function refused(opening: Promise<unknown>): Promise<{ code: string; what: string }> {
  const error: unknown = await opening.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof PyrelError)) throw new Error(`expected a PyrelError, got ${String(error)}`);
  return { code: error.code, what: error.message };
}

async function knownHistory(opened: Awaited<ReturnType<typeof open>>): Promise<History> {
  const history = await opened.git.history();
  if ('unknown' in history) throw new Error(history.unknown);
  return history;
}

describe('a work tree', () => {
  test('at its top', async () => {
    const box = repository({ 'pyproject.toml': 'x', 'src/demo/__init__.py': 'y' });
    const opened = await open({ root: box.folder });
    expect(opened).toMatchObject({ top: box.folder, root: '', revision: null });
    expect(await opened.files.list()).toEqual(['pyproject.toml', 'src/demo/__init__.py']);
    expect((await knownHistory(opened)).head).toBe(box.git(['rev-parse', 'HEAD']));
  });

  test('from a folder below lists the whole tree', async () => {
    const box = repository({ '.github/workflows/ci.yml': 'on: push', 'packages/core/pyproject.toml': 'x' });
    const opened = await open({ root: box.path('packages/core') });
    expect(opened).toMatchObject({ top: box.folder, root: 'packages/core' });
    expect(await opened.files.list()).toEqual(['.github/workflows/ci.yml', 'packages/core/pyproject.toml']);
  });

  test('through a symbolic link', async () => {
    const box = repository({ 'packages/core/pyproject.toml': 'x' });
    const other = sandbox();
    symlinkSync(box.path('packages/core'), other.path('core'));
    expect(await open({ root: other.path('core') })).toMatchObject({ top: box.folder, root: 'packages/core' });
  });

  test('made by git worktree add', async () => {
    const box = repository();
    const other = sandbox();
    box.git(['remote', 'add', 'origin', 'https://github.com/acme/demo.git']);
    box.git(['worktree', 'add', '--quiet', '-b', 'next', other.path('next')]);
    const opened = await open({ root: other.path('next') });
    expect(opened).toMatchObject({ top: other.path('next'), root: '' });
    expect(await opened.files.list()).toEqual(['pyproject.toml']);
    expect((await knownHistory(opened)).remote).toBe('https://github.com/acme/demo.git');
  });

  test('of a submodule', async () => {
    const part = repository({ 'part.toml': 'x' });
    const box = repository();
    box.git(['submodule', '--quiet', 'add', part.folder, 'vendor/part']);
    const inside = await open({ root: box.path('vendor/part') });
    expect(inside).toMatchObject({ top: box.path('vendor/part'), root: '' });
    expect(await inside.files.list()).toEqual(['part.toml']);
    const outside = await open({ root: box.folder });
    expect(await outside.files.list()).toEqual(['.gitmodules', 'pyproject.toml']);
  });

  test('whose git directory lies elsewhere', async () => {
    const other = sandbox();
    const box = sandbox();
    box.git(['init', '--quiet', `--separate-git-dir=${other.path('demo.git')}`]);
    box.write({ 'pyproject.toml': 'x' });
    expect(await (await open({ root: box.folder })).files.list()).toEqual(['pyproject.toml']);
  });

  test('with a detached HEAD', async () => {
    const box = repository();
    const first = box.git(['rev-parse', 'HEAD']);
    commit(box, { 'new.txt': 'x' }, 'Second');
    box.git(['checkout', '--quiet', '--detach', first]);
    expect((await knownHistory(await open({ root: box.folder }))).head).toBe(first);
  });

  test('before the first commit', async () => {
    const box = sandbox();
    box.git(['init', '--quiet']);
    box.write({ 'pyproject.toml': 'x' });
    const opened = await open({ root: box.folder });
    expect(await opened.files.list()).toEqual(['pyproject.toml']);
    expect(await opened.git.history()).toEqual({ head: null, tags: [], tagsAtHead: [], remote: null });
  });

  test('with SHA-256 object names', async () => {
    const box = sandbox();
    box.git(['init', '--quiet', '--object-format=sha256']);
    const id = commit(box, { 'a.txt': 'one' }, 'First');
    box.git(['tag', 'v1.0.0']);
    const opened = await open({ root: box.folder, revision: 'v1.0.0' });
    expect(id).toHaveLength(64);
    expect(await opened.files.read('a.txt', 10)).toMatchObject({ kind: 'bytes', size: 3 });
    expect((await knownHistory(opened)).tagsAtHead).toMatchObject([{ name: 'v1.0.0', commit: id }]);
  });

  test('whose path holds a line feed', async () => {
    const outer = sandbox();
    const folder = outer.path('two\nlines');
    mkdirSync(folder);
    execFileSync('git', ['init', '--quiet', folder], { env: { ...ENV } });
    writeFileSync(join(folder, 'a.txt'), 'x');
    const opened = await open({ root: folder });
    expect(opened.top).toBe(folder);
    expect(await opened.files.list()).toEqual(['a.txt']);
  });

  test('in the middle of a hook of another repository', async () => {
    const box = repository({ 'mine.txt': 'x' });
    const other = repository({ 'theirs.txt': 'x' });
    const env = {
      ...ENV,
      GIT_DIR: other.path('.git'),
      GIT_WORK_TREE: other.folder,
      GIT_INDEX_FILE: other.path('.git/index'),
      GIT_PREFIX: 'x/',
    };
    const opened = await open({ root: box.folder, env });
    expect(await opened.files.list()).toEqual(['mine.txt']);
  });

  test('is lost when its index is damaged', async () => {
    const box = repository();
    writeFileSync(box.path('.git/index'), 'not an index at all, but long enough to be read as one');
    const opened = await open({ root: box.folder });
    expect((await refused(opened.files.list())).what).toMatch(/cannot be listed: git says: /);
  });
});

describe('a revision', () => {
  test('of a bare repository', async () => {
    const box = repository({ 'pyproject.toml': 'old' });
    box.git(['tag', '-a', '-m', 'Release', 'v1.0.0']);
    commit(box, { 'pyproject.toml': 'new' }, 'Second');
    const bare = sandbox();
    box.git(['clone', '--quiet', '--bare', box.folder, bare.path('demo.git')]);
    const opened = await open({ root: bare.path('demo.git'), revision: 'v1.0.0' });
    expect(opened).toMatchObject({ top: bare.path('demo.git'), root: '', revision: 'v1.0.0' });
    const read = await opened.files.read('pyproject.toml', 100);
    expect(read.kind === 'bytes' && Buffer.from(read.bytes).toString()).toBe('old');
  });

  test('keeps ROOT below the top', async () => {
    const box = repository({ 'packages/core/pyproject.toml': 'x' });
    expect(await open({ root: box.path('packages/core'), revision: 'HEAD' })).toMatchObject({
      top: box.folder,
      root: 'packages/core',
    });
  });

  test.each(['main', 'refs/heads/main', 'HEAD', 'v1.0.0^{}', 'HEAD^{/First}', 'main~0'])(
    'can be called %s',
    async (name) => {
      const box = repository();
      box.git(['tag', '-a', '-m', 'Release', 'v1.0.0']);
      const opened = await open({ root: box.folder, revision: name });
      expect((await knownHistory(opened)).head).toBe(box.git(['rev-parse', 'HEAD']));
    },
  );

  test('means the tag where a branch has the same name', async () => {
    const box = repository();
    const first = box.git(['rev-parse', 'HEAD']);
    box.git(['tag', 'v1.0.0']);
    box.git(['checkout', '--quiet', '-b', 'v1.0.0']);
    commit(box, { 'more.txt': 'x' }, 'Second');
    expect((await knownHistory(await open({ root: box.folder, revision: 'v1.0.0' }))).head).toBe(first);
  });

  test.each([
    'v9.9.9',
    '--all',
    '-n1',
    '--output=pwned',
    'HEAD..main',
    '...',
    'HEAD^@',
    'HEAD^!',
    '^main',
    'HEAD:pyproject.toml',
    'HEAD^{tree}',
    '',
    'a\0b',
    'main main',
    '0123456789012345678901234567890123456789',
  ])('is unknown: %j', async (revision) => {
    const box = repository();
    expect(await refused(open({ root: box.folder, revision }))).toMatchObject({ code: 'revision-unknown' });
  });

  test('cannot be had without a repository', async () => {
    const box = sandbox();
    expect(await refused(open({ root: box.folder, revision: 'v1.0.0' }))).toEqual({
      code: 'revision-unknown',
      what: 'v1.0.0 cannot be read: not a git repository',
    });
  });

  test('is told to be fetched in a shallow clone', async () => {
    const box = repository();
    const clone = sandbox();
    box.git(['clone', '--quiet', '--depth=1', '--no-tags', `file://${box.folder}`, clone.path('demo')]);
    expect((await refused(open({ root: clone.path('demo'), revision: 'v1.0.0' }))).what).toContain(
      'of this shallow clone',
    );
  });
});

describe('without git', () => {
  test('the folder is walked, and the history is unknown', async () => {
    const box = repository({ 'pyproject.toml': 'x', 'node_modules/a/package.json': 'x' });
    const opened = await open({ root: box.folder, env: { PATH: box.path('nowhere') } });
    expect(await opened.files.list()).toEqual(['pyproject.toml']);
    expect(await opened.git.history()).toEqual({ unknown: 'git is not installed, or not in PATH' });
    expect(await opened.differsFromHead()).toEqual({ unknown: 'git is not installed, or not in PATH' });
  });

  test('a folder that is no repository is walked', async () => {
    const box = sandbox();
    box.write({ 'pyproject.toml': 'x' });
    const opened = await open({ root: box.folder });
    expect(opened).toMatchObject({ top: box.folder, root: '' });
    expect(await opened.git.history()).toEqual({ unknown: 'not a git repository' });
  });

  test.skipIf(!isRoot)('a repository of another user is refused, with what to do', async () => {
    const box = repository();
    chownSync(box.folder, 65534, 65534);
    chownSync(box.path('.git'), 65534, 65534);
    expect(await refused(open({ root: box.folder }))).toMatchObject({
      code: 'root-unreadable',
      what: `${box.folder} cannot be read: git refuses the repository, because another user owns it; run \`git config --global --add safe.directory ${box.folder}\``,
    });
    const config = box.path('safe.gitconfig');
    writeFileSync(config, `[safe]\n\tdirectory = ${box.folder}\n`);
    const trusted = await open({ root: box.folder, env: { ...ENV, GIT_CONFIG_GLOBAL: config } });
    expect(await trusted.git.history()).toHaveProperty('head');
  });
});

describe('ROOT is refused', () => {
  test.each([
    ['that is not there', 'missing'],
    ['that is a file', 'file.txt'],
    ['with a zero byte', 'a\0b'],
  ])('%s', async (_, name) => {
    const box = sandbox();
    box.write({ 'file.txt': 'x' });
    expect(await refused(open({ root: join(box.folder, name) }))).toMatchObject({ code: 'root-unreadable' });
  });

  test('that is a bare repository, without a revision', async () => {
    const box = sandbox();
    box.git(['init', '--quiet', '--bare']);
    expect((await refused(open({ root: box.folder }))).what).toContain('has no work tree');
  });

  test('that lies in a git directory', async () => {
    const box = repository();
    expect((await refused(open({ root: box.path('.git') }))).what).toContain('has no work tree');
  });
});

test('no process is left after closing', async () => {
  const box = repository({ 'a.txt': 'x' });
  const opened = await open({ root: box.folder, revision: 'HEAD' });
  await opened.files.read('a.txt', 1);
  const pending = opened.files.read('a.txt', 1);
  opened.close();
  expect(await pending).toMatchObject({ kind: 'unreadable' });
  expect(await opened.files.read('a.txt', 1)).toEqual({
    kind: 'unreadable',
    reason: 'cannot be read: the repository is closed',
  });
  const children = (): string =>
    execFileSync('ps', ['-o', 'args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  await expect.poll(children).not.toContain(box.folder);
});
