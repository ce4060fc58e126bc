import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { History } from '../../src/project/ports.ts';
import { commit, open, repository, sandbox } from './sandbox.ts';

async function historyOf(root: string, revision: string | null = null): Promise<History> {
  const history = await (await open({ root, revision })).git.history();
  if ('unknown' in history) throw new Error(history.unknown);
  return history;
}

function names(tags: History['tags']): readonly string[] {
  if ('unknown' in tags) throw new Error(tags.unknown);
  return tags.map(({ name }) => name);
}

test('a lightweight tag has the date of its commit, an annotated one its own', async () => {
  const box = repository();
  const id = commit(box, {}, 'Second', '2026-03-01T10:00:00+02:00');
  box.git(['tag', 'v1.0.0']);
  box.git(['tag', '-a', '-m', 'Release', 'v1.0.1'], '2026-03-02T23:30:00-05:00');
  expect(await historyOf(box.folder)).toMatchObject({
    head: id,
    tags: [
      {
        name: 'v1.0.1',
        commit: id,
        annotated: true,
        date: '2026-03-02T23:30:00-05:00',
        committed: '2026-03-01T10:00:00+02:00',
      },
      {
        name: 'v1.0.0',
        commit: id,
        annotated: false,
        date: '2026-03-01T10:00:00+02:00',
        committed: '2026-03-01T10:00:00+02:00',
      },
    ],
  });
});

test('only ancestors count, for HEAD and for a revision', async () => {
  const box = repository();
  box.git(['tag', 'v1.0.0']);
  box.git(['checkout', '--quiet', '-b', 'maintenance']);
  commit(box, {}, 'Fix', '2026-02-01T00:00:00+00:00');
  box.git(['tag', 'v1.0.1']);
  box.git(['checkout', '--quiet', 'main']);
  commit(box, {}, 'Feature', '2026-03-01T00:00:00+00:00');
  box.git(['tag', 'v2.0.0']);
  expect(names((await historyOf(box.folder)).tags)).toEqual(['v2.0.0', 'v1.0.0']);
  const fixed = await historyOf(box.folder, 'maintenance');
  expect(names(fixed.tags)).toEqual(['v1.0.1', 'v1.0.0']);
  expect(names(fixed.tagsAtHead)).toEqual(['v1.0.1']);
});

test('tags of one moment stand by version, the highest first, then by name', async () => {
  const box = repository();
  for (const tag of ['v0.9.0', 'nightly', 'v0.10.0', 'v0.10.0rc1', 'latest', '0.10.0']) box.git(['tag', tag]);
  expect(names((await historyOf(box.folder)).tags)).toEqual([
    '0.10.0',
    'v0.10.0',
    'v0.10.0rc1',
    'v0.9.0',
    'latest',
    'nightly',
  ]);
});

test('a branch with the name of a tag does not disturb', async () => {
  const box = repository();
  box.git(['tag', 'v1.0.0']);
  box.git(['checkout', '--quiet', '-b', 'v1.0.0']);
  commit(box, {}, 'Second');
  expect(names((await historyOf(box.folder)).tags)).toEqual(['v1.0.0']);
  expect((await historyOf(box.folder)).tagsAtHead).toEqual([]);
});

test('tags of tags are peeled to the commit; tags of files and trees are left out', async () => {
  const box = repository();
  const id = box.git(['rev-parse', 'HEAD']);
  box.git(['tag', '-a', '-m', 'x', 'inner']);
  box.git(['-c', 'advice.nestedTag=false', 'tag', '-a', '-m', 'x', 'middle', 'inner']);
  box.git(['-c', 'advice.nestedTag=false', 'tag', '-a', '-m', 'x', 'v1.0.0', 'middle']);
  box.git(['tag', 'file', 'HEAD:pyproject.toml']);
  box.git(['tag', '-a', '-m', 'x', 'tree', 'HEAD^{tree}']);
  const { tagsAtHead } = await historyOf(box.folder);
  expect(tagsAtHead.map(({ name, commit: of }) => [name, of])).toEqual([
    ['v1.0.0', id],
    ['inner', id],
    ['middle', id],
  ]);
});

test('an old annotated tag without a tagger has the date of its commit', async () => {
  const box = repository();
  const id = box.git(['rev-parse', 'HEAD']);
  box.write({ '.git/tag-object': `object ${id}\ntype commit\ntag v0.1\n\nFirst\n` });
  const tag = box.git(['hash-object', '-t', 'tag', '-w', '--literally', '.git/tag-object']);
  box.git(['update-ref', 'refs/tags/v0.1', tag]);
  expect((await historyOf(box.folder)).tagsAtHead).toEqual([
    {
      name: 'v0.1',
      commit: id,
      annotated: true,
      date: '2026-01-02T03:04:05+01:00',
      committed: '2026-01-02T03:04:05+01:00',
    },
  ]);
});

test('a shallow clone knows the tags at its commit only', async () => {
  const box = repository();
  box.git(['tag', 'v1.0.0']);
  commit(box, {}, 'Second');
  box.git(['tag', 'v1.1.0']);
  const clone = sandbox();
  box.git([
    'clone',
    '--quiet',
    '--depth=1',
    '--branch=v1.1.0',
    '-c',
    'advice.detachedHead=false',
    `file://${box.folder}`,
    clone.path('demo'),
  ]);
  const { tags, tagsAtHead } = await historyOf(clone.path('demo'));
  expect(tags).toEqual({ unknown: 'a shallow clone (`git fetch --unshallow --tags` brings the tags)' });
  expect(names(tagsAtHead)).toEqual(['v1.1.0']);
});

test('five thousand tags are read at once', async () => {
  const box = repository();
  const id = box.git(['rev-parse', 'HEAD']);
  const refs = Array.from({ length: 5000 }, (_, i) => `refs/tags/v1.${i}.0`).sort();
  writeFileSync(
    box.path('.git/packed-refs'),
    `# pack-refs with: peeled fully-peeled sorted \n${refs.map((ref) => `${id} ${ref}\n`).join('')}`,
  );
  const tags = names((await historyOf(box.folder)).tags);
  expect(tags).toHaveLength(5000);
  expect(tags.slice(0, 2)).toEqual(['v1.4999.0', 'v1.4998.0']);
});

test('a broken tag is passed over', async () => {
  const box = repository();
  box.git(['tag', 'v1.0.0']);
  box.write({ '.git/refs/tags/v2.0.0': `${'1'.repeat(40)}\n`, '.git/refs/tags/v3.0.0': 'nonsense\n' });
  const history = await (await open({ root: box.folder })).git.history();
  expect('unknown' in history ? history.unknown : names(history.tags)).toEqual(['v1.0.0']);
});
