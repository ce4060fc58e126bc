import { describe, expect, test } from 'vitest';
import type { Maybe } from '../../src/core/unknown.ts';
import { isUnknown } from '../../src/core/unknown.ts';
import { memoryFiles } from '../../src/io/memory-files.ts';
import type { Changelog } from '../../src/project/changelog.ts';
import { loadChangelog } from '../../src/project/load-changelog.ts';
import { createReader, TEXT_LIMIT } from '../../src/project/reader.ts';
import type { Tree } from '../rule-tester.ts';

type Asked = { readonly root?: string; readonly file?: string; readonly urls?: readonly string[] };

async function load(tree: Tree, { root = '', file, urls = [] }: Asked = {}): Promise<Maybe<Changelog>> {
  const reader = await createReader(memoryFiles(tree));
  return loadChangelog(reader, root, { file: file ?? null }, urls);
}

async function found(tree: Tree, asked: Asked = {}): Promise<string | null> {
  const changelog = await load(tree, asked);
  return changelog === null || isUnknown(changelog) ? null : changelog.file;
}

const one = '## 1.0\n- a\n';
const three = '## 1.2\n- a\n## 1.1\n- b\n## 1.0\n- c\n';

describe('the changelog is found', () => {
  test.each<[string, Tree, string | null, Asked?]>([
    ['under its usual name', { 'CHANGELOG.md': one }, 'CHANGELOG.md'],
    ['in any case', { 'ChangeLog.rst': '1.0\n===\n- a\n' }, 'ChangeLog.rst'],
    ['without an ending', { NEWS: '1.0\n---\n- a\n' }, 'NEWS'],
    ['as release notes', { 'RELEASE_NOTES.md': one }, 'RELEASE_NOTES.md'],
    ['as release-notes', { 'docs/release-notes.md': one }, 'docs/release-notes.md'],
    ['as whats-new', { 'docs/whats-new.rst': '1.0\n===\n- a\n' }, 'docs/whats-new.rst'],
    ['in a folder of the documentation', { 'doc/source/changelog.rst': '1.0\n===\n- a\n' }, 'doc/source/changelog.rst'],
    ['in .github', { '.github/CHANGELOG.md': one }, '.github/CHANGELOG.md'],
    ['at the top before the documentation', { 'CHANGELOG.md': one, 'docs/changelog.md': one }, 'CHANGELOG.md'],
    ['by the more usual name', { 'HISTORY.md': one, 'CHANGELOG.md': one }, 'CHANGELOG.md'],
    ['by its newest entry', { 'HISTORY.md': three, 'CHANGELOG.md': one }, 'HISTORY.md'],
    [
      'in the documentation where that is newer',
      { 'CHANGES.txt': '1.0\n---\n- a\n', 'docs/changelog.md': three },
      'docs/changelog.md',
    ],
    ['at the top while it is empty', { 'CHANGELOG.md': '# Changelog\n' }, 'CHANGELOG.md'],
    [
      'below the project',
      { 'packages/core/CHANGELOG.md': one, 'CHANGELOG.md': three },
      'packages/core/CHANGELOG.md',
      { root: 'packages/core' },
    ],
    [
      'as the config says',
      { 'CHANGELOG.md': three, 'docs/news/all.md': one },
      'docs/news/all.md',
      { file: 'docs/news/all.md' },
    ],
    [
      'where the project URLs lead into the tree',
      { 'docs/en/docs/history-of-changes.md': three },
      'docs/en/docs/history-of-changes.md',
      { urls: ['https://github.com/o/r/blob/main/docs/en/docs/history-of-changes.md#latest'] },
    ],
    ['not in a story', { 'docs/history.rst': 'How it began\n============\n\nIn 2012.\n' }, null],
    [
      'not in a page on how to release',
      { 'docs/releases.md': '# Releases\n\n## Next release\n\n- Bump the version\n' },
      null,
    ],
    [
      'not in what an empty one links to',
      {
        'CHANGELOG.md': '# Changelog\n\nSee [how to help](CONTRIBUTING.md).\n',
        'CONTRIBUTING.md': '## Development\n\n- Run the tests\n',
      },
      'CHANGELOG.md',
    ],
    ['not in a story at the reference', { 'docs/api/reference/history.md': three }, null],
    ['not in code', { 'changelog.py': '', 'scripts/changelog.md': one }, null],
  ])('%s', async (_, tree, expected, asked) => {
    expect(await found(tree, asked)).toBe(expected);
  });
});

describe('a file that only points elsewhere', () => {
  test.each<[string, Tree, string]>([
    [
      'includes, in reStructuredText',
      { 'CHANGES.rst': '.. include:: docs/history/all.rst\n', 'docs/history/all.rst': '1.0\n===\n- a\n' },
      'docs/history/all.rst',
    ],
    [
      'includes, in MkDocs',
      { 'docs/changelog.md': '{% include-markdown "../NOTES.md" %}\n', 'NOTES.md': one },
      'NOTES.md',
    ],
    ['includes, in MyST', { 'docs/changelog.md': '```{include} ../NOTES.md\n```\n', 'NOTES.md': one }, 'NOTES.md'],
    ['is the text of a symbolic link', { 'docs/CHANGELOG.md': '../NOTES.md', 'NOTES.md': one }, 'NOTES.md'],
    [
      'links',
      { 'CHANGELOG.md': '# Changelog\n\nSee [the notes](./docs/notes/all.md).\n', 'docs/notes/all.md': one },
      'docs/notes/all.md',
    ],
    [
      'names the path',
      { 'CHANGELOG.md': 'Please see docs/notes/all.md\n', 'docs/notes/all.md': one },
      'docs/notes/all.md',
    ],
    [
      'links into the repository',
      { 'CHANGELOG.md': 'See https://github.com/o/r/blob/main/docs/notes/all.md\n', 'docs/notes/all.md': one },
      'docs/notes/all.md',
    ],
    [
      'gives way to a live one beside it',
      { 'CHANGELOG.md': 'See https://example.org/releases\n', 'CHANGELOG.rst': '1.0\n===\n- b\n' },
      'CHANGELOG.rst',
    ],
    [
      'gives way to a page that has some entries',
      { 'CHANGELOG.md': 'See https://example.org/releases\n', 'docs/changelog.md': three },
      'docs/changelog.md',
    ],
    [
      'stays before a page that has next to none',
      { 'CHANGELOG.md': 'See https://example.org/releases\n', 'docs/changelog.md': one },
      'CHANGELOG.md',
    ],
  ])('%s', async (_, tree, expected) => {
    expect(await found(tree)).toBe(expected);
  });
  test('is marked where it leads out of the tree', async () => {
    expect(
      await load({ 'CHANGELOG.md': '# Changelog\n\nSee [releases](https://github.com/o/r/releases).\n' }),
    ).toMatchObject({ stub: 'CHANGELOG.md only points to https://github.com/o/r/releases', entries: [] });
  });
  test('is marked where it gathers a file for each release', async () => {
    const tree = {
      'docs/changelog.rst': '.. include:: r/2.rst\n.. include:: r/1.rst\n',
      'docs/r/2.rst': '2.0\n===\n- a\n',
      'docs/r/1.rst': '1.0\n===\n- a\n',
    };
    expect(await load({ 'CHANGELOG.rst': '.. include:: docs/changelog.rst\n', ...tree })).toMatchObject({
      stub: 'docs/changelog.rst only gathers other files',
    });
  });
  test('may lead in a circle', async () => {
    expect(
      await load({ 'CHANGELOG.md': 'See docs/changelog.md\n', 'docs/changelog.md': 'See [it](../CHANGELOG.md)\n' }),
    ).toMatchObject({ file: 'CHANGELOG.md', entries: [] });
  });
});

describe('what cannot be had is said', () => {
  test('the file of the config is not there', async () => {
    expect(await load({ 'CHANGELOG.md': one }, { file: 'docs/news.md' })).toMatchObject({
      file: 'docs/news.md',
      isThere: false,
      stub: 'the config names docs/news.md as the changelog, and there is no such file',
    });
  });
  test('the one at the top may be about other projects', async () => {
    expect(await load({ 'CHANGELOG.md': one, 'packages/core/pyproject.toml': '' }, { root: 'packages/core' })).toEqual({
      unknown: 'CHANGELOG.md at the top level may be about other projects of the repository',
    });
  });
  test('there is none', async () => {
    expect(await load({ 'README.md': '# Demo\n' })).toBeNull();
    expect(await load({ 'README.md': '# Demo\n' }, { root: 'packages/core' })).toBeNull();
  });
  test('it is larger than what is read', async () => {
    const text = `## 1.0\n${'- a\n'.repeat(TEXT_LIMIT / 4)}`;
    expect(await load({ 'CHANGELOG.md': text })).toMatchObject({
      cutAt: TEXT_LIMIT,
      entries: [{ version: { value: '1.0' } }],
    });
  });
  test('it is not UTF-8, and is read all the same', async () => {
    const bytes = new Uint8Array([
      ...new TextEncoder().encode('## 1.0 - Caf'),
      0xe9,
      ...new TextEncoder().encode('\n- a\n'),
    ]);
    expect(await load({ 'CHANGELOG.md': bytes })).toMatchObject({
      entries: [{ version: { value: '1.0' }, content: 'filled' }],
    });
  });
  test('it cannot be read', async () => {
    const files = {
      ...memoryFiles({ 'CHANGELOG.md': '' }),
      read: async () => ({ kind: 'unreadable', reason: 'is a link out of the root' }) as const,
    };
    expect(await loadChangelog(await createReader(files), '', { file: null }, [])).toEqual({
      unknown: 'CHANGELOG.md is a link out of the root',
    });
  });
});
