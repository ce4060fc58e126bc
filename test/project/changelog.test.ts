import { describe, expect, test } from 'vitest';
import type { Declared } from '../../src/core/place.ts';
import type { Changelog } from '../../src/project/changelog.ts';
import { HEADING_LIMIT } from '../../src/project/changelog-entries.ts';
import { parseChangelog } from '../../src/project/parse-changelog.ts';

const parse = (text: string, file = 'CHANGELOG.md'): Changelog =>
  parseChangelog({ file, text, cutAt: null, hasBom: false });

/** Versions in file order. */
const versions = (text: string, file?: string): readonly string[] =>
  parse(text, file).entries.map(({ version }) => version.value);

/** The text that a place covers. */
function at(text: string, { place }: Pick<Declared<string>, 'place'>): string {
  return place.kind === 'span' ? text.slice(place.span.start, place.span.end) : '';
}

describe('Markdown: where an entry starts', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'ATX headings',
      '# Changelog\n\n## [1.1.0] - 2020-02-01\n- a\n\n## [1.0.0] - 2020-01-01\n- b\n',
      ['1.1.0', '1.0.0'],
    ],
    ['closed ATX headings', '## Release 0.2.3 (11/06/2026) ##\n\na\n', ['0.2.3']],
    ['a blank that is missing after #', '##1.1.0\n- a\n##v1.0.0\n- b\n', ['1.1.0', '1.0.0']],
    [
      'setext headings',
      'Changelog\n=========\n\nVersion 1.1\n-----------\n- a\n\nVersion 1.0\n-----------\n',
      ['1.1', '1.0'],
    ],
    ['setext under a list', '1.1\n---\n- a\n1.0\n---\n- b\n', ['1.1', '1.0']],
    [
      'HTML headings',
      '<h1>Changelog</h1>\n<h2>1.1</h2>\n- a\n<a name="1.0"></a><h2 id="1.0">1.0</h2>\n',
      ['1.1', '1.0'],
    ],
    ['CRLF', '## 1.1\r\n- a\r\n\r\n## 1.0\r\n- b\r\n', ['1.1', '1.0']],
    [
      'majors above minors',
      '# 2.0.0\n- a\n## 1.0.1\n- b\n## 1.0.2\n- c\n# 1.0.0\n- d\n',
      ['2.0.0', '1.0.1', '1.0.2', '1.0.0'],
    ],
    [
      'patches below minors, dated',
      '## [1.1.0] - 2020-02-01\n- a\n### [1.0.1] - 2020-01-15\n- b\n## [1.0.0] - 2020-01-01\n- c\n',
      ['1.1.0', '1.0.1', '1.0.0'],
    ],
    ['a series over its entries', '# 4.x\n\n## 4.1\n- a\n## 4.0\n- b\n', ['4.1', '4.0']],
    [
      'bold lines',
      '# Changelog\n\n**1.1.0** (2020-02-01)\n\n- a\n\n**1.0.0** (2020-01-01)\n\n- b\n',
      ['1.1.0', '1.0.0'],
    ],
    ['list items', '* 1.1.0 (June 1, 2020)\n  * a\n* 1.0.0\n  * b\n', ['1.1.0', '1.0.0']],
    [
      'the newest heading without its marks',
      '# Change Log\n\n[1.1.0]\n\n### Added\n- a\n\n## [1.0.1]\n- b\n## [1.0.0]\n- c\n',
      ['1.1.0', '1.0.1', '1.0.0'],
    ],
    [
      'what other headings name',
      '## 2.0\n\n### Python 3.12\n- a\n### Upgrading to 2.0\n- b\n\n## 1.0\n- c\n',
      ['2.0', '1.0'],
    ],
    [
      'versions in a chapter of another kind',
      '## 2.0\n- a\n## 1.0\n- b\n## Compatibility\n### 3.11\n- c\n### 3.12\n- d\n### 3.13\n- e\n',
      ['2.0', '1.0'],
    ],
    [
      'the project by name',
      '## Demo Kit 1.1\n- a\n## Demo kit 1.0\n- b\n## Widget 9.0 and friends\n- c\n',
      ['1.1', '1.0'],
    ],
    [
      'link definitions',
      '## [1.0.0] - 2020-01-01\n- a\n\n[Unreleased]: https://example.org/compare/1.0.0...HEAD\n[1.0.0]: https://example.org/tag/1.0.0\n',
      ['1.0.0'],
    ],
    ['fences', '## 1.0\n\n````md\n## 9.0\n```\n## 8.0\n````\n\n~~~\n## 7.0\n~~~\n', ['1.0']],
    ['a fence in a list', '## 1.1\n- a\n  ```\n  ## 9.0\n  ```\n## 1.0\n', ['1.1', '1.0']],
    ['a fence in a list that is never closed', '## 1.1\n- a\n  ```\n  code\n## 1.0\n- b\n', ['1.1', '1.0']],
    ['a fence that is never closed', '## 1.1\n\n```\ncode\n\n## 1.0\n- b\n', ['1.1', '1.0']],
    ['indented code', '## 1.0\n\n    ## 9.0\n', ['1.0']],
    ['comments', '<!-- ## 9.0 -->\n<!--\n## 8.0 - 2020-01-01\n- a\n-->\n## 1.0 <!-- 7.0 -->\n- b\n', ['1.0']],
    ['a comment that is never closed', '## 1.1\n<!-- a\n## 1.0\n', ['1.1', '1.0']],
    ['a comment within code', '## 1.1\n- drop `<!--` and\n## 1.0\n- keep -->\n', ['1.1', '1.0']],
    ['front matter', '---\ntitle: 9.0\nversion: 8.0\n---\n# 1.0\n- a\n', ['1.0']],
    ['details', '## 1.1\n- a\n<details>\n<summary>older</summary>\n\n## 1.0\n- b\n\n</details>\n', ['1.1', '1.0']],
    [
      'reStructuredText by another ending',
      '1.1 (2020-02-01)\n~~~~~~~~~~~~~~~~\n\n- a\n\n1.0 (2020-01-01)\n~~~~~~~~~~~~~~~~\n',
      ['1.1', '1.0'],
    ],
  ])('%s', (_, text, expected) => {
    expect(versions(text)).toEqual(expected);
  });
});

describe('reStructuredText: where an entry starts', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'underlined',
      'Changes\n=======\n\n1.1 (2020-02-01)\n----------------\n\n* a\n\n1.0 (2020-01-01)\n----------------\n',
      ['1.1', '1.0'],
    ],
    ['over- and underlined', '=======\nChanges\n=======\n\n***\n1.1\n***\n\n- a\n\n***\n1.0\n***\n', ['1.1', '1.0']],
    [
      'underlined too short',
      'Version 1.1.0 (2020-02-01)\n---\n\n- a\n\nVersion 1.0.0\n-------------\n',
      ['1.1.0', '1.0.0'],
    ],
    ['any punctuation', '1.1\n^^^\n- a\n\n1.0\n^^^\n', ['1.1', '1.0']],
    ['labels before titles', '.. _v1.1:\n\nv1.1\n====\n- a\n\n.. _v1.0:\n\nv1.0\n====\n', ['1.1', '1.0']],
    [
      'links',
      '`1.1`_ (2020-02-01)\n===================\n- a\n\n`1.0 <https://example.org>`_\n============================\n- b\n',
      ['1.1', '1.0'],
    ],
    ['comments', '..\n   9.0\n   ===\n\n   - a\n\n.. 8.0\n   ===\n\n1.0\n===\n- b\n', ['1.0']],
    ['an empty comment', '..\n\n1.0\n===\n- b\n', ['1.0']],
    ['literal blocks', '1.0\n===\n\nWrite::\n\n  9.0\n  ===\n\nDone.\n', ['1.0']],
    [
      'towncrier',
      '.. towncrier release notes start\n\ndemo 1.1 (2020-02-01)\n=====================\n\nFeatures\n--------\n- a\n\ndemo 1.0 (2020-01-01)\n=====================\n',
      ['1.1', '1.0'],
    ],
    [
      'sphinx-changelog',
      '.. changelog::\n    :version: 1.1\n    :released: February 1, 2020\n\n    .. change::\n\n        a\n\n.. changelog::\n    :version: 1.0\n',
      ['1.1', '1.0'],
    ],
    [
      'releases',
      '* :release:`1.1 <2020-02-01>`\n* :bug:`12` a\n* :release:`1.0 <2020-01-01>`\n* :feature:`9` b\n',
      ['1.1', '1.0'],
    ],
    [
      'the newest title without its underline',
      'Changelog\n=========\n\nVersion 1.2\n\n- a\n\nVersion 1.1\n-----------\n- b\n\nVersion 1.0\n-----------\n',
      ['1.2', '1.1', '1.0'],
    ],
  ])('%s', (_, text, expected) => {
    expect(versions(text, 'CHANGES.rst')).toEqual(expected);
  });
});

describe('plain text: where an entry starts', () => {
  test.each<[string, string, readonly string[]]>([
    ['version and date', '1.1.0 - 2020-02-01\n\n* a\n\n1.0.0 - 2020-01-01\n\n* b\n', ['1.1.0', '1.0.0']],
    ['date and version', '8/08/2026 v10.5.0\n\n* a\n\n8/06/2026 v10.4.2\n\n* b\n', ['10.5.0', '10.4.2']],
    [
      'as distutils had it',
      'v0.2.0, 2020-02-01 -- More of it.\nv0.1.0, 2020-01-01 -- Initial release.\n',
      ['0.2.0', '0.1.0'],
    ],
    ['colons, the items indented', '0.16:\n  - a\n0.15:\n  - b\n', ['0.16', '0.15']],
    [
      'Debian',
      'demo (1.1-1) unstable; urgency=low\n\n  * a\n\n -- Jane <j@example.org>  Mon, 02 Jan 2020 10:00:00 +0000\n\ndemo (1.0-1) unstable; urgency=low\n\n  * b\n',
      ['1.1-1', '1.0-1'],
    ],
    ['underlined', 'Version 1.1\n-----------\n- a\n\nVersion 1.0\n-----------\n- b\n', ['1.1', '1.0']],
    ['Markdown without an ending', '# Changelog\n\n## 1.1\n- a\n\n## 1.0\n- b\n', ['1.1', '1.0']],
    ['no list of versions', 'The file format 1.1 is read.\nNumbers such as 1.0 are kept.\n', []],
  ])('%s', (_, text, expected) => {
    expect(versions(text, 'CHANGES')).toEqual(expected);
  });
});

describe('places', () => {
  test('are of the file, whatever its ends of line', () => {
    const text = '# Changelog\r\n\r\n## [v1.1.0](https://example.org) - 2020-02-01 (beta)\r\n- a\r\n';
    const [entry] = parse(text).entries;
    expect(entry && at(text, entry.version)).toBe('1.1.0');
    expect(entry?.date && at(text, entry.date)).toBe('2020-02-01');
    expect(entry && at(text, entry.heading)).toBe('[v1.1.0](https://example.org) - 2020-02-01 (beta)');
  });
  test('of a date and a mark on the line below', () => {
    const text =
      'Version 1.1\n-----------\n\nUnreleased\n\n- a\n\nVersion 1.0\n-----------\n\nReleased 2020-01-01\n\n- b\n';
    const [next, last] = parse(text, 'CHANGES.rst').entries;
    expect(next?.unreleasedMark && at(text, next.unreleasedMark)).toBe('Unreleased');
    expect(last?.date).toMatchObject({ value: '2020-01-01', iso: '2020-01-01' });
    expect(last?.date && at(text, last.date)).toBe('2020-01-01');
  });
  test('of placeholders and of the section for what is not out', () => {
    const text = '## Unreleased\n\n## 1.0.0\n\n- Nothing changed yet.\n';
    const { entries, unreleased } = parse(text);
    expect(entries[0]?.placeholder && at(text, entries[0].placeholder)).toBe('Nothing changed yet.');
    expect(unreleased && at(text, unreleased)).toBe('Unreleased');
  });
  test('behind a comment on the same line', () => {
    const text = '<!-- news --> <h2>1.0</h2>\n- a\n';
    const [entry] = parse(text).entries;
    expect(entry && at(text, entry.version)).toBe('1.0');
  });
});

describe('what an entry holds', () => {
  const contentOf = (body: string, file?: string): string | undefined =>
    parse(file === undefined ? `## 1.1\n${body}\n\n## 1.0\n- b\n` : `1.1\n---\n${body}\n\n1.0\n---\n- b\n`, file)
      .entries[0]?.content;
  test.each([
    ['nothing', ''],
    ['empty categories', '### Added\n\n### Fixed\n\n**Bug fixes**\n\nBreaking changes:\n'],
    ['an empty item', '-\n- [ ]\n'],
    ['a rule', '---\n'],
    ['a comment', '<!-- write here -->\n'],
    ['an anchor', '<a id="x"></a>\n'],
    ['a date alone', '*2020-02-01*\n'],
    ['a link definition', '[1.1]: https://example.org\n'],
    ['dots', '...\n'],
  ])('empty: %s', (_, body) => {
    expect(contentOf(body)).toBe('empty');
  });
  test.each([
    'TBD',
    '- TBA',
    '- Nothing changed yet.',
    '- Nothing yet',
    'No changes yet.',
    '- None yet',
    'Description of change',
    '- \\[Short description of non-trivial change.\\]',
    '- TODO',
    'TODO: write this',
    '(Fill this out as you fix issues and develop your features).',
    '- Your changes here',
    '- Add your changes here',
    '### Added\n- Change 1\n- Change 2',
    'Coming soon...',
    '- xxx',
  ])('a placeholder: %s', (body) => {
    expect(contentOf(body)).toBe('placeholder');
  });
  test.each([
    '- a',
    'No user-facing changes.',
    'No changes',
    'Maintenance release',
    '**Initial release**',
    '### First public release',
    '- None',
    '- Nothing changed but the build',
    '- Todo lists can be sorted',
    '- Add notes to the docs',
    '- Add your own theme',
    '```\ncode\n```',
    '- TBD\n- Fix the build',
    '[Full Changelog](https://example.org)',
    '> quoted',
    '<details>\n<summary>Many fixes</summary>\n</details>',
  ])('filled: %s', (body) => {
    expect(contentOf(body)).toBe('filled');
  });
  test('in reStructuredText comments, labels and directives without words are nothing', () => {
    expect(contentOf('.. _x:\n\n.. comment\n\n   - a\n\n.. contents:: Here\n', 'CHANGES.rst')).toBe('empty');
    expect(contentOf('.. note::\n\n   a\n', 'CHANGES.rst')).toBe('filled');
  });
  test('notes on the line of the version count', () => {
    expect(
      parse('v0.2.0, 2020-02-01 -- More of it.\nv0.1.0, 2020-01-01 -- Initial release.\n', 'CHANGES.txt').entries.map(
        ({ content }) => content,
      ),
    ).toEqual(['filled', 'filled']);
  });
});

describe('the section for what is not out', () => {
  test.each<[string, string, string | null]>([
    ['with items', '## [Unreleased]\n- a\n## 1.0\n- b\n', 'filled'],
    ['with empty categories', '## [Unreleased]\n### Added\n### Fixed\n## 1.0\n- b\n', 'empty'],
    ['with a rule', '## [Unreleased]\n\n---\n\n## 1.0\n- b\n', 'empty'],
    [
      'with what always stands there',
      '# Unreleased\n\nChanges of the main branch show up here.\n\n# 1.0\n- b\n',
      'placeholder',
    ],
    [
      'with words, where the notes are words',
      '# Unreleased\n\nThe index is faster.\n\n# 1.0\n\nThe first one.\n',
      'filled',
    ],
    ['with a heading of the rank of its own', '## Unreleased\n\n## What changed\n\n- a\n\n## 1.0\n- b\n', 'filled'],
    ['left over below a release', '## 1.0\n- a\n## Unreleased\n- b\n## 0.9\n- c\n', null],
    [
      'below a version that is not out either',
      '## 2.0 (in development)\n- a\n## Unreleased\n- b\n## 1.0\n- c\n',
      'filled',
    ],
    ['below an entry only', '## 1.1\n### Next\n- a\n## 1.0\n- b\n', null],
    ['without entries', '# Changelog\n## Unreleased\n- a\n', 'filled'],
  ])('%s', (_, text, expected) => {
    expect(parse(text).unreleased?.content ?? null).toBe(expected);
  });
  test('has its title without emphasis', () => {
    expect(parse('*unreleased*\n~~~~~~~~~~~~\n- a\n\n1.0\n~~~\n- b\n', 'CHANGELOG.rst').unreleased).toMatchObject({
      title: 'unreleased',
      content: 'filled',
    });
  });
});

describe('how the file writes a heading', () => {
  test.each<[string, string, string]>([
    ['Keep a Changelog', '## [1.1.0] - 2020-02-01\n- a\n## [1.0.0] - 2020-01-01\n', '## [{version}] - YYYY-MM-DD'],
    [
      'links to a comparison',
      '## [1.1.0](https://example.org/v1.0.0...v1.1.0) (2020-02-01)\n- a\n',
      '## [{version}] (YYYY-MM-DD)',
    ],
    [
      'a code name on the newest',
      '## 1.1 - Wild (2020-02-01)\n- a\n## 1.0 (2020-01-01)\n- b\n',
      '## {version} (YYYY-MM-DD)',
    ],
    ['the newest is not out', '# v1.1 (unreleased)\n- a\n# v1.0 (2020/01/01)\n- b\n', '# v{version} (YYYY/MM/DD)'],
    ['a day in front', '# 1.1 (19/03/2026)\n- a\n# 1.0 (11/02/2026)\n', '# {version} (DD/MM/YYYY)'],
    ['a month in front', '# 1.1 (03/19/2026)\n- a\n# 1.0 (02/11/2026)\n', '# {version} (MM/DD/YYYY)'],
    ['a month in words', '### 1.1 Febuary 6th, 2026\n- a\n', '### {version} Month DD, YYYY'],
    ['no dates', '## Version 1.1\n- a\n', '## Version {version}'],
    ['dates on the line below', '## Version 1.1\n*2020-02-01*\n- a\n', '## Version {version}'],
    ['no entries yet', '## Unreleased\n- a\n', '## {version} - YYYY-MM-DD'],
  ])('%s', (_, text, expected) => {
    expect(parse(text).headingPattern).toBe(expected);
  });
});

test('a file whose clear dates have the day in front is read so', () => {
  const dates = (text: string): readonly unknown[] => parse(text).entries.map(({ date }) => [date?.iso, date?.swapped]);
  expect(dates('# 1.1 (11/06/2026)\n- a\n# 1.0 (19/03/2026)\n')).toEqual([
    ['2026-06-11', null],
    ['2026-03-19', null],
  ]);
  expect(dates('# 1.1 (11/06/2026)\n- a\n# 1.0 (03/19/2026)\n')).toEqual([
    ['2026-11-06', null],
    ['2026-03-19', null],
  ]);
  expect(dates('# 1.1 (11/06/2026)\n- a\n')).toEqual([['2026-11-06', '2026-06-11']]);
});

test('the order of the file is told by its versions', () => {
  expect(parse('## 1.1\n- a\n## 1.0\n').newestFirst).toBe(true);
  expect(parse('## 0.9\n- a\n## 1.0\n- b\n## 1.1\n- c\n## Unreleased\n- d\n')).toMatchObject({
    newestFirst: false,
    unreleased: { title: 'Unreleased' },
  });
});

describe('newer releases are noted elsewhere', () => {
  const entries = '\n## 1.1\n- a\n## 1.0\n- b\n';
  test.each([
    'For 2.0 and later see the [GitHub releases](https://github.com/o/r/releases).',
    'This file has the history before 2.0. After 2.0 all changes can be found\nin the release notes on GitHub.',
    'This file is no longer updated.',
    'The changelog is maintained in `docs/releases`, please visit the documentation.',
    'An overview of releases; everything is in https://github.com/o/r/releases.',
    '## 1.2 and onwards\n\nSee the GitHub release notes instead!',
  ])('%s', (text) => {
    expect(parse(`# Changelog\n\n${text}\n${entries}`).elsewhere).not.toBeNull();
  });
  test.each([
    'All notable changes to this project will be documented in this file.',
    'The format is based on [Keep a Changelog](https://keepachangelog.com/en/1.0.0/).',
    '# Also see https://github.com/o/r/releases',
    'All notable changes are kept in this file, see [SemVer](https://semver.org).',
    'This project follows semantic versioning; see the release policy [here](docs/policy.md).',
  ])('not: %s', (text) => {
    expect(parse(`# Changelog\n\n${text}\n${entries}`).elsewhere).toBeNull();
  });
});

test('a file made from tags is told by its generator’s signature, or by its links', () => {
  expect(
    parse(
      '## [v1.1](https://github.com/o/r/tree/v1.1) (2020-02-01)\n\n[Full Changelog](https://github.com/o/r/compare/v1.0...v1.1)\n',
    ).isMadeFromTags,
  ).toBe(true);
  expect(
    parse(
      '## 1.1\n- a\n\n\\* *This Changelog was automatically generated by [github_changelog_generator](https://example.org)*\n',
    ).isMadeFromTags,
  ).toBe(true);
  expect(parse('## [1.1](https://github.com/o/r/compare/v1.0...v1.1) (2020-02-01)\n- a\n').isMadeFromTags).toBe(false);
});

describe('a hostile file is read in bounded time', () => {
  const size = 256 * 1024;
  test.each([
    '](',
    '<!-- ',
    '```\n',
    '1.2.3\n---\n',
    '# 1\n## 1.0\n',
    '..\n\n',
    ' ',
    '1.',
    '<a ',
    '* 1.2.3\n  - a\n',
    '](http://a/tree/',
  ])('of %j', (unit) => {
    const text = unit.repeat(size / unit.length);
    for (const file of ['CHANGELOG.md', 'CHANGELOG.rst', 'CHANGELOG'])
      expect(parse(text, file).entries.length).toBeLessThanOrEqual(HEADING_LIMIT + 1);
  });
  test('and what lies beyond the limit is not known', () => {
    const text = '# 1.0\n- a\n'.repeat(HEADING_LIMIT + 2);
    expect(parse(text).cutAt).toBe(HEADING_LIMIT * '# 1.0\n- a\n'.length + 2);
  });
});
