import { describe, expect, test } from 'vitest';
import { isUnknown } from '../../src/core/unknown.ts';
import { memoryFiles } from '../../src/io/memory-files.ts';
import type { Changelog } from '../../src/project/changelog.ts';
import { loadChangelog } from '../../src/project/load-changelog.ts';
import { parseChangelog } from '../../src/project/parse-changelog.ts';
import { createReader } from '../../src/project/reader.ts';

const parse = (file: string, text: string): Changelog => parseChangelog({ file, text, cutAt: null, hasBom: false });

describe('the shapes of headings that real projects write', () => {
  test.each<[string, string, string, readonly (readonly [string, string | null])[]]>([
    [
      'links of reStructuredText (loguru)',
      'CHANGELOG.rst',
      '`0.7.3`_ (2024-12-06)\n=====================\n\n- a\n\n`0.7.2`_ (2023-09-11)\n=====================\n\n- b\n\n.. _0.7.3: https://github.com/o/r/compare/0.7.2...0.7.3\n',
      [
        ['0.7.3', '2024-12-06'],
        ['0.7.2', '2023-09-11'],
      ],
    ],
    [
      'the date in front (2026/06/17 v0.0.49)',
      'CHANGELOG.md',
      '## 2026/06/17 v0.0.49\n\n- a\n\n## 2026/06/01 v0.0.48\n\n- b\n',
      [
        ['0.0.49', '2026-06-17'],
        ['0.0.48', '2026-06-01'],
      ],
    ],
    [
      'Changes in cclib-1.8.1',
      'CHANGELOG',
      'Changes in cclib-1.8.1\n----------------------\n\n- a\n\nChanges in cclib-1.8\n--------------------\n\n- b\n',
      [
        ['1.8.1', null],
        ['1.8', null],
      ],
    ],
    [
      'an empty reference (## [1.2.3][] - …)',
      'CHANGELOG.md',
      '## [1.2.3][] - 2024-01-02\n\n- a\n\n## [1.2.2][] - 2023-01-02\n\n- b\n\n[1.2.3]: https://github.com/o/r/releases/1.2.3\n',
      [
        ['1.2.3', '2024-01-02'],
        ['1.2.2', '2023-01-02'],
      ],
    ],
    [
      'HTML anchors',
      'CHANGELOG.md',
      '<a id="changelog-1.1.0"></a>\n## 1.1.0 — 2024-01-02\n\n- a\n\n<a name="1.0.0"></a>\n## 1.0.0 — 2023-01-02\n\n- b\n',
      [
        ['1.1.0', '2024-01-02'],
        ['1.0.0', '2023-01-02'],
      ],
    ],
    [
      'day-first dates (Release 0.2.3 (11/06/2026), others 19/03/2026)',
      'CHANGELOG.md',
      '## Release 0.2.3 (11/06/2026) ##\n\n- a\n\n## Release 0.2.2 (19/03/2026) ##\n\n- b\n',
      [
        ['0.2.3', '2026-06-11'],
        ['0.2.2', '2026-03-19'],
      ],
    ],
    [
      '6th December, 2024',
      'CHANGES.rst',
      '1.1\n---\n\nReleased 6th December, 2024.\n\n- a\n\n1.0 (February 19 2023)\n----------------------\n\n- b\n',
      [
        ['1.1', '2024-12-06'],
        ['1.0', '2023-02-19'],
      ],
    ],
    [
      'several ways in one file',
      'CHANGELOG.md',
      '## 1.2.3 (2026-01-02)\n\n- a\n\n## [1.2.2][] - 2025-12-01\n\n- b\n\n# v1.2.1 (2025-11-01)\n\n- c\n\n## Version 1.2.0\n\n- d\n',
      [
        ['1.2.3', '2026-01-02'],
        ['1.2.2', '2025-12-01'],
        ['1.2.1', '2025-11-01'],
        ['1.2.0', null],
      ],
    ],
    [
      'the name of the project (twine 7.0.0 (…))',
      'changelog.rst',
      'twine 7.0.0 (2026-01-02)\n------------------------\n\n- a\n\ntwine 6.2.0 (2025-09-04)\n------------------------\n\n- b\n',
      [
        ['7.0.0', '2026-01-02'],
        ['6.2.0', '2025-09-04'],
      ],
    ],
  ])('%s', (_, file, text, expected) => {
    expect(parse(file, text).entries.map(({ version, date }) => [version.value, date?.iso ?? null])).toEqual(expected);
  });
});

const three = '## 1.2\n- a\n## 1.1\n- b\n## 1.0\n- c\n';
const rst = '1.2\n===\n\n- a\n\n1.1\n===\n\n- b\n\n1.0\n===\n\n- c\n';

describe('the places where real projects keep it', () => {
  test.each<[string, { readonly [path: string]: string }, string, (readonly string[])?]>([
    ['docs/release-notes.md (fastapi)', { 'docs/release-notes.md': three }, 'docs/release-notes.md'],
    ['docs/en/docs/release-notes.md', { 'docs/en/docs/release-notes.md': three }, 'docs/en/docs/release-notes.md'],
    ['doc/en/changelog.rst (pytest)', { 'doc/en/changelog.rst': rst }, 'doc/en/changelog.rst'],
    [
      'a stub CHANGELOG.md next to a live CHANGELOG.rst (yfinance)',
      { 'CHANGELOG.md': 'See the GitHub releases: https://github.com/o/r/releases\n', 'CHANGELOG.rst': rst },
      'CHANGELOG.rst',
    ],
    [
      'the file that a project URL names',
      { 'website/pages/updates.md': three },
      'website/pages/updates.md',
      ['https://github.com/o/r/blob/main/website/pages/updates.md'],
    ],
    [
      'a file for each release',
      { 'docs/releases/1.2.0.md': '- a\n', 'docs/releases/1.10.0.md': '- b\n', 'docs/releases/1.9.1.md': '- c\n' },
      'docs/releases',
    ],
    [
      'a file for each release, which an index gathers',
      {
        'docs/changelog/index.rst': '.. toctree::\n\n   1.2.0\n',
        'docs/changelog/1.2.0.rst': '1.2.0 (2024-01-02)\n==================\n\n- a\n',
        'docs/changelog/1.1.0.rst': '1.1.0 (2023-01-02)\n==================\n\n- a\n',
        'docs/changelog/1.0.0.rst': '1.0.0 (2022-01-02)\n==================\n\n- a\n',
      },
      'docs/changelog',
    ],
  ])('%s', async (_, tree, expected, urls = []) => {
    const changelog = await loadChangelog(await createReader(memoryFiles(tree)), '', { file: null }, urls);
    expect(changelog === null || isUnknown(changelog) ? null : changelog.file).toBe(expected);
  });
  test('a file for each release is an entry, the newest first, dated where it says so', async () => {
    const tree = {
      'docs/releases/1.2.0.md': '# 1.2.0 (2024-01-02)\n\n- a\n',
      'docs/releases/v1.10.0.md': 'Some notes.\n',
      'docs/releases/1.9.1.md': '',
      'docs/releases/index.md': '# Releases\n',
    };
    const changelog = await loadChangelog(await createReader(memoryFiles(tree)), '', { file: null }, []);
    if (changelog === null || isUnknown(changelog)) throw new Error('not found');
    const shown = changelog.entries.map(({ version, date, content }) => [version.value, date?.iso ?? null, content]);
    expect(shown).toEqual([
      ['1.10.0', null, 'filled'],
      ['1.9.1', null, 'empty'],
      ['1.2.0', '2024-01-02', 'filled'],
    ]);
    expect(changelog.headingPattern).toBe('docs/releases/v{version}.md');
  });
  test('two files by names of versions are no habit, nor are those of an API', async () => {
    const none = { 'docs/releases/1.2.0.md': '', 'docs/releases/1.1.0.md': '' };
    const api = { 'schemas/1.2.0.md': '', 'schemas/1.1.0.md': '', 'schemas/1.0.0.md': '' };
    for (const tree of [none, api])
      expect(await loadChangelog(await createReader(memoryFiles(tree)), '', { file: null }, [])).toBeNull();
  });
});
