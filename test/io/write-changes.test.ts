import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Change } from '../../src/io/write-changes.ts';
import { writeChanges } from '../../src/io/write-changes.ts';

let top = '';
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'pyrel-write-'));
});
afterEach(() => rm(top, { recursive: true, force: true }));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const change = (path: string, before: string | null, after: string): Change => ({
  path,
  before: before === null ? null : bytes(before),
  after: bytes(after),
});
const text = (path: string): Promise<string> => readFile(join(top, path), 'utf8');
const put = (path: string, content: string): Promise<void> => writeFile(join(top, path), content);

test('files are written, made, and keep their mode', async () => {
  await put('a', '1');
  await chmod(join(top, 'a'), 0o775);
  await writeChanges(top, [change('a', '1', '2'), change('new/b', null, '3')]);
  expect([await text('a'), await text('new/b')]).toEqual(['2', '3']);
  expect((await stat(join(top, 'a'))).mode & 0o777).toBe(0o775);
  expect(await readdir(top)).toEqual(['a', 'new']);
});

test.each([
  ['a file that changed since it was read', async () => put('b', 'by hand'), 'b has changed since it was read'],
  ['a file that is gone', async () => rm(join(top, 'b')), 'b is gone'],
] as const)('%s is left alone, and all others with it', async (_, spoil, message) => {
  await put('a', '1');
  await put('b', '1');
  await spoil();
  await expect(writeChanges(top, [change('a', '1', '2'), change('b', '1', '2')])).rejects.toMatchObject({
    code: 'fix-refused',
    message: expect.stringContaining(message),
  });
  expect(await text('a')).toBe('1');
  expect((await readdir(top)).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('a file that is there now is not made again', async () => {
  await put('a', 'mine');
  await expect(writeChanges(top, [change('a', null, '2')])).rejects.toThrow('a is there now');
  expect(await text('a')).toBe('mine');
});

test('nothing is written through a link', async () => {
  await put('target', '1');
  await symlink('target', join(top, 'link'));
  await mkdir(join(top, 'folder'));
  await put('folder/c', '1');
  await symlink('folder', join(top, 'linked'));
  await expect(writeChanges(top, [change('link', '1', '2')])).rejects.toThrow('symbolic link');
  await expect(writeChanges(top, [change('linked/c', '1', '2')])).rejects.toThrow('symbolic link');
  await expect(writeChanges(top, [change('linked/new', null, '2')])).rejects.toThrow('symbolic link');
  await expect(writeChanges(top, [change('linked/below/new', null, '2')])).rejects.toThrow('symbolic link');
  expect([await text('target'), await text('folder/c')]).toEqual(['1', '1']);
  expect(await readdir(join(top, 'folder'))).toEqual(['c']);
});

test('where one file cannot be written, those that were are put back', async () => {
  await put('a', '1');
  await put('file', '');
  const outcome = writeChanges(top, [change('a', '1', '2'), change('file/below', null, '3')]);
  await expect(outcome).rejects.toMatchObject({ code: 'fix-refused' });
  expect(await text('a')).toBe('1');
  expect((await readdir(top)).sort()).toEqual(['a', 'file']);
});
