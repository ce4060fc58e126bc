import { expect, test } from 'vitest';
import { isUnknown } from '../../src/core/unknown.ts';
import { memoryFiles } from '../../src/io/memory-files.ts';
import { loadMetadata } from '../../src/project/load-metadata.ts';
import { loadReadme } from '../../src/project/load-readme.ts';
import { createReader } from '../../src/project/reader.ts';
import type { Tree } from '../rule-tester.ts';

async function load(tree: Tree, root = ''): Promise<readonly string[] | string | null> {
  const reader = (await createReader(memoryFiles(tree))).within(root);
  const readme = await loadReadme(reader, root, await loadMetadata(reader, root));
  if (readme === null) return null;
  if (isUnknown(readme)) return readme.unknown;
  return [
    `${readme.file} ${readme.markup}`,
    ...readme.links.map(({ kind, target, found }) => `${kind} ${target} → ${found === null ? '-' : found.path}`),
    ...readme.problems.map(({ kind, subject }) => `${kind} ${subject}`),
  ];
}

const pyproject = (readme: string): string => `[project]\nname = "demo"\nreadme = ${readme}\n`;

test.each<[string, Tree, readonly string[] | string | null]>([
  ['none', { 'pyproject.toml': '[project]\nname = "demo"\n' }, null],
  [
    'the type is stronger than the suffix',
    {
      'pyproject.toml': pyproject('{ file = "README.txt", content-type = "text/markdown; variant=GFM" }'),
      'README.txt': '[a](LICENSE.md)',
      'LICENSE.md': '',
    },
    ['README.txt markdown', 'link LICENSE.md → LICENSE.md'],
  ],
  ['a text without markup', { 'pyproject.toml': pyproject('"README.txt"'), 'README.txt': 'x' }, ['README.txt plain']],
  [
    'poetry',
    { 'pyproject.toml': '[tool.poetry]\nname = "demo"\nreadme = "README.rst"\n', 'README.rst': '.. toctree::\n' },
    ['README.rst rst', 'directive toctree'],
  ],
  [
    'setup.cfg',
    { 'setup.cfg': '[metadata]\nname = demo\nlong_description = file: README.rst\n', 'README.rst': 'x' },
    ['README.rst rst'],
  ],
  [
    'line ends of Windows',
    {
      'pyproject.toml': pyproject('"README.rst"'),
      'README.rst': 'Demo\r\n====\r\n\r\n.. image:: a.png\r\n\r\n:ref:`x`\r\n',
      'a.png': '',
    },
    ['README.rst rst', 'image a.png → a.png', 'role ref'],
  ],
  [
    'paths are those of the file, a slash is the top, and nothing is above it',
    {
      'pyproject.toml': pyproject('"docs/pypi.md"'),
      'docs/pypi.md': '[a](../a.md) [b](/a.md) [c](b.md#x) [d](../../a.md) [e](./) [f](%E0%A4%A.md)',
      'docs/b.md': '',
      'a.md': '',
    },
    [
      'docs/pypi.md markdown',
      'link ../a.md → a.md',
      'link /a.md → a.md',
      'link b.md#x → docs/b.md',
      'link ../../a.md → -',
      'link ./ → docs',
      'link %E0%A4%A.md → -',
    ],
  ],
])('%s', async (_, tree, expected) => {
  expect(await load(tree)).toEqual(expected);
});
