import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { FileRead } from '../../src/project/ports.ts';
import type { Sandbox } from './sandbox.ts';
import { ENV, commit, isRoot, open, repository, sandbox } from './sandbox.ts';

function shown(read: FileRead): string {
  if (read.kind === 'bytes') return `${Buffer.from(read.bytes).toString()} (${read.size})`;
  return read.kind === 'missing' ? 'missing' : read.reason;
}

/** A repository with every kind of link that can be committed. */
function linked(): Sandbox {
  const outside = sandbox();
  outside.write({ 'secret.txt': 'secret' });
  const box = repository({ 'README.md': 'hello', 'docs/guide.md': 'guide', 'docs/deep/page.md': 'page' });
  const links = {
    'docs/README.md': '../README.md',
    'docs/twice.md': 'README.md',
    manual: 'docs',
    'through-folder.md': 'manual/deep/../guide.md',
    'out.md': `../${outside.folder.split('/').at(-1)}/secret.txt`,
    'out-absolute.md': outside.path('secret.txt'),
    'loop-a.md': 'loop-b.md',
    'loop-b.md': 'loop-a.md',
    'self.md': 'self.md',
    'nothing.md': 'absent.md',
    'folder.md': 'docs',
    'top.md': '.',
    'above.md': '..',
  };
  for (const [path, target] of Object.entries(links)) symlinkSync(target, box.path(path));
  commit(box, {}, 'Links');
  return box;
}

describe('the disk and a revision agree on', () => {
  test.each([
    ['README.md', 'hello (5)'],
    ['docs/README.md', 'hello (5)'],
    ['docs/twice.md', 'hello (5)'],
    ['through-folder.md', 'guide (5)'],
    ['manual/guide.md', 'guide (5)'],
    ['out.md', 'is a symbolic link out of the repository'],
    ['out-absolute.md', 'is a symbolic link out of the repository'],
    ['above.md', 'is a symbolic link out of the repository'],
    ['loop-a.md', 'is a symbolic link in a loop'],
    ['self.md', 'is a symbolic link in a loop'],
    ['nothing.md', 'is a symbolic link to a file that is not there'],
    ['folder.md', 'is a symbolic link to a folder'],
    ['docs', 'is a folder'],
    ['absent.md', 'missing'],
    ['docs/absent.md', 'missing'],
    ['README.md/absent.md', 'missing'],
    ['../README.md', 'lies outside of the repository'],
    ['docs/../README.md', 'lies outside of the repository'],
    ['/etc/passwd', 'lies outside of the repository'],
    ['', 'lies outside of the repository'],
    ['docs//guide.md', 'lies outside of the repository'],
    ['./README.md', 'lies outside of the repository'],
  ])('%s', async (path, expected) => {
    const box = linked();
    const disk = await open({ root: box.folder });
    const revision = await open({ root: box.folder, revision: 'HEAD' });
    expect(shown(await disk.files.read(path, 100))).toBe(expected);
    expect(shown(await revision.files.read(path, 100))).toBe(expected);
  });

  test('the list', async () => {
    const box = linked();
    const listed = await (await open({ root: box.folder })).files.list();
    expect(listed).toEqual([...listed].sort());
    expect(listed).toContain('manual');
    expect(await (await open({ root: box.folder, revision: 'HEAD' })).files.list()).toEqual(listed);
  });

  test('odd names', async () => {
    const names = [
      'with space.txt',
      'line\nfeed.txt',
      '"quoted".txt',
      'tab\t.txt',
      'ünï.txt',
      '-n',
      ':magic',
      'back\\slash',
      ' lead',
    ];
    const box = repository(Object.fromEntries(names.map((name) => [name, name])));
    for (const revision of [null, 'HEAD']) {
      const { files } = await open({ root: box.folder, revision });
      expect(await files.list()).toEqual([...names].sort());
      for (const name of names) expect(shown(await files.read(name, 100))).toBe(`${name} (${Buffer.byteLength(name)})`);
    }
  });

  test('names that are not UTF-8', async () => {
    const box = repository();
    writeFileSync(Buffer.concat([Buffer.from(`${box.folder}/caf`), Buffer.from([0xe9]), Buffer.from('.txt')]), 'latin');
    commit(box, {}, 'Second');
    for (const revision of [null, 'HEAD']) {
      const { files } = await open({ root: box.folder, revision });
      expect(await files.list()).toEqual(['caf\ufffd.txt', 'pyproject.toml']);
      expect(shown(await files.read('caf\ufffd.txt', 100))).toBe('latin (5)');
    }
  });

  test('the size of a file that is cut', async () => {
    const box = repository({ 'a.txt': 'a'.repeat(300_000), 'b.txt': 'bbb', 'empty.txt': '' });
    for (const revision of [null, 'HEAD']) {
      const { files } = await open({ root: box.folder, revision });
      const [cut, none, next, empty] = await Promise.all([
        files.read('a.txt', 4),
        files.read('a.txt', 0),
        files.read('b.txt', 4),
        files.read('empty.txt', 4),
      ]);
      expect([cut, none, next, empty].map(shown)).toEqual(['aaaa (300000)', ' (300000)', 'bbb (3)', ' (0)']);
    }
  });
});

describe('the disk', () => {
  test('lists what is tracked, or untracked and not ignored', async () => {
    const box = repository({ '.gitignore': '_version.py\n', 'a.py': 'x' });
    box.write({
      '_version.py': 'generated',
      'new.py': 'x',
      'nested/.git/HEAD': 'ref: refs/heads/main\n',
      'empty/.keep': '',
    });
    mkdirSync(box.path('other'));
    execFileSync('git', ['init', '--quiet', box.path('other')]);
    const { files } = await open({ root: box.folder });
    expect(await files.list()).toEqual(['.gitignore', 'a.py', 'empty/.keep', 'new.py']);
  });

  test('lists a conflicting file once', async () => {
    const box = repository({ 'a.txt': 'base' });
    box.git(['checkout', '--quiet', '-b', 'side']);
    commit(box, { 'a.txt': 'side' }, 'Side');
    box.git(['checkout', '--quiet', 'main']);
    commit(box, { 'a.txt': 'main' }, 'Main');
    expect(() => box.git(['merge', 'side'])).toThrow();
    expect(await (await open({ root: box.folder })).files.list()).toEqual(['a.txt']);
  });

  test('says that a deleted file is missing, and one left out by a sparse checkout is not', async () => {
    const box = repository({ 'a.txt': 'a', 'docs/b.txt': 'b', 'src/c.txt': 'c' });
    box.git(['sparse-checkout', 'set', '--no-cone', '/*', '!/docs/']);
    rmSync(box.path('a.txt'));
    const { files } = await open({ root: box.folder });
    expect(await files.list()).toEqual(['a.txt', 'docs/b.txt', 'src/c.txt']);
    expect(shown(await files.read('a.txt', 10))).toBe('missing');
    expect(shown(await files.read('docs/b.txt', 10))).toBe('is left out by the sparse checkout');
  });

  test('never opens a named pipe, a socket or a device', async () => {
    const box = repository();
    execFileSync('mkfifo', [box.path('pipe.toml')]);
    symlinkSync('pipe.toml', box.path('link.toml'));
    symlinkSync('/dev/zero', box.path('zero.toml'));
    const server = createServer().listen(box.path('socket.toml'));
    onTestFinished(() => void server.close());
    const { files } = await open({ root: box.folder });
    expect(shown(await files.read('pipe.toml', 10))).toBe('is a named pipe');
    expect(shown(await files.read('link.toml', 10))).toBe('is a symbolic link to a named pipe');
    expect(shown(await files.read('socket.toml', 10))).toBe('is a socket');
    expect(shown(await files.read('zero.toml', 10))).toBe('is a symbolic link out of the repository');
  });

  test('keeps out of the git directory', async () => {
    const box = repository({ 'a.txt': 'a' });
    symlinkSync('.git/config', box.path('token.txt'));
    symlinkSync('.git', box.path('inside'));
    const { files } = await open({ root: box.folder });
    expect(shown(await files.read('token.txt', 10))).toBe('is a symbolic link into the git directory');
    expect(shown(await files.read('inside/config', 10))).toBe('is a symbolic link into the git directory');
    for (const path of ['.git/config', '.GIT/config', 'a/.git/config'])
      expect(shown(await files.read(path, 10))).toBe('lies outside of the repository');
  });

  test('does not take a neighbour with the same beginning for its own', async () => {
    const outer = sandbox();
    outer.write({ 'demo-secret/key.txt': 'secret', 'demo/a.txt': 'a' });
    symlinkSync('../demo-secret/key.txt', outer.path('demo/link.txt'));
    const { files } = await open({ root: outer.path('demo') });
    expect(shown(await files.read('link.txt', 10))).toBe('is a symbolic link out of the repository');
  });

  test.skipIf(isRoot)('says that it lacks permission', async () => {
    const box = repository({ 'a.txt': 'a' });
    chmodSync(box.path('a.txt'), 0);
    const { files } = await open({ root: box.folder });
    expect(shown(await files.read('a.txt', 10))).toBe('cannot be read for lack of permission');
  });

  test('holds no more of a large file than it was asked for', async () => {
    const box = repository();
    writeFileSync(box.path('huge.bin'), '');
    truncateSync(box.path('huge.bin'), 8 * 1024 ** 4);
    const { files } = await open({ root: box.folder });
    const read = await files.read('huge.bin', 16);
    expect(read).toMatchObject({ kind: 'bytes', size: 8 * 1024 ** 4 });
    expect(read.kind === 'bytes' && read.bytes.length).toBe(16);
  });
});

describe('a revision', () => {
  test('leaves submodules out', async () => {
    const part = repository();
    const box = repository({ 'a.txt': 'a' });
    box.git(['submodule', '--quiet', 'add', part.folder, 'vendor/part']);
    commit(box, {}, 'Second');
    const { files } = await open({ root: box.folder, revision: 'HEAD' });
    expect(await files.list()).toEqual(['.gitmodules', 'a.txt']);
    expect(shown(await files.read('vendor/part', 10))).toBe('is a folder');
  });

  test('reads many files over one process, in any order of limits', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `f${i}.txt`);
    const box = repository(Object.fromEntries(names.map((name, i) => [name, name.repeat(i + 1)])));
    const { files } = await open({ root: box.folder, revision: 'HEAD' });
    const reads = await Promise.all(names.map((name, i) => files.read(name, i * 7)));
    expect(reads.map(shown)).toEqual(
      names.map((name, i) => `${name.repeat(i + 1).slice(0, i * 7)} (${name.length * (i + 1)})`),
    );
  });

  test('says so where an object is missing or broken, and reads the others', async () => {
    const box = repository({ 'gone.txt': 'gone', 'broken.txt': 'broken', 'whole.txt': 'whole' });
    const objectPath = (file: string): string => {
      const id = box.git(['rev-parse', `HEAD:${file}`]);
      return box.path('.git/objects', id.slice(0, 2), id.slice(2));
    };
    renameSync(objectPath('gone.txt'), box.path('.git/gone'));
    rmSync(objectPath('broken.txt'));
    writeFileSync(objectPath('broken.txt'), 'not an object');
    const { files } = await open({ root: box.folder, revision: 'HEAD' });
    const [gone, broken, whole] = await Promise.all(
      ['gone.txt', 'broken.txt', 'whole.txt'].map((path) => files.read(path, 10)),
    );
    expect(shown(gone as FileRead)).toBe('is not in this clone, which is partial or damaged');
    expect(shown(broken as FileRead)).toMatch(/^cannot be read: |^is not in this clone/);
    expect(shown(whole as FileRead)).toBe('whole (5)');
  });

  test('goes on where git ends at one object, as it does at a damaged pack', async () => {
    const box = repository({ 'a.txt': 'a', 'bad.txt': 'bad', 'b.txt': 'b' });
    const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    const bin = sandbox();
    const answers = `while read id; do [ "$id" = ${box.git(['rev-parse', 'HEAD:bad.txt'])} ] && exit 128; echo "$id" | "${real}" -C "${box.folder}" cat-file --batch; done`;
    bin.write({ git: `#!/bin/sh\ncase "$*" in\n*"cat-file --batch"*) ${answers};;\n*) exec "${real}" "$@";;\nesac\n` });
    chmodSync(bin.path('git'), 0o755);
    const { files } = await open({
      root: box.folder,
      revision: 'HEAD',
      env: { ...ENV, PATH: `${bin.folder}:/usr/bin:/bin` },
    });
    const reads = await Promise.all(
      ['a.txt', 'bad.txt', 'b.txt', 'bad.txt', 'a.txt'].map((path) => files.read(path, 10)),
    );
    const broken = 'cannot be read: git cannot read the object';
    expect(reads.map(shown)).toEqual(['a (1)', broken, 'b (1)', broken, 'a (1)']);
  });

  test('of another tree is not read from the disk', async () => {
    const box = repository({ 'a.txt': 'old' });
    box.write({ 'a.txt': 'new', 'b.txt': 'new' });
    const { files } = await open({ root: box.folder, revision: 'HEAD' });
    expect(await files.list()).toEqual(['a.txt']);
    expect(shown(await files.read('a.txt', 10))).toBe('old (3)');
    expect(shown(await files.read('b.txt', 10))).toBe('missing');
  });
});
