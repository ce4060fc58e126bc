import { expect, test } from 'vitest';
import type { FileRead } from '../../src/project/ports.ts';
import { loadEntriesAtTags } from '../../src/project/entries-at-tags.ts';
import { parseChangelog } from '../../src/project/parse-changelog.ts';
import { gitOf } from '../rule-tester.ts';

const text = (...headings: readonly string[]): string =>
  headings.map((heading) => `## ${heading}\n\n- Change\n`).join('\n');
const now = text('1.2.0', '1.1.0 - 2026-02-01', '1.0.0 - 2026-01-01');

async function entries(
  version: string,
  tags: readonly string[],
  trees: { readonly [tag: string]: string | null },
  changelog = now,
): Promise<{ readonly asked: readonly string[]; readonly found: readonly object[] }> {
  const git = gitOf(tags, [], {
    treesAt: Object.fromEntries(
      Object.entries(trees).map(([tag, content]) => [tag, content === null ? {} : { 'CHANGELOG.md': content }]),
    ),
  });
  const asked: string[] = [];
  const readAt = (commit: string, path: string, limit: number): Promise<FileRead> => {
    asked.push(path);
    return git.readAt(commit, path, limit);
  };
  const found = await loadEntriesAtTags(readAt, {
    changelog: parseChangelog({ file: 'CHANGELOG.md', text: changelog, cutAt: null, hasBom: false }),
    history: await git.history(),
    aliases: ['v1'],
    version,
    tag: `v${version}`,
  });
  return { asked, found };
}

test('nothing is read where the entry is whole', async () => {
  expect(await entries('1.1.0', ['v1.0.0'], { 'v1.0.0': text('1.0.0') })).toEqual({ asked: [], found: [] });
});

test('the state of each earlier release, at its tag and now', async () => {
  const trees = { 'v1.1.0': text('1.1.0 - unreleased', '1.0.0'), 'v1.0.0': text('0.9.0 - 2025-12-01') };
  expect((await entries('1.2.0', ['v1.1.0', 'v1', 'v1.0.0'], trees)).found).toEqual([
    { tag: 'v1.1.0', version: '1.1.0', atTag: 'unreleased', now: 'dated' },
    { tag: 'v1.0.0', version: '1.0.0', atTag: 'absent', now: 'dated' },
  ]);
});

test('a tree without the file, or with an empty one, tells nothing', async () => {
  expect((await entries('1.2.0', ['v1.1.0', 'v1.0.0'], { 'v1.1.0': null, 'v1.0.0': '# Changelog\n' })).found).toEqual(
    [],
  );
});

test('pre-releases, other packages and the judged tag are no evidence', async () => {
  const tags = ['v1.2.0', 'v1.1.0rc1', 'cli-v1.0.0', 'v1.1.0.dev1'];
  expect((await entries('1.2.0', tags, {})).asked).toEqual([]);
});

test('ten releases are read at most', async () => {
  const tags = Array.from({ length: 30 }, (_, i) => `v0.${30 - i}.0`);
  expect((await entries('1.2.0', tags, {})).asked).toHaveLength(10);
});
