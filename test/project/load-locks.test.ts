import { expect, test } from 'vitest';
import { memoryFiles } from '../../src/io/memory-files.ts';
import { loadLocks } from '../../src/project/load-locks.ts';
import { loadMetadata } from '../../src/project/load-metadata.ts';
import { createReader, TEXT_LIMIT } from '../../src/project/reader.ts';
import type { Tree } from '../rule-tester.ts';

async function load(tree: Tree, root = '') {
  const reader = (await createReader(memoryFiles(tree))).within(root);
  const locks = await loadLocks(reader, root, await loadMetadata(reader, root));
  return { locks: locks.map(({ file, name, value }) => `${file} ${name} ${value}`), unreadable: reader.unreadable };
}

const project = '[project]\nname = "demo"\nversion = "1.0"\n';
const entry = (source: string) => `[[package]]\nname = "demo"\nversion = "1.0"\nsource = { ${source} }\n`;

test.each<[string, Tree, readonly string[]]>([
  ['an editable source', { 'uv.lock': entry('editable = "."') }, ['uv.lock demo 1.0']],
  ['a virtual source', { 'uv.lock': entry('virtual = "."') }, ['uv.lock demo 1.0']],
  ['a member of the same name elsewhere', { 'uv.lock': entry('editable = "other"') }, []],
  ['a dependency on the name', { 'uv.lock': 'x = [\n{ name = "demo" },\n]\nname = "demo"\nversion = "1"\n' }, []],
  ['a longer name', { 'uv.lock': entry('editable = "."').replace('"demo"', '"demo-core"') }, []],
  ['an entry at the very end, without a line end', { 'uv.lock': '[[package]]\nname = "demo"' }, []],
])('uv.lock: %s', async (_, tree, expected) => {
  expect((await load({ 'pyproject.toml': project, ...tree })).locks).toEqual(expected);
});

test('a crate from an index bears the name of the own one', async () => {
  const tree = {
    'pyproject.toml': project,
    'Cargo.toml': '[package]\nname = "demo"\nversion = "0.4.0"\n',
    'Cargo.lock':
      '[[package]]\nname = "demo"\nversion = "0.3.0"\nsource = "registry+https://x"\n\n[[package]]\nname = "demo"\nversion = "0.4.0"\n',
  };
  expect((await load(tree)).locks).toEqual(['Cargo.lock demo 0.4.0']);
});

test('a broken Cargo.toml is nobody’s finding', async () => {
  expect(await load({ 'pyproject.toml': project, 'Cargo.toml': '[package', 'Cargo.lock': '' })).toEqual({
    locks: [],
    unreadable: [],
  });
});

test('a lock file beyond the limit is read as far as it goes, and nobody is told to split it', async () => {
  const tree = { 'pyproject.toml': project, 'uv.lock': entry('editable = "."') + '#'.repeat(TEXT_LIMIT) };
  expect(await load(tree)).toEqual({ locks: ['uv.lock demo 1.0'], unreadable: [] });
});

test('members find the lock files of their own folder and of all above', async () => {
  const tree = {
    'uv.lock': entry('editable = "packages/demo"'),
    'packages/uv.lock': entry('directory = "demo"'),
    'packages/demo/pyproject.toml': project,
    'packages/demo/uv.lock': entry('editable = "."'),
  };
  expect((await load(tree, 'packages/demo')).locks).toEqual([
    'packages/demo/uv.lock demo 1.0',
    'packages/uv.lock demo 1.0',
    'uv.lock demo 1.0',
  ]);
});

test('a file of a hundred thousand entries of the name is read in one pass', async () => {
  const tree = {
    'pyproject.toml': project,
    'uv.lock': '\nname = "demo"'.repeat(100_000),
    'pixi.lock': '\n  name: demo'.repeat(100_000),
  };
  expect((await load(tree)).locks).toEqual([]);
});
