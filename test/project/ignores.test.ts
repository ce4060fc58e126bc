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

const REASON = 'pyrel: ignore[a] why';

test.each<[string, string, readonly number[]]>([
  ['setup.cfg', `[metadata]\n# ${REASON}\nversion = 1\n`, [2, 3]],
  ['setup.cfg', `[metadata]\n; ${REASON}\nversion = 1\n`, [2, 3]],
  ['tox.ini', `; ${REASON}\n# more\n[tox]\n`, [1, 3]],
  ['Dockerfile', `FROM x\n# ${REASON}\nARG VERSION=1\n`, [2, 3]],
  ['docker/Dockerfile.slim', `ARG VERSION=1 # ${REASON}\n`, [1]],
  ['.github/workflows/ci.yml', `steps:\n  - uses: x # ${REASON}\n`, [2]],
  ['.github/workflows/ci.yml', `steps:\n  - run: |\n      # ${REASON}\n      twine upload\n`, [3, 4]],
  ['requirements-dev.txt', `x==1  # ${REASON}\n`, [1]],
  ['MANIFEST.in', `# ${REASON}\ninclude x\n`, [1, 2]],
  ['CHANGES.txt', `.. ${REASON}\n\n1.0\n---\n`, [1, 3]],
  ['CHANGES', `.. ${REASON}\n\n1.0\n---\n`, [1, 3]],
  ['CHANGELOG', `<!-- ${REASON} -->\n## 1.0\n`, [1, 2]],
  ['CHANGES.rst', `.. ${REASON}\n\n===\n1.0\n===\n`, [1, 3, 4]],
  ['CHANGES.rst', `.. ${REASON}\n.. _v1:\n\n1.0\n===\n`, [1, 4]],
  ['uv.lock', `[[package]] # ${REASON}\n`, [1]],
  ['x.py', `a = 1\r\n# ${REASON}\r\nb = 2\r\n`, [2, 3]],
])('in %s: %j', (file, text, lines) => {
  expect(ignores(file, text)).toMatchObject([{ ids: ['a'], reason: 'why', lines }]);
});

test('JSON has no comments: what looks like one is text', () => {
  expect(ignores('package.json', `{ "description": "see # ${REASON}" }\n`)).toEqual([]);
  expect(ignores('package-lock.json', `{ "x": "a # ${REASON}" }\n`)).toEqual([]);
});

const left = (file: string, text: string): readonly (string | null)[] =>
  ignores(file, text).map(({ removal }) => {
    if (removal === null || removal.at.kind !== 'span') return null;
    const { start, end } = removal.at.span;
    expect(text.slice(start, end)).toBe(removal.was);
    return text.slice(0, start) + text.slice(end);
  });

test.each<[string, string, string | null]>([
  ['x.py', `a = 1  # ${REASON}\nb = 2\n`, 'a = 1\nb = 2\n'],
  ['x.py', `a = 1 # noqa: E1  # ${REASON}\n`, 'a = 1 # noqa: E1\n'],
  ['x.py', `a = 1  # ${REASON}  # noqa: E501\n`, null],
  ['x.py', `a = 1\n    # ${REASON}\nb = 2\n`, 'a = 1\nb = 2\n'],
  ['x.py', `a = 1\r\n# ${REASON}\r\nb = 2\r\n`, 'a = 1\r\nb = 2\r\n'],
  ['x.py', `a = 1\r\nb = 2  # ${REASON}\r\n`, 'a = 1\r\nb = 2\r\n'],
  ['x.py', `a = 1\n# ${REASON}`, 'a = 1\n'],
  ['x.toml', `# ${REASON}\na = 1\n`, 'a = 1\n'],
  ['setup.cfg', `[a]\n; ${REASON}\nb = 1\n`, '[a]\nb = 1\n'],
  ['C.md', `# Changes\n\n<!-- ${REASON} -->\n## 1.0\n`, '# Changes\n\n## 1.0\n'],
  ['C.md', `## 1.0 <!-- ${REASON} -->\n`, '## 1.0\n'],
  ['C.md', `<!-- ${REASON} --> ## 1.0\n`, ' ## 1.0\n'],
  ['C.rst', `.. ${REASON}\n\n1.0\n---\n`, '\n1.0\n---\n'],
  ['C.rst', `.. ${REASON}\n   and more of it\n\n1.0\n---\n`, null],
])('without the ignore, %s %j is the rest', (file, text, rest) => {
  expect(left(file, text)).toEqual([rest]);
});

// Quadratic searches take minutes here.
test.each(['x.py', 'x.rst', 'x.md', 'x.cfg', 'CHANGES'])('hostile text ends soon in %s', (file) => {
  const begun = `${'# pyrel: ignore['.repeat(20_000)}\n${'<!-- pyrel: ignore[a] '.repeat(20_000)}`;
  const many = `# ${REASON}\n; ${REASON}\n.. ${REASON}\n<!-- ${REASON} -->\n`.repeat(10_000);
  const text = `# pyrel: ignore[${'a,'.repeat(50_000)}\n${begun}\n${many}${' '.repeat(100_000)}.. pyrel:`;
  expect(ignores(file, text).length).toBeGreaterThanOrEqual(10_000);
});
