import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../../scripts/sample/command.ts';
import { top } from '../../scripts/bundle.ts';
import { inTemporaryFolder, scrubbedEnvironment, writeRepository } from '../../scripts/sample/repository.ts';
import { lintRepository, raised, verdictsOf } from './lint-folder.ts';

const project = '[project]\nname = "demo"\nversion = "1.0.0"\n';
const checks = (commands: string): string => `${project}\n[tool.pyrel.checks]\ncommands = [\n${commands}\n]\n`;
const only = ['--dev', '--select', 'check-command-fails'];

describe('the project’s own commands', () => {
  const tree = {
    'pyproject.toml': checks(
      '  "touch ran-first",\n  "echo \'::error::x\' && printf \'\\u001b[2Jodd\' && exit 3",\n  "touch ran-last",',
    ),
  };

  test('are not run unless --run is given', async () => {
    const outcome = await lintRepository({ tree }, [...only, '-f', 'json']);
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    expect(verdictsOf(outcome)).toEqual([
      {
        id: 'check-command-fails',
        target: 0,
        outcome: 'skip',
        reason: '3 commands are configured; --run runs them',
      },
    ]);
  });

  test('are run one by one from ROOT, whatever came of the one before', async () => {
    const files: boolean[] = [];
    const outcome = await inTemporaryFolder('project', async (folder) => {
      await writeRepository(folder, { tree });
      const result = await runCommand(['pyrel-lint', folder, ...only, '--run', '-f', 'json'], {
        cwd: join(folder, '..'),
      });
      files.push(existsSync(join(folder, 'ran-first')), existsSync(join(folder, 'ran-last')));
      return result;
    });
    expect(files).toEqual([true, true]);
    expect(outcome.exitCode).toBe(1);
    expect(raised(outcome)).toEqual(['check-command-fails fail']);
    expect(outcome.stderr).toBe(
      [
        'running 1/3: touch ran-first',
        '  done in less than 1 s',
        "running 2/3: echo '::error::x' && printf '\\x1b[2Jodd' && exit 3",
        '  | ::error::x',
        '  | \\x1b[2Jodd',
        "  echo '::error::x' && printf '\\x1b[2Jodd' && exit 3 ended with exit code 3 after less than 1 s",
        'running 3/3: touch ran-last',
        '  done in less than 1 s',
        '',
      ].join('\n'),
    );
  });

  test('a program that is not installed: exit code 3', async () => {
    const missing = { 'pyproject.toml': checks('  "no-such-program"') };
    const outcome = await lintRepository({ tree: missing }, [...only, '--run', '-f', 'json']);
    expect(outcome.exitCode).toBe(3);
    expect(raised(outcome)).toEqual(['check-command-fails error']);
  });

  test('the time limit', async () => {
    const slow = { 'pyproject.toml': checks('  { run = "sleep 30", timeout = 1 }') };
    const outcome = await lintRepository({ tree: slow }, [...only, '--run', '-f', 'json']);
    expect(outcome.exitCode).toBe(1);
    expect(verdictsOf(outcome)).toMatchObject([{ findings: [{ messageId: 'timedOut' }] }]);
  });

  test('what a command measures is judged in the same run', async () => {
    const lcov = String.raw`printf 'SF:demo.py\nDA:1,1\nDA:2,0\nend_of_record\n' > coverage.lcov`;
    const measuring = {
      'pyproject.toml': `${checks(`  ${JSON.stringify(lcov)}`)}\n[tool.coverage.report]\nfail_under = 100\n`,
      'demo.py': 'a = 1\nb = 2\n',
      '.gitignore': 'coverage.lcov\n',
    };
    const words = ['--release', '1.0.0', '--select', 'check-command-fails,coverage-below-minimum', '-f', 'json'];
    expect(raised(await lintRepository({ tree: measuring }, words))).toEqual([]);
    expect(raised(await lintRepository({ tree: measuring }, [...words, '--run']))).toEqual([
      'coverage-below-minimum fail',
    ]);
  });
});

describe('--run is refused', () => {
  const tree = { 'pyproject.toml': checks('  "touch ran"') };
  test.each([
    [['--at', 'HEAD'], '--run cannot run HEAD'],
    [['--fix'], '--run tests the tree as it is, and --fix changes it'],
    [['--diff'], '--run tests the tree as it is'],
  ])('with %j', async (words, said) => {
    const outcome = await lintRepository({ tree }, [...only, '--run', ...words]);
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '' });
    expect(outcome.stderr).toContain(said);
    expect(outcome.stderr).not.toContain('running');
  });
});

describe('--run says that it runs nothing', () => {
  test('without commands', async () => {
    const outcome = await lintRepository({ tree: { 'pyproject.toml': project } }, [...only, '--run']);
    expect(outcome.stderr).toBe('note: --run runs nothing: the config lists no commands in [tool.pyrel.checks]\n');
  });

  test('where the rule is not asked', async () => {
    const tree = { 'pyproject.toml': checks('  "touch ran"') };
    const outcome = await lintRepository({ tree }, ['--dev', '--select', 'version-mismatch', '--run']);
    expect(outcome.stderr).toBe('note: --run runs nothing: check-command-fails is not asked\n');
  });
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends everything that was started, and starts nothing more',
  async (signal) => {
    const commands = '  "sleep 30 & echo $! > child; touch ready; wait",\n  "touch ran-next",';
    await inTemporaryFolder('project', async (folder) => {
      await writeRepository(folder, { tree: { 'pyproject.toml': checks(commands) } });
      await writeFile(join(folder, '.gitignore'), 'child\nready\n');
      const lint = spawn(process.execPath, [join(top, 'bin/pyrel-lint.js'), ...only, '--run'], {
        cwd: folder,
        env: scrubbedEnvironment(),
        stdio: 'ignore',
      });
      const ended = new Promise((resolve) => {
        lint.once('exit', (_, by) => resolve(by));
      });
      await expect.poll(() => existsSync(join(folder, 'ready')), { timeout: 20_000 }).toBe(true);
      lint.kill(signal);
      expect(await ended).toBe(signal);
      const status = `/proc/${readFileSync(join(folder, 'child'), 'utf8').trim()}/status`;
      expect(existsSync(status) && !/^State:\s+[ZX]/m.test(readFileSync(status, 'utf8'))).toBe(false);
      expect(existsSync(join(folder, 'ran-next'))).toBe(false);
    });
  },
);
