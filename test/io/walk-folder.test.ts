import { symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { walkFolder } from '../../src/io/walk-folder.ts';
import { sandbox } from './sandbox.ts';

test('what tools generate is left out, by name or by the mark that they leave', async () => {
  const box = sandbox();
  box.write({
    'pyproject.toml': '',
    'src/demo/__init__.py': '',
    'src/demo/__pycache__/a.pyc': '',
    '.git/config': '',
    '.venv/lib/a.py': '',
    'env-3.12/pyvenv.cfg': '',
    'env-3.12/lib/a.py': '',
    '.ruff_cache/CACHEDIR.TAG': '',
    '.ruff_cache/a': '',
    '.tox/a': '',
    'node_modules/a/package.json': '',
    'demo.egg-info/PKG-INFO': '',
    'src/demo.egg-info/PKG-INFO': '',
    'build/lib/demo/__init__.py': '',
    'dist/demo-1.0.tar.gz': '',
    '.github/workflows/ci.yml': '',
  });
  expect((await walkFolder(box.folder)).paths).toEqual([
    '.github/workflows/ci.yml',
    'pyproject.toml',
    'src/demo/__init__.py',
  ]);
});

test('a package that is called build is kept, as in pypa/build', async () => {
  const box = sandbox();
  box.write({ 'src/build/__init__.py': '', 'src/build/env.py': '' });
  expect((await walkFolder(box.folder)).paths).toEqual(['src/build/__init__.py', 'src/build/env.py']);
});

test('links are listed, not followed', async () => {
  const box = sandbox();
  box.write({ 'a/b.txt': '' });
  symlinkSync('..', box.path('a/up'));
  symlinkSync('/', box.path('disk'));
  expect((await walkFolder(box.folder)).paths).toEqual(['a/b.txt', 'a/up', 'disk']);
});

test('a folder that holds too much is no project', async () => {
  const box = sandbox();
  box.write(Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`d${i}/f`, ''])));
  await expect(walkFolder(box.folder, 10)).rejects.toThrow(
    `${box.folder} cannot be listed by git and holds more than 10 files`,
  );
  expect((await walkFolder(box.folder, 11)).paths).toHaveLength(11);
});
