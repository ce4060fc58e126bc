import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { top } from '../../scripts/bundle.ts';
import { writeHookTree } from '../../scripts/hook/hook-tree.ts';
import { RELEVANT_FILES, relevantFile } from '../../scripts/hook/relevant-files.ts';
import { sampleTree } from '../../scripts/sample/tree.ts';
import { rules } from '../../src/rules/registry.gen.ts';

const run = promisify(execFile);
const dist = join(top, 'dist');

let folder = '';
let out = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrel-hook-'));
  out = join(folder, 'tree');
  await writeHookTree({ out, dist });
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function filesIn(tree: string): Promise<readonly string[]> {
  const entries = await readdir(tree, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => file.slice(tree.length + 1)).sort();
}

async function contentOf(tree: string): Promise<{ readonly [file: string]: string }> {
  const files = await filesIn(tree);
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(join(tree, file), 'utf8')] as const)),
  );
}

describe('the tree', () => {
  test('holds what is installed and read, and nothing else', async () => {
    const files = await filesIn(out);
    const isMeant = (file: string): boolean =>
      /^(dist\/[^./][^/]*\.js|bin\/pyrel(-lint|-action)?\.js|docs\/rules\/[^/]+\.md)$/.test(file);
    expect(files.filter((file) => !isMeant(file))).toEqual([
      '.pre-commit-hooks.yaml',
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'THIRD-PARTY-LICENSES',
      'action.yml',
      'bin/package.json',
      'package.json',
    ]);
    expect(files).toContain('dist/cli.js');
    for (const { meta } of rules) expect(files).toContain(`docs/rules/${meta.id}.md`);
  });

  test('has a manifest that makes npm neither build nor fetch', async () => {
    const manifest = JSON.parse(await readFile(join(out, 'package.json'), 'utf8')) as object;
    expect(Object.keys(manifest).sort()).toEqual([
      'bin',
      'description',
      'engines',
      'files',
      'license',
      'name',
      'type',
      'version',
    ]);
    expect(manifest).toMatchObject({ bin: { 'pyrel-lint': 'bin/pyrel-lint.js', pyrel: 'bin/pyrel.js' } });
  });

  test('is the same for the same bundle', async () => {
    const again = join(folder, 'again');
    await writeHookTree({ out: again, dist });
    expect(await contentOf(again)).toEqual(await contentOf(out));
  });

  test('replaces an older one in a clone, and leaves any other folder alone', async () => {
    const clone = join(folder, 'clone');
    await mkdir(join(clone, '.git'), { recursive: true });
    await writeFile(join(clone, '.git/HEAD'), 'ref: refs/heads/main\n');
    await writeHookTree({ out: clone, dist });
    await writeFile(join(clone, 'dist/old.js'), '');
    await writeHookTree({ out: clone, dist });
    expect(await filesIn(clone)).toEqual([...(await filesIn(out)), '.git/HEAD'].sort());
    const other = join(folder, 'other');
    await mkdir(other);
    await writeFile(join(other, 'thesis.md'), '');
    await expect(writeHookTree({ out: other, dist })).rejects.toThrow('holds something else');
    expect(await filesIn(other)).toEqual(['thesis.md']);
    expect((await readdir(folder)).sort()).toEqual(['again', 'clone', 'other', 'tree']);
  });

  test('fills every word of its readme', async () => {
    const readme = await readFile(join(out, 'README.md'), 'utf8');
    expect(readme.match(/\b(HOME|REPOSITORY|ACTION|VERSION|NODE)\b/g)).toBeNull();
    expect(readme).toMatch(/^ {2}- repo: https:\/\/github\.com\/[\w./-]+\n {4}rev: v\d+\.\d+\.\d+\n/m);
    expect(readme).toMatch(/- uses: [\w-]+\/[\w-]+@v\d+\.\d+\.\d+\n/);
  });

  test('explains a rule', async () => {
    const { stdout } = await run(process.execPath, [join(out, 'bin/pyrel.js'), 'explain', 'version-mismatch']);
    expect(stdout).toContain('version-mismatch');
  });
});

describe('which changed files the hook runs for', () => {
  test('is the expression of the manifest', async () => {
    const hooks = parse(await readFile(join(out, '.pre-commit-hooks.yaml'), 'utf8')) as readonly {
      readonly id: string;
      readonly files?: string;
    }[];
    expect(hooks.map(({ id, files }) => [id, files?.trim()])).toEqual([
      ['pyrel-lint', RELEVANT_FILES],
      ['pyrel-lint-release', undefined],
    ]);
  });

  test.each([
    'pyproject.toml',
    'packages/core/pyproject.toml',
    'setup.py',
    'setup.cfg',
    'MANIFEST.in',
    '.pyrel.toml',
    'uv.lock',
    'rust/Cargo.toml',
    'CHANGELOG.md',
    'CHANGES',
    'docs/changes.rst',
    'docs/whats_new.rst',
    'docs/release-notes/0.2.md',
    'HISTORY.rst',
    'newsfragments/12.bugfix.rst',
    'changelog.d/+fix.md',
    'README.md',
    'LICENSE',
    'CITATION.cff',
    '.github/workflows/release.yml',
    'docker/Dockerfile.cuda',
    'Dockerfile',
    'src/demo/__init__.py',
    'src/demo/_version.py',
    'src/demo/__about__.py',
    'VERSION',
    'docs/conf.py',
    'src/demo/py.typed',
    '.bumpversion.cfg',
    '.release-please-manifest.json',
  ])('for %s', (file) => {
    expect(relevantFile.test(file)).toBe(true);
  });

  test.each([
    'src/demo/camera.py',
    'tests/test_camera.py',
    'docs/usage.md',
    'docs/index.rst',
    'static/app.js',
    'assets/logo.png',
    '.pre-commit-config.yaml',
    'notebooks/demo.ipynb',
  ])('not for %s', (file) => {
    expect(relevantFile.test(file)).toBe(false);
  });

  test('of the sample, for what its release is made of', () => {
    const quiet = Object.keys(sampleTree).filter((file) => !relevantFile.test(file));
    expect(quiet.filter((file) => !/\.(py|html|js|css|md)$/.test(file))).toEqual([]);
  });

  test('does not backtrack on a long path', () => {
    // Paths of git are at most 4,096 bytes long.
    const path = `${'a-version/'.repeat(200)}${'requirements.'.repeat(150)}x/`;
    expect(relevantFile.test(path)).toBe(false);
  });
});
