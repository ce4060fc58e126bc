import { expect, test } from 'vitest';
import { commit, open, repository } from './sandbox.ts';

test('a file is read in the tree of a commit, whatever the work tree holds', async () => {
  const box = repository({ 'docs/CHANGELOG.md': 'old\n' });
  const first = box.git(['rev-parse', 'HEAD']);
  commit(box, { 'docs/CHANGELOG.md': 'new\n' }, 'Second');
  const { git, close } = await open({ root: box.folder });
  const read = async (id: string, path: string, limit = 100): Promise<string> => {
    const found = await git.readAt(id, path, limit);
    return found.kind === 'bytes' ? new TextDecoder().decode(found.bytes) : found.kind;
  };
  expect(await read(first, 'docs/CHANGELOG.md')).toBe('old\n');
  expect(await read(first, 'docs/CHANGELOG.md', 2)).toBe('ol');
  expect(await read(first, 'NEWS.md')).toBe('missing');
  expect(await read(first, 'docs')).toBe('unreadable');
  expect(await read('0'.repeat(40), 'docs/CHANGELOG.md')).toBe('missing');
  close();
});

test('neither a name that is no object id nor a path with a line feed reaches git', async () => {
  const box = repository({ 'a.txt': 'a' });
  const { git, close } = await open({ root: box.folder });
  for (const [id, path] of [
    ['HEAD', 'a.txt'],
    ['--help', 'a.txt'],
    [box.git(['rev-parse', 'HEAD']), 'a.txt\nHEAD'],
  ] as const)
    expect(await git.readAt(id, path, 100)).toEqual({ kind: 'missing' });
  close();
});
