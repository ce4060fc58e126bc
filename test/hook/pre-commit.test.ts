import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { top } from '../../scripts/bundle.ts';
import { writeHookTree } from '../../scripts/hook/hook-tree.ts';
import { committingEnvironment, writeRepository } from '../../scripts/sample/repository.ts';
import { earlierTags, mendedTree, sampleTree } from '../../scripts/sample/tree.ts';

const run = promisify(execFile);

/** The real pre-commit: what it makes of a hook cannot be known from its pages. Only a machine without it goes without. */
const hasPreCommit = canRun('pre-commit');

function canRun(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const HOOK_VERSION = 'v0.1.0';
const VERSION_FILE = 'src/kelp_cam/__init__.py';

let folder = '';
let hook = '';
let env: NodeJS.ProcessEnv = {};

type Said = { readonly exitCode: number; readonly said: string };

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'pyrel-pre-commit-')));
  hook = join(folder, 'hook');
  // Neither npm nor nodeenv nor git comes further than this machine.
  const nowhere = 'http://127.0.0.1:9/';
  env = {
    ...committingEnvironment(),
    HOME: folder,
    PATH: process.env['PATH'],
    PRE_COMMIT_HOME: join(folder, 'cache'),
    npm_config_cache: join(folder, 'npm'),
    npm_config_offline: 'true',
    npm_config_registry: nowhere,
    http_proxy: nowhere,
    https_proxy: nowhere,
  };
  await writeHookTree({ out: hook, dist: join(top, 'dist') });
  for (const words of [
    ['init', '--quiet', '--initial-branch=main'],
    ['add', '--all', '--force'],
    ['commit', '--quiet', '--message', HOOK_VERSION],
    ['tag', HOOK_VERSION],
  ])
    await run('git', words, { cwd: hook, env });
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function command(cwd: string, name: string, ...words: readonly string[]): Promise<Said> {
  return new Promise((resolve, reject) => {
    execFile(name, words, { cwd, env }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : error.code;
      if (typeof exitCode === 'number') resolve({ exitCode, said: stdout + stderr });
      else reject(error ?? new Error(`${name} gave no exit code`));
    });
  });
}

/** A project that has the hooks in its config, and the git hooks of pre-commit installed. */
async function project(name: string, tree: { readonly [path: string]: string }): Promise<string> {
  const at = join(folder, name);
  const config = `repos:
  - repo: ${hook}
    rev: ${HOOK_VERSION}
    hooks:
      - id: pyrel-lint
      - id: pyrel-lint-release
`;
  await writeRepository(at, { tree: { ...tree, '.pre-commit-config.yaml': config }, earlierTags });
  const installed = await command(at, 'pre-commit', 'install', '--hook-type=pre-commit', '--hook-type=pre-push');
  expect(installed).toMatchObject({ exitCode: 0 });
  return at;
}

async function write(at: string, files: { readonly [path: string]: string }): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(at, path)), { recursive: true });
    await writeFile(join(at, path), text);
  }
  await run('git', ['add', '--all'], { cwd: at, env });
}

// The first run of each makes an environment: pre-commit, nodeenv and npm, one after the other.
describe.runIf(hasPreCommit)('pre-commit', { timeout: 240_000 }, () => {
  test('refuses a commit that breaks the version, and takes it when it is mended', async () => {
    const at = await project('commit', mendedTree);
    await write(at, { [VERSION_FILE]: sampleTree[VERSION_FILE] ?? '' });
    const refused = await command(at, 'git', 'commit', '-m', 'Bump');
    expect(refused.exitCode).toBe(1);
    expect(refused.said).toMatch(/pyrel lint\.+Failed/);
    expect(refused.said).toContain(`${VERSION_FILE}:3:16 error version-mismatch`);
    await write(at, { [VERSION_FILE]: `${mendedTree[VERSION_FILE]}\n# Checked.\n` });
    const taken = await command(at, 'git', 'commit', '-m', 'Bump');
    expect(taken.exitCode).toBe(0);
    expect(taken.said).toMatch(/pyrel lint\.+Passed/);
    expect(taken.said).not.toContain('pyrel lint (release)');
  });

  test('does not run it where nothing of the release changes', async () => {
    const at = await project('irrelevant', mendedTree);
    await write(at, { 'src/kelp_cam/new_module.py': 'x = 1\n', 'docs/usage.md': 'Use it.\n' });
    const { exitCode, said } = await command(at, 'git', 'commit', '-m', 'Work');
    expect(exitCode).toBe(0);
    expect(said).toMatch(/pyrel lint\.+\(no files to check\)\s*Skipped/);
  });

  test('runs it over all files', async () => {
    const at = await project('all', sampleTree);
    const bad = await command(at, 'pre-commit', 'run', '--all-files');
    expect(bad.exitCode).toBe(1);
    expect(bad.said).toContain('error version-mismatch');
    await write(at, { [VERSION_FILE]: mendedTree[VERSION_FILE] ?? '' });
    expect(await command(at, 'pre-commit', 'run', '--all-files')).toMatchObject({ exitCode: 0 });
  });

  test('tries it from a folder, without a config', async () => {
    const at = join(folder, 'tried');
    await writeRepository(at, { tree: mendedTree, earlierTags });
    const { exitCode, said } = await command(at, 'pre-commit', 'try-repo', hook, 'pyrel-lint', '--all-files');
    expect(said).toMatch(/pyrel lint\.+Passed/);
    expect(exitCode).toBe(0);
  });

  test('judges the release when the tagged commit is pushed, but cannot see a tag that is pushed after it', async () => {
    const at = await project('push', mendedTree);
    const remote = join(folder, 'remote.git');
    await run('git', ['init', '--quiet', '--bare', remote], { env });
    await run('git', ['remote', 'add', 'origin', remote], { cwd: at, env });
    expect(await command(at, 'git', 'push', 'origin', 'main')).toMatchObject({ exitCode: 0 });
    await run('git', ['commit', '--quiet', '--no-verify', '--allow-empty', '-m', 'Release'], { cwd: at, env });
    await run('git', ['tag', '-a', 'v0.9.0', '-m', 'v0.9.0'], { cwd: at, env });
    const refused = await command(at, 'git', 'push', 'origin', 'v0.9.0');
    expect(refused.exitCode).toBe(1);
    expect(refused.said).toMatch(/pyrel lint \(release\)\.+Failed/);
    expect(refused.said).toContain('tag-version-mismatch');
    // The branch first, and with a hook that lets it: then nothing is new in the push of the tag, and nothing is run.
    await run('git', ['push', '--quiet', '--no-verify', 'origin', 'main'], { cwd: at, env });
    const unseen = await command(at, 'git', 'push', 'origin', 'v0.9.0');
    expect(unseen.exitCode).toBe(0);
    expect(unseen.said).not.toContain('pyrel lint');
  });
});
