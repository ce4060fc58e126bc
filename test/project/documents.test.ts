import { describe, expect, test } from 'vitest';
import { documentFiles, readTheDocsFile } from '../../src/project/documents-candidates.ts';
import { installCommands } from '../../src/project/documents-install.ts';
import { documentLines, isCodeAt } from '../../src/project/documents-lines.ts';
import { findMentions } from '../../src/project/documents-mentions.ts';
import { supportedVersions } from '../../src/project/documents-security.ts';

const own = {
  distribution: 'demo-app',
  repositories: new Set(['acme/demo']),
  isFile: (path: string) => path === 'bin/run.sh',
};

describe('documentFiles', () => {
  test('sorts the documents of a project by what they are for', () => {
    const paths = new Set([
      '.github/SECURITY.md',
      'CONTRIBUTING.md',
      'README.md',
      'RELEASING.md',
      'SECURITY.md',
      'docs/blog/release.md',
      'docs/changelog.md',
      'docs/dev/release-process.md',
      'docs/dev/release_1.2.md',
      'docs/guide/install.rst',
      'docs/v1.2/install.md',
      'src/demo/README.md',
      'tests/README.md',
    ]);
    expect(documentFiles(paths, '')).toEqual({
      guides: ['README.md', 'docs/guide/install.rst'],
      readmes: ['README.md'],
      releasing: ['RELEASING.md', 'docs/blog/release.md', 'docs/dev/release-process.md'],
      contributing: ['CONTRIBUTING.md'],
      security: 'SECURITY.md',
    });
  });

  test('a project below a folder has its own', () => {
    const files = documentFiles(new Set(['packages/core/README.md', 'packages/core/docs/use.md']), 'packages/core');
    expect(files.guides).toEqual(['packages/core/README.md', 'packages/core/docs/use.md']);
    expect(readTheDocsFile(new Set(['packages/core/.readthedocs.yml']), 'packages/core')).toBe(
      'packages/core/.readthedocs.yml',
    );
  });

  test('no more pages than a project reads', () => {
    const paths = Array.from({ length: 500 }, (_, i) => `docs/page${i}.md`);
    expect(documentFiles(new Set(paths), '').guides).toHaveLength(400);
  });
});

describe('documentLines', () => {
  const codeOf = (text: string): readonly string[] =>
    documentLines(text).flatMap((line) => (line.isCode ? [line.text.trim()] : []));

  test('fences are closed by their own kind, at least as long', () => {
    expect(codeOf('````md\n```sh\na\n```\n````\nb\n~~~\nc\n~~~\n')).toEqual(['a', 'c']);
  });

  test('fences in lists and quotes, indented blocks and tables', () => {
    expect(codeOf('- ```sh\n  a\n  ```\n> ```\n> b\n> ```\n\n    c\n\n| d |\n')).toEqual(['a', '> b', 'c', '| d |']);
  });

  test('comments are not shown', () => {
    const lines = documentLines('a\n<!--\nb\n-->\nc <!-- d --> e\n');
    expect(lines.map(({ text }) => text)).toEqual(['a', 'c <!-- d --> e']);
  });

  test('inline code by its backticks, where the offset lies', () => {
    const [line] = documentLines('x `` a`b `` y `c` z\n');
    expect(line?.spans.map(({ start, end }) => line.text.slice(start, end))).toEqual([' a`b ', 'c']);
    expect(line !== undefined && isCodeAt(line, 15)).toBe(true);
    expect(line !== undefined && isCodeAt(line, 18)).toBe(false);
  });
});

describe('findMentions', () => {
  const found = (text: string): readonly string[] =>
    findMentions('README.md', text, own).map(({ kind, value, place }) => {
      const span = place.kind === 'span' ? text.slice(place.span.start, place.span.end) : '';
      return `${kind} ${value}${span === value ? '' : ' misplaced'}`;
    });

  test.each([
    ['`demo_app==1.2.3`', ['pin 1.2.3']],
    ['`Demo.App[x, y] ~= 1.2`', ['pin 1.2']],
    ['`uvx demo-app@1.2.3`', ['pin 1.2.3']],
    ['`demo-app==1.2.0rc1`', ['pin 1.2.0rc1']],
    ['`demo-app==1.2.*` `demo-app>=1.2` `demo-app==1` `demo-app-x==1.2`', []],
    ['demo-app==1.2.3', []],
    ['A tag names the version, e.g., `demo-app==1.2.3`', []],
    ['Pin it. For example: `demo-app==1.2.3`. Then run `uvx demo-app@1.2.4`', ['pin 1.2.4']],
    ['`docker pull ghcr.io/acme/demo:v1.2.3-slim`', ['image v1.2.3']],
    ['`ghcr.io/acme/demo/server:1.2`', ['image 1.2']],
    ['`docker run demo-app:1.2.3` `localhost:1.2.3`', ['image 1.2.3']],
    ['`ghcr.io/other/tool:1.2.3`', []],
    ['| `latest-slim` | `1.2.3-slim` |', ['image 1.2.3']],
    ['`1.2.3` and `1.2`', []],
    ['`./bin/run.sh --fast --version 1.2.3`', ['option 1.2.3']],
    ['`./bin/run.sh --version 1.2.3`\n`--version 1.2.2`', ['option 1.2.3', 'option 1.2.2']],
    ['`./bin/other.sh --version 1.2.3`\n`--version 1.2.2`', []],
    ['    uses: acme/demo/sub@v1.2.3', ['reference v1.2.3']],
    ['    uses: acme/demo@v1', []],
    [
      '    - repo: https://github.com/acme/demo\n      rev: "v1.2.3"\n      rev: v9.9.9',
      ['reference v1.2.3', 'reference v9.9.9'],
    ],
    ['    - repo: https://github.com/acme/other\n      rev: v1.2.3', []],
    ['pip install git+https://github.com/acme/demo.git@v1.2.3', ['git v1.2.3']],
    ['https://github.com/Acme/Demo/archive/refs/tags/v1.2.3.zip', ['download v1.2.3']],
    ['![v](https://img.shields.io/badge/release-v1.2.3-blue)', ['badge v1.2.3']],
    ['![v](https://img.shields.io/badge/python-3.10-blue)', []],
  ])('%s', (text, expected) => {
    expect(found(`${text}\n`)).toEqual(expected);
  });

  test('the key of a mention is that of the same line with another version', () => {
    const key = (version: string): unknown =>
      findMentions('a.md', `  \`demo-app==${version}\` new in ${version}\n`, own)[0]?.key;
    expect(key('1.2.3')).toBe(key('0.9'));
  });
});

describe('installCommands', () => {
  const names = (text: string): readonly string[] => installCommands('README.md', text).map(({ value }) => value);

  test.each([
    ['`pip install -U demo "other[x]>=1,<2" third==1.0`', ['demo', 'other', 'third']],
    ['`pip install -r requirements.txt -c limits.txt demo`', ['demo']],
    ['`pip install --index-url https://test.pypi.org/simple/ demo`', ['demo']],
    ['`pip install .` `pip install ./demo` `pip install demo.whl/x`', []],
    ['`uv add demo` `pipx install demo2 && run`', ['demo', 'demo2']],
    ['pip install demo', []],
  ])('%s', (text, expected) => {
    expect(names(`${text}\n`)).toEqual(expected);
  });
});

describe('supportedVersions', () => {
  const rows = (...cells: readonly string[]): unknown =>
    supportedVersions({
      file: 'SECURITY.md',
      text: `| Version | Supported |\n|---|---|\n${cells.map((cell) => `| ${cell} | yes |\n`).join('')}`,
      cutAt: null,
      hasBom: false,
    })?.rows.map(({ from, below }) => [from, below]) ?? null;

  test.each([
    ['1.2.x', [1, 2], [1, 3]],
    ['v1.x', [1], [2]],
    ['`1.2.3`', [1, 2, 3], [1, 2, 4]],
    ['>= 1.2', [1, 2], null],
    ['> 1.2', [1, 3], null],
    ['< 1.2', null, [1, 2]],
    ['<= 1.2', null, [1, 3]],
    ['1.2+', [1, 2], null],
    ['1.2 and later', [1, 2], null],
    ['1.0 - 1.4', [1, 0], [1, 5]],
    ['>= 1.0, < 2.0', [1, 0], [2, 0]],
    ['1.2 (latest)', [1, 2], [1, 3]],
  ])('%s', (cell, from, below) => {
    expect(rows(cell)).toEqual([[from, below]]);
  });

  test.each(['latest', 'main', 'all others', '1.2 LTS'])('%s may be anything', (cell) => {
    expect(rows('1.2', cell)).toBeNull();
  });
});
