import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { top } from '../../scripts/bundle.ts';
import { runCommand } from '../../scripts/sample/command.ts';
import { inTemporaryFolder, scrubbedEnvironment, writeRepository } from '../../scripts/sample/repository.ts';

const bin = join(top, 'bin');
const tree = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.0.0"\n' };
const plan = { tree, earlierTags: ['v0.7.0', 'v0.8.0', 'v0.9.0'] };

test('without a terminal, init shows and writes nothing', async () => {
  await inTemporaryFolder('demo', async (folder) => {
    await writeRepository(folder, plan);
    const { stdout, stderr, exitCode } = await runCommand(['pyrel', 'init'], { cwd: folder, bin });
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toContain('+tag-prefix = "v"  # 3 of the last 3 version tags\n');
    expect(stdout).toContain('`pyrel init --yes` writes all of them');
    expect(existsSync(join(folder, '.github'))).toBe(false);
  });
});

test('what init writes, lint reads without complaint', async () => {
  await inTemporaryFolder('demo', async (folder) => {
    await writeRepository(folder, plan);
    expect(await runCommand(['pyrel', 'init', '--yes'], { cwd: folder, bin })).toMatchObject({ exitCode: 0 });
    const lint = await runCommand(['pyrel-lint', '--dev', '-v', '--select', 'workflow-unparseable,unreadable-file'], {
      cwd: folder,
      bin,
    });
    expect(lint.exitCode).toBe(0);
    expect(lint.stderr).toContain('config: pyproject.toml\n');
    expect(lint.stderr).toContain('tag prefix: v (the config)\n');
  });
});

test('a folder that is no repository', async () => {
  await inTemporaryFolder('demo', async (folder) => {
    await writeRepository(folder, plan);
    const { stderr, exitCode } = await runCommand(['pyrel', 'init', '/'], { cwd: folder, bin });
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      'pyrel: / cannot be set up: not a git repository\n  help: Run `git init` first, or name a folder of a git repository.\n',
    );
  });
});

/** util-linux's, which gives a command a terminal. */
const hasScript = spawnSync('script', ['--version'], { encoding: 'utf8' }).status === 0;
if (!hasScript) console.warn('script of util-linux is not installed, so questions on a terminal are not tested');

test.skipIf(!hasScript)('on a terminal each file is asked for, also where the answers are typed ahead', async () => {
  await inTemporaryFolder('demo', async (folder) => {
    await writeRepository(folder, plan);
    const command = `'${process.execPath}' '${bin}/pyrel.js' init`;
    const { stdout, status } = spawnSync('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
      cwd: folder,
      env: { ...scrubbedEnvironment(), TERM: 'dumb' },
      encoding: 'utf8',
      timeout: 30_000,
      input: 'n\ny\nn\nn\n',
    });
    expect(status).toBe(0);
    expect(stdout).toContain('Write pyproject.toml? [y/N] ');
    expect(stdout).toContain('written: .pre-commit-config.yaml');
    expect(existsSync(join(folder, '.pre-commit-config.yaml'))).toBe(true);
    expect(existsSync(join(folder, '.git/hooks/pre-push'))).toBe(false);
    expect(existsSync(join(folder, '.github'))).toBe(false);
  });
});
