import { execFile } from 'node:child_process';
import { readFile, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../../scripts/sample/command.ts';
import { inTemporaryFolder, writeRepository } from '../../scripts/sample/repository.ts';

const run = promisify(execFile);

const tree = {
  'pyproject.toml':
    '[project]\nname = "demo"\nversion = "0.2.0"  # bump\nreadme = "README.md"\nrequires-python = ">=3.10"\n',
  'README.md': '# Demo\n',
  'demo/__init__.py': '"""Demo."""\r\n__version__ = \'0.2.0\'\r\n',
  'CHANGELOG.md':
    '# Changelog\n\n## [Unreleased]\n\n- New.\n\n## [0.2.0] - 2026-01-02\n\n- First.\n\n[unreleased]: https://github.com/o/demo/compare/v0.2.0...HEAD\n[0.2.0]: https://github.com/o/demo/releases/tag/v0.2.0\n',
  'uv.lock':
    'version = 1\nrequires-python = ">=3.10"\n\n[[package]]\nname = "demo"\nversion = "0.2.0"\nsource = { editable = "." }\n',
};
const prepared = {
  'pyproject.toml': tree['pyproject.toml'].replace('0.2.0', '0.3.0'),
  'demo/__init__.py': tree['demo/__init__.py'].replace('0.2.0', '0.3.0'),
  'uv.lock': tree['uv.lock'].replace('0.2.0', '0.3.0'),
};

/** The sample, tagged as 0.2.0, in a folder of its own. */
const inSample = (use: (folder: string) => Promise<void>): Promise<void> =>
  inTemporaryFolder('demo', async (folder) => {
    await writeRepository(folder, { tree, earlierTags: ['v0.2.0'] });
    await use(folder);
  });
const texts = (folder: string): Promise<readonly string[]> =>
  Promise.all(Object.keys(tree).map((path) => readFile(join(folder, path), 'utf8')));
const release = ['pyrel-lint', '--release', '0.3.0', '--ignore', 'git-dirty'];

describe('--fix --release prepares a release', () => {
  test('every place, the lock, the changelog with its links; then the same lint is clean', async () => {
    await inSample(async (folder) => {
      const { stderr, exitCode } = await runCommand([...release, '--fix'], { cwd: folder });
      expect(stderr).toMatch(
        /^mended \d+ findings in 4 files: CHANGELOG\.md, demo\/__init__\.py, pyproject\.toml, uv\.lock\n$/,
      );
      expect(exitCode).toBe(0);
      for (const [path, text] of Object.entries(prepared))
        expect(await readFile(join(folder, path), 'utf8')).toBe(text);
      const changelog = await readFile(join(folder, 'CHANGELOG.md'), 'utf8');
      const today = new Date().toISOString().slice(0, 10);
      expect(changelog.replace(today, 'TODAY')).toBe(
        tree['CHANGELOG.md']
          .replace('## [Unreleased]\n', '## [Unreleased]\n\n## [0.3.0] - TODAY\n')
          .replace(
            'compare/v0.2.0...HEAD\n',
            'compare/v0.3.0...HEAD\n[0.3.0]: https://github.com/o/demo/releases/tag/v0.3.0\n',
          ),
      );
      const again = await runCommand([...release, '--fix'], { cwd: folder });
      expect(again.stderr).toBe('nothing to mend\n');
    });
  });

  test('nothing is committed, tagged or staged', async () => {
    await inSample(async (folder) => {
      const state = async (): Promise<string> =>
        (await run('git', ['-C', folder, 'for-each-ref'])).stdout +
        (await run('git', ['-C', folder, 'diff', '--cached'])).stdout;
      const before = await state();
      await runCommand([...release, '--fix'], { cwd: folder });
      expect(await state()).toBe(before);
    });
  });
});

describe('--diff', () => {
  test('shows what --fix writes, as git takes it, and writes nothing', async () => {
    await inSample(async (folder) => {
      const before = await texts(folder);
      const shown = await runCommand([...release, '--diff'], { cwd: folder });
      expect(await texts(folder)).toEqual(before);
      expect(shown.stderr).toMatch(/^would mend/);
      expect(shown.exitCode).toBe(1);
      await writeFile(join(folder, '..', 'fix.patch'), shown.stdout);
      await run('git', ['-C', folder, 'apply', '--check', '../fix.patch']);
      await run('git', ['-C', folder, 'apply', '../fix.patch']);
      const applied = await texts(folder);
      await run('git', ['-C', folder, 'checkout', '--quiet', '.']);
      await runCommand([...release, '--fix'], { cwd: folder });
      expect(await texts(folder)).toEqual(applied);
    });
  });

  test('of a revision', async () => {
    await inSample(async (folder) => {
      const { stdout } = await runCommand([...release, '--diff', '--at', 'HEAD'], { cwd: folder });
      expect(stdout).toContain('+version = "0.3.0"  # bump\n');
    });
  });
});

test.each([
  [['--fix', '--at', 'HEAD'], '--fix cannot change a revision that --at names'],
  [['--unsafe'], '--unsafe says which fixes are wanted'],
  [['--diff', '-f', 'json'], '--diff and --format json would both go to standard output'],
])('%j is refused', async (words, message) => {
  await inSample(async (folder) => {
    const before = await texts(folder);
    const { stderr, exitCode } = await runCommand(['pyrel-lint', ...words], { cwd: folder });
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
    expect(await texts(folder)).toEqual(before);
  });
});

test('findings that each add the same missing key are mended one after the other', async () => {
  const two = {
    'pyproject.toml':
      '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n\n[project]\nname = "demo"\nversion = "1.0"\nrequires-python = ">=3.10"\n',
    'demo/__init__.py': 'import requests\nimport numpy\n',
  };
  await inTemporaryFolder('demo', async (folder) => {
    await writeRepository(folder, { tree: two });
    const words = ['pyrel-lint', '--dev', '--select', 'dependency-missing', '--fix', '--unsafe'];
    const { stderr, exitCode } = await runCommand(words, { cwd: folder });
    expect({ stderr, exitCode }).toEqual({ stderr: 'mended 2 findings in 1 file: pyproject.toml\n', exitCode: 0 });
    expect(await readFile(join(folder, 'pyproject.toml'), 'utf8')).toBe(
      `${two['pyproject.toml']}dependencies = ["numpy", "requests"]\n`,
    );
  });
});

test('a file that is a link is left alone, and all others with it', async () => {
  await inSample(async (folder) => {
    await writeFile(join(folder, 'real.toml'), tree['pyproject.toml']);
    await unlink(join(folder, 'pyproject.toml'));
    await symlink('real.toml', join(folder, 'pyproject.toml'));
    const before = await texts(folder);
    const { stderr, exitCode } = await runCommand([...release, '--fix'], { cwd: folder });
    expect(stderr).toContain('pyproject.toml is reached through a symbolic link, so no file was written');
    expect(exitCode).toBe(2);
    expect(await texts(folder)).toEqual(before);
  });
});

test('a file that is not UTF-8 is left alone, and the rest of its rule with it', async () => {
  await inSample(async (folder) => {
    await writeFile(join(folder, 'demo/__init__.py'), Buffer.from("# caf\xe9\n__version__ = '0.1.0'\n", 'latin1'));
    const { stderr } = await runCommand([...release, '--fix', '--unsafe'], { cwd: folder });
    expect(stderr).not.toContain('bug');
    expect((await readFile(join(folder, 'demo/__init__.py'))).toString('latin1')).toContain(
      "caf\xe9\n__version__ = '0.1.0'",
    );
  });
});
