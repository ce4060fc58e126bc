import { chmodSync, mkdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { PyrelError } from '../../src/core/error.ts';
import { loadConfig } from '../../src/io/load-config.ts';
import type { Sandbox } from './sandbox.ts';
import { commit, isRoot, open, repository, sandbox } from './sandbox.ts';

async function load(
  box: Sandbox,
  given: { readonly root?: string; readonly revision?: string; readonly config?: string } = {},
): Promise<Config> {
  const opened = await open({ root: box.path(given.root ?? '.'), revision: given.revision ?? null });
  return loadConfig({ repository: opened, given: given.config ?? null, rules: [] });
}

async function refused(loading: Promise<unknown>): Promise<string> {
  const error: unknown = await loading.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof PyrelError)) throw new Error(`expected a PyrelError, got ${String(error)}`);
  return `${error.code}: ${error.message}`;
}

const NOTE = 'fail-on = "note"\n';
const IN_PYPROJECT = '[tool.pyrel]\nfail-on = "warning"\n';

describe('on the disk and in a revision, the config is', () => {
  test.each<[string, { readonly [path: string]: string }, string, string | null, string]>([
    ['none', { 'pyproject.toml': '[project]\n' }, '.', null, 'error'],
    ['pyrel.toml', { 'pyrel.toml': NOTE, 'pyproject.toml': '' }, '.', 'pyrel.toml', 'note'],
    ['.pyrel.toml', { '.pyrel.toml': NOTE }, '.', '.pyrel.toml', 'note'],
    ['in pyproject.toml', { 'pyproject.toml': IN_PYPROJECT }, '.', 'pyproject.toml', 'warning'],
    ['an empty pyrel.toml', { 'pyrel.toml': '', 'packages/pyproject.toml': '' }, 'packages', 'pyrel.toml', 'error'],
    [
      'the nearest one',
      { 'pyrel.toml': NOTE, 'packages/core/pyproject.toml': IN_PYPROJECT },
      'packages/core',
      'packages/core/pyproject.toml',
      'warning',
    ],
    [
      'the one above',
      { 'pyrel.toml': NOTE, 'packages/core/pyproject.toml': '[project]\n' },
      'packages/core',
      'pyrel.toml',
      'note',
    ],
    ['not the one below', { 'packages/core/pyrel.toml': NOTE }, '.', null, 'error'],
    [
      'none in an unparsable pyproject.toml',
      { 'pyproject.toml': '[tool.pyrel]\nfail-on = \n', 'a.txt': '' },
      '.',
      null,
      'error',
    ],
    [
      'none where ROOT’s own pyproject.toml is broken, whatever stands above',
      { 'pyrel.toml': NOTE, 'a/pyproject.toml': '[tool.pyrel]\nx = \n' },
      'a',
      null,
      'error',
    ],
    [
      'the one above where a broken pyproject.toml does not speak of pyrel',
      { 'pyrel.toml': NOTE, 'a/pyproject.toml': '[project\n' },
      'a',
      'pyrel.toml',
      'note',
    ],
    [
      'pyrel.toml beside a broken pyproject.toml',
      { 'pyrel.toml': NOTE, 'pyproject.toml': '[tool.pyrel]\nx = \n' },
      '.',
      'pyrel.toml',
      'note',
    ],
    ['read without a byte order mark', { 'pyrel.toml': `\ufeff${NOTE}` }, '.', 'pyrel.toml', 'note'],
  ])('%s', async (_, tree, root, file, failOn) => {
    const box = repository(tree);
    for (const given of [{ root }, { root, revision: 'HEAD' }]) {
      expect(await load(box, given)).toMatchObject({ source: file === null ? null : { file }, failOn });
    }
  });

  test.each<[string, { readonly [path: string]: string | Uint8Array }, string, string]>([
    [
      'two in one folder',
      { 'pyrel.toml': '', 'pyproject.toml': IN_PYPROJECT },
      '.',
      'config-invalid: pyrel.toml and pyproject.toml each hold a config of pyrel',
    ],
    [
      'two with and without a dot',
      { 'a/pyrel.toml': '', 'a/.pyrel.toml': '' },
      'a',
      'config-invalid: a/pyrel.toml and a/.pyrel.toml each hold a config of pyrel',
    ],
    ['unparsable', { 'pyrel.toml': 'fail-on = \n' }, '.', 'config-invalid: pyrel.toml:1:11: not valid TOML: '],
    [
      'unparsable above ROOT',
      { 'pyproject.toml': '[tool.pyrel]\nx = \n', 'a/b.txt': '' },
      'a',
      'config-invalid: pyproject.toml:2:',
    ],
    [
      'not UTF-8',
      { 'pyrel.toml': new Uint8Array([0x23, 0xe9, 0x0a]) },
      '.',
      'config-unreadable: pyrel.toml is not UTF-8',
    ],
    [
      'too large',
      { 'pyrel.toml': `#${'x'.repeat(5 * 1024 * 1024)}\n` },
      '.',
      'config-unreadable: pyrel.toml is larger than 4194304 bytes',
    ],
    ['a folder', { 'pyrel.toml/a.txt': '' }, '.', 'config-unreadable: pyrel.toml is a folder'],
  ])('refused: %s', async (_, tree, root, message) => {
    const box = repository(tree);
    for (const given of [{ root }, { root, revision: 'HEAD' }])
      expect(await refused(load(box, given))).toContain(message);
  });
});

test('a revision has the config of that time', async () => {
  const box = repository({ 'pyrel.toml': NOTE });
  box.git(['tag', 'v1.0.0']);
  commit(box, { 'pyrel.toml': 'fail-on = "warning"\n' }, 'Second');
  expect((await load(box, { revision: 'v1.0.0' })).failOn).toBe('note');
  expect((await load(box)).failOn).toBe('warning');
});

test('a folder without a repository has its own config only', async () => {
  const box = sandbox();
  box.write({ 'pyrel.toml': NOTE, 'inner/pyproject.toml': '' });
  expect((await load(box)).failOn).toBe('note');
  expect((await load(box, { root: 'inner' })).source).toBeNull();
});

test.skipIf(isRoot)('a config that may not be read is not passed over', async () => {
  const box = repository({ 'pyrel.toml': NOTE });
  chmodSync(box.path('pyrel.toml'), 0);
  expect(await refused(load(box))).toBe('config-unreadable: pyrel.toml cannot be read for lack of permission');
});

describe('--config', () => {
  test('names the one file that counts, also for a revision', async () => {
    const box = repository({ 'pyrel.toml': NOTE });
    box.write({ 'ci/strict.toml': 'fail-on = "warning"\n' });
    const config = box.path('ci/strict.toml');
    expect(await load(box, { config })).toMatchObject({ source: { file: 'ci/strict.toml' }, failOn: 'warning' });
    expect(await load(box, { config, revision: 'HEAD' })).toMatchObject({
      source: { file: 'ci/strict.toml' },
      failOn: 'warning',
    });
  });

  test('may lie outside of the repository', async () => {
    const box = repository();
    const other = sandbox();
    other.write({ 'shared.toml': NOTE });
    expect(await load(box, { config: other.path('shared.toml') })).toMatchObject({
      source: { file: other.path('shared.toml') },
      failOn: 'note',
    });
  });

  test('may be a pyproject.toml', async () => {
    const box = repository({
      'other/pyproject.toml': IN_PYPROJECT,
      'bare/pyproject.toml': '[project]\n',
      'broken/pyproject.toml': 'x = \n',
    });
    expect((await load(box, { config: box.path('other/pyproject.toml') })).failOn).toBe('warning');
    expect(await refused(load(box, { config: box.path('bare/pyproject.toml') }))).toBe(
      'config-invalid: bare/pyproject.toml has no [tool.pyrel]',
    );
    expect(await refused(load(box, { config: box.path('broken/pyproject.toml') }))).toContain(
      'config-invalid: broken/pyproject.toml:1:',
    );
  });

  test('that is missing, a folder or no text is refused', async () => {
    const box = repository();
    mkdirSync(box.path('folder'));
    box.write({ 'binary.toml': new Uint8Array([0xff, 0xfe, 0x00]) });
    expect(await refused(load(box, { config: box.path('missing.toml') }))).toBe(
      `config-unreadable: ${box.path('missing.toml')} does not exist`,
    );
    expect(await refused(load(box, { config: box.path('folder') }))).toBe(
      `config-unreadable: ${box.path('folder')} cannot be read (EISDIR)`,
    );
    expect(await refused(load(box, { config: box.path('binary.toml') }))).toBe(
      `config-unreadable: ${box.path('binary.toml')} is not UTF-8`,
    );
  });
});
