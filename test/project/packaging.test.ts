import { expect, test } from 'vitest';
import { folderOf } from '../../src/project/package-discovery.ts';
import { fnmatch, matchPath } from '../../src/project/packaging-glob.ts';
import { isInSdist, readManifest } from '../../src/project/packaging-manifest.ts';
import { readSetupTree } from '../../src/project/packaging-setup-tree.ts';
import { boundNames } from '../../src/project/packaging-syntax.ts';

test.each([
  ['tests.unit', 'tests*', true],
  ['tests.unit', 'tests', false],
  ['demo', 'd?mo', true],
  ['a1', 'a[0-9]', true],
  ['ab', 'a[!0-9]', true],
  ['a]', 'a[]]', true],
  ['a[', 'a[', true],
  ['', '*', true],
  ['abc', '*c*', true],
  ['abc', '*d', false],
])('fnmatch %s %s', (text, pattern, expected) => {
  expect(fnmatch(text, pattern)).toBe(expected);
});

test('a hostile pattern costs no more than a plain one', () => {
  expect(fnmatch('a'.repeat(5000), `${'*a'.repeat(400)}b`)).toBe(false);
  expect(matchPath(`${'a/'.repeat(500)}x`, `${'**/a/'.repeat(40)}y`)).toBe(false);
});

test.each([
  ['data/a.json', 'data/*', true],
  ['data/deep/a.json', 'data/*', false],
  ['data/deep/a.json', 'data/**/*', true],
  ['data/a.json', 'data/**/*', true],
  ['data/a.json', 'data', false],
  ['data/a.json', './data/*.json', true],
])('glob %s %s', (path, pattern, expected) => {
  expect(matchPath(path, pattern)).toBe(expected);
});

test.each([
  ['', 'README.rst', true],
  ['', 'requirements.txt', false],
  ['', 'tests/test_a.py', true],
  ['include *.txt', 'requirements.txt', true],
  ['include *.txt', 'reqs/requirements.txt', false],
  ['include reqs/*.txt', 'reqs/requirements.txt', true],
  ['recursive-include . *.txt', 'reqs/requirements.txt', true],
  ['recursive-include reqs *', 'reqs/deep/a.txt', true],
  ['graft reqs\nglobal-exclude *.txt', 'reqs/a.txt', false],
  ['graft reqs\nprune reqs/deep', 'reqs/deep/a.txt', false],
  ['graft reqs\nprune reqs/deep', 'reqs/a.txt', true],
  ['global-include *.txt', 'reqs/a.txt', true],
  ['graft reqs\nrecursive-exclude * *.txt', 'reqs/a.txt', false],
  ['exclude README.rst', 'README.rst', false],
])('MANIFEST.in %j takes in %s: %s', (manifest, path, expected) => {
  expect(isInSdist(path, readManifest(manifest))).toBe(expected);
});

test('package_dir maps the longest prefix', () => {
  const dirs = new Map([
    ['', 'lib'],
    ['demo.core', 'core'],
  ]);
  expect(folderOf('demo', dirs)).toBe('lib/demo');
  expect(folderOf('demo.core.x', dirs)).toBe('core/x');
});

test('names that a module binds', () => {
  const text =
    'import os.path as p\nfrom a import b as c\nclass A:\n    inner = 1\nwith x as f:\n    g = 1\nasync def run(): pass\n';
  const names = boundNames(text);
  expect(['p', 'c', 'A', 'f', 'g', 'run'].map((name) => names?.has(name))).toEqual(Array(6).fill(true));
  expect(names?.has('inner')).toBe(false);
  expect(boundNames('from a import *\n')).toBeNull();
});

test('a setup.py nested too deeply for the parser is no crash', () => {
  const text = `x = ${'('.repeat(20000)}`;
  expect(() => readSetupTree(text)).not.toThrow(TypeError);
});
