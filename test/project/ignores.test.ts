import { expect, test } from 'vitest';
import { findIgnores } from '../../src/project/ignores.ts';

const ignores = (file: string, text: string) => findIgnores({ file, text, cutAt: null, hasBom: false });

test('a comment at the end of a line covers that line', () => {
  expect(
    ignores('pyproject.toml', 'a = 1\nversion = "1" # pyrel: ignore[version-mismatch] the core has its own\n'),
  ).toMatchObject([{ ids: ['version-mismatch'], until: null, reason: 'the core has its own', lines: [2] }]);
});

test('a comment of its own covers the next line that is no comment', () => {
  expect(ignores('x.py', '# pyrel: ignore[a, b] until=2027-01-01 soon\n# more\n\n__version__ = "1"\n')).toMatchObject([
    { ids: ['a', 'b'], until: '2027-01-01', reason: 'soon', lines: [1, 4] },
  ]);
});

test('Markdown and reStructuredText have their own comments', () => {
  expect(
    ignores(
      'CHANGELOG.md',
      '<!-- pyrel: ignore[changelog-date-missing] old habit -->\n## 1.0\n# pyrel: ignore[x] no comment here\n',
    ),
  ).toMatchObject([{ ids: ['changelog-date-missing'], reason: 'old habit', lines: [1, 2] }]);
  expect(ignores('CHANGES.rst', '.. pyrel: ignore[changelog-date-missing] old habit\n\n1.0\n---\n')).toMatchObject([
    { ids: ['changelog-date-missing'], reason: 'old habit', lines: [1, 3] },
  ]);
});

test('text that shows an ignore is none', () => {
  expect(ignores('CHANGELOG.md', 'Write `<!-- pyrel: ignore[x] why -->` above it.\n')).toEqual([]);
  expect(ignores('x.py', 'HELP = "# pyrel: ignore[x] why"\n')).toEqual([]);
});
