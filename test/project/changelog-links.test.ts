import { describe, expect, test } from 'vitest';
import { parseChangelog } from '../../src/project/parse-changelog.ts';
import type { HeadingLink } from '../../src/project/changelog-links.ts';

function headings(text: string, file = 'CHANGELOG.md'): readonly HeadingLink[] {
  return parseChangelog({ file, text, cutAt: null, hasBom: false }).links.headings;
}

const URL = 'https://github.com/o/r/compare/v1.0...v1.1';

describe('headings that are links', () => {
  test.each<[string, string, string | null, string | null]>([
    ['a reference', `## [1.1] - 2020-01-01\n- a\n\n[1.1]: ${URL}\n`, '1.1', URL],
    ['a reference with an empty label', `## [1.1][] - 2020-01-01\n- a\n\n[1.1]: ${URL}\n`, '1.1', URL],
    ['a reference with a label', `## [1.1][all]\n- a\n\n[all]: <${URL}>\n`, 'all', URL],
    ['in other letters', `## [V1.1]\n- a\n\n[v1.1]: ${URL}\n`, 'v1.1', URL],
    ['the first of two definitions', `## [1.1]\n- a\n\n[1.1]: ${URL}\n[1.1]: https://b.org/\n`, '1.1', URL],
    ['without a definition', '## [1.1]\n- a\n', '1.1', null],
    ['in the heading', `## [1.1](${URL}) (2020-01-01)\n- a\n`, null, URL],
    ['below a comment', `## [1.1]\n- a\n<!--\n[1.1]: ${URL}\n-->\n`, '1.1', null],
  ])('%s', (_, text, label, url) => {
    const [heading] = headings(text);
    expect(heading?.label?.value ?? null).toBe(label);
    expect(heading?.target?.url.value ?? null).toBe(url);
  });

  test('what is not out has no version', () => {
    const [first] = headings(`## [Unreleased]\n\n## 1.0\n- a\n\n[Unreleased]: ${URL}\n`);
    expect(first?.version).toBeNull();
    expect(first?.target?.release?.base?.value).toBe('v1.0');
  });

  test('plain headings, days in brackets and remarks are none', () => {
    expect(headings('## 1.1\n- a\n\n## 1.0 [yanked]\n- a\n')).toEqual([]);
    expect(headings('## [1.1](2020-01-01)\n- a\n\n## [1.0](2019-01-01)\n- a\n')).toEqual([]);
  });

  test('reStructuredText', () => {
    const text = `\`1.1\`_ (2020-01-01)\n==================\n\n- a\n\n\`1.0 <https://a.org/1.0>\`_\n=========================\n\n- b\n\n.. _1.1: ${URL}\n`;
    expect(headings(text, 'CHANGELOG.rst').map(({ version, target }) => [version, target?.url.value])).toEqual([
      ['1.1', URL],
      ['1.0', 'https://a.org/1.0'],
    ]);
  });
});

describe('what a link says of a release', () => {
  const release = (url: string): unknown => {
    const found = headings(`## [1.1]\n- a\n\n[1.1]: ${url}\n`)[0]?.target?.release;
    return found && [found.repository, found.base?.value ?? null, found.head.value];
  };
  test.each<[string, unknown]>([
    [URL, ['github.com/o/r', 'v1.0', 'v1.1']],
    ['https://github.com/o/r/compare/v1.0..v1.1', ['github.com/o/r', 'v1.0', 'v1.1']],
    ['https://gitlab.com/o/r/-/compare/v1.0...v1.1', ['gitlab.com/o/r', 'v1.0', 'v1.1']],
    ['https://github.com/o/r/releases/tag/v1.1', ['github.com/o/r', null, 'v1.1']],
    ['https://github.com/o/r/tree/1.1', ['github.com/o/r', null, '1.1']],
    ['https://pypi.org/project/r/1.1/', null],
    ['https://example.org/', null],
  ])('%s', (url, expected) => {
    expect(release(url)).toEqual(expected);
  });

  test('places are those of the tags', () => {
    const text = `## [1.1]\n- a\n\n[1.1]: ${URL}\n`;
    const place = headings(text)[0]?.target?.release?.head.place;
    expect(place?.kind === 'span' && text.slice(place.span.start, place.span.end)).toBe('v1.1');
  });
});

test('hostile headings and definitions take no time', () => {
  const start = performance.now();
  headings(`## [1.1]${'['.repeat(50_000)}\n${'[a]: https://a/'.repeat(20_000)}\n- a\n`);
  headings(`## [1.1]\n[1.1]: https://${'a/'.repeat(100_000)}compare/${'.'.repeat(50_000)}\n`);
  expect(performance.now() - start).toBeLessThan(2000);
});
