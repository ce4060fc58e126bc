import { describe, expect, test } from 'vitest';
import { memoryFiles } from '../../src/io/memory-files.ts';
import type { Fragments } from '../../src/project/fragments.ts';
import { loadFragments } from '../../src/project/load-fragments.ts';
import { loadMetadata } from '../../src/project/load-metadata.ts';
import { createReader } from '../../src/project/reader.ts';
import type { Tree } from '../rule-tester.ts';

async function load(tree: Tree, root = ''): Promise<Fragments | null> {
  const reader = (await createReader(memoryFiles(tree))).within(root);
  return loadFragments(reader, root, await loadMetadata(reader, root));
}

const towncrier = '[tool.towncrier]\ndirectory = "CHANGES/"\nfilename = "CHANGES.rst"\n';

describe('towncrier', () => {
  test('issue, type and counter', async () => {
    const found = await load({
      'pyproject.toml': towncrier,
      'CHANGES/00123.bugfix.rst': 'a',
      'CHANGES/123.bugfix.1.rst': 'a',
      'CHANGES/+x.doc.rst': 'a',
      'CHANGES/deep/1.doc.rst': 'a',
    });
    expect(found?.fragments.map(({ issue, type }) => [issue, type])).toEqual([
      [null, 'doc'],
      ['123', 'bugfix'],
      ['123', 'bugfix'],
    ]);
    expect(found?.invalid).toEqual([]);
    expect(found?.folder).toBe('CHANGES');
    expect(found?.changelog?.value).toBe('CHANGES.rst');
  });

  test('below the package', async () => {
    const found = await load({
      'pyproject.toml': '[tool.towncrier]\npackage = "demo"\npackage_dir = "src"\n',
      'src/demo/newsfragments/1.misc': '',
    });
    expect(found?.fragments.map(({ file }) => file)).toEqual(['src/demo/newsfragments/1.misc']);
    expect(found?.changelog).toBeNull();
  });

  test('of a project in a folder', async () => {
    const tree = {
      'packages/a/pyproject.toml': towncrier,
      'packages/a/CHANGES/1.doc.rst': 'a',
      'CHANGES/2.doc.rst': 'a',
    };
    const found = await load(tree, 'packages/a');
    expect(found?.fragments.map(({ file }) => file)).toEqual(['packages/a/CHANGES/1.doc.rst']);
    expect(await load(tree)).toBeNull();
  });

  test('one file for each version is no changelog', async () => {
    const found = await load({ 'pyproject.toml': `${towncrier}single_file = false\n` });
    expect(found?.changelog).toBeNull();
  });

  test('config that is no table, and patterns of any length', async () => {
    expect(await load({ 'pyproject.toml': '[tool]\ntowncrier = 1\n' })).toBeNull();
    expect(await load({ 'pyproject.toml': '[tool.towncrier]\n' })).toBeNull();
    const start = performance.now();
    await load({
      'pyproject.toml': `${towncrier}ignore = ["${'*a'.repeat(100)}b"]\n`,
      [`CHANGES/1.${'a'.repeat(200)}.rst`]: 'a',
    });
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('other tools', () => {
  test('scriv in setup.cfg, tox.ini, pyproject.toml and its own file', async () => {
    const note = { 'changelog.d/1.md': '- a\n' };
    const all = [
      { 'setup.cfg': '[tool.scriv]\nformat = md\n' },
      { 'tox.ini': '[scriv]\nformat = md\n' },
      { 'pyproject.toml': '[tool.scriv]\nformat = "md"\n' },
      { 'changelog.d/scriv.ini': '[scriv]\nformat = md\n' },
    ];
    for (const config of all) {
      const found = await load({ ...config, ...note });
      expect(found?.tool).toBe('scriv');
      expect(found?.fragments).toHaveLength(1);
    }
  });

  test('scriv with a folder and a changelog of its own', async () => {
    const config = '[scriv]\nfragment_directory = notes\noutput_file = docs/log.md\ncategories = New, Old\n';
    const found = await load({ 'setup.cfg': config, 'notes/1.rst': 'a\n', 'notes/note.txt': 'a' });
    expect([found?.folder, found?.changelog?.value, found?.types]).toEqual(['notes', 'docs/log.md', ['New', 'Old']]);
    expect(found?.fragments).toHaveLength(1);
  });

  test('changie', async () => {
    const found = await load({
      '.changie.yaml': 'changesDir: .changes\nchangelogPath: CHANGELOG.md\nkinds:\n  - label: Added\n    key: add\n',
      '.changes/unreleased/a.yaml': 'kind: add\nbody: a\n',
      '.changes/v1.0.0.md': 'a',
    });
    expect([found?.tool, found?.changelog?.value, found?.types]).toEqual(['changie', 'CHANGELOG.md', ['Added']]);
    expect([found?.fragments.length, found?.invalid.length]).toEqual([1, 0]);
  });

  test('reno keeps its notes', async () => {
    const found = await load({
      'releasenotes/notes/.placeholder': '',
      'releasenotes/notes/add-it-6e7e2afe7c7863cb.yaml': 'features: [a]\n',
    });
    expect([found?.tool, found?.isConsumed, found?.fragments.length]).toEqual(['reno', false, 1]);
  });

  test('changesets', async () => {
    const found = await load({
      '.changeset/config.json': '{}',
      '.changeset/README.md': '',
      '.changeset/red-cat.md': 'a',
    });
    expect([found?.tool, found?.fragments.length]).toEqual(['changesets', 1]);
  });

  test('a folder alone is none', async () => {
    expect(await load({ 'changelog.d/1.md': 'a', 'news/1.feature': 'a' })).toBeNull();
  });
});
