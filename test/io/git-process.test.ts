import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { GitOutcome } from '../../src/io/git-process.ts';
import { gitIn, refusal } from '../../src/io/git-process.ts';
import { ENV, repository, sandbox } from './sandbox.ts';

function fatal(stderr: string): GitOutcome {
  return { kind: 'ran', code: 128, stdout: Buffer.alloc(0), stderr };
}

describe('a refusal says', () => {
  test.each([
    ['fatal: not a git repository (or any of the parent directories): .git\n', 'not a git repository'],
    [
      'fatal: not a git repository (or any parent up to mount point /)\nStopping at filesystem boundary\n',
      'not a git repository',
    ],
    [
      "fatal: detected dubious ownership in repository at '/home/ada/demo'\nTo add an exception for this directory, call:\n",
      'git refuses the repository, because another user owns it; run `git config --global --add safe.directory /home/ada/demo`',
    ],
    [
      "fatal: unsafe repository ('/home/ada/demo' is owned by someone else)\n",
      'git refuses the repository, because another user owns it; run `git config --global --add safe.directory /home/ada/demo`',
    ],
    ['fatal: not a git repository: /gone/.git/worktrees/x\n', 'git says: not a git repository: /gone/.git/worktrees/x'],
    [
      'warning: something\nfatal: unknown repository extension found:\n\trefstorage\n',
      'git says: unknown repository extension found:',
    ],
    ['fatal: bad config line 1 in file \u001b[31m/x\u0007\n', 'git says: bad config line 1 in file ?[31m/x?'],
    ['', 'git says: exit code 128'],
  ])('%j', (stderr, expected) => {
    expect(refusal(fatal(stderr))).toBe(expected);
  });
});

describe('git is', () => {
  test('told apart when it is not there', async () => {
    const box = sandbox();
    const outcome = await gitIn(box.folder, { PATH: box.folder }).run(['version']);
    expect(outcome).toEqual({ kind: 'failed', reason: 'git is not installed, or not in PATH' });
  });

  test('told apart when it may not be run', async () => {
    const box = sandbox();
    box.write({ git: '#!/bin/sh\n' });
    chmodSync(box.path('git'), 0o644);
    const outcome = await gitIn(box.folder, { PATH: box.folder }).run(['version']);
    expect(outcome).toEqual({ kind: 'failed', reason: 'git could not be run (EACCES)' });
  });

  test('stopped when it waits for a named pipe', async () => {
    const box = repository();
    execFileSync('mkfifo', [box.path('.gitignore')]);
    const git = gitIn(box.folder, ENV, { timeoutMs: 200, outputBytes: 1000 });
    expect(await git.run(['ls-files', '--others', '--exclude-standard'])).toEqual({
      kind: 'failed',
      reason: 'git gave no answer within 0.2 s',
    });
  });

  test('stopped when it prints without end', async () => {
    const box = repository({ 'a.txt': 'x'.repeat(5000) });
    const git = gitIn(box.folder, ENV, { timeoutMs: 10_000, outputBytes: 1000 });
    expect(await git.run(['cat-file', 'blob', 'HEAD:a.txt'])).toEqual({
      kind: 'failed',
      reason: 'git printed more than 1000 bytes',
    });
  });
});

test('the surroundings are left out, but for where the user’s own config is', async () => {
  const box = sandbox();
  box.write({ git: '#!/bin/sh\nenv | sort\n' });
  chmodSync(box.path('git'), 0o755);
  const outcome = await gitIn(box.folder, {
    PATH: `${box.folder}:/usr/bin:/bin`,
    HOME: '/home/ada',
    LC_ALL: 'de_DE.UTF-8',
    GIT_DIR: '/elsewhere',
    GIT_WORK_TREE: '/elsewhere',
    GIT_INDEX_FILE: '/elsewhere',
    GIT_EXTERNAL_DIFF: 'evil',
    GIT_SSH_COMMAND: 'evil',
    GIT_ASKPASS: 'evil',
    GIT_CONFIG: '/elsewhere',
    GIT_CONFIG_PARAMETERS: "'core.fsmonitor'='evil'",
    GIT_TRACE: '/elsewhere',
    GIT_PAGER: 'evil',
    GIT_CONFIG_GLOBAL: '/home/ada/.gitconfig',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'safe.directory',
    GIT_CONFIG_VALUE_0: '/home/ada/demo',
  }).run(['version']);
  const printed = outcome.kind === 'ran' ? outcome.stdout.toString().split('\n') : [];
  expect(printed.filter((line) => /^(GIT_|LC_ALL|PAGER|HOME)/.test(line))).toEqual([
    'GIT_ALLOW_PROTOCOL=none',
    'GIT_CONFIG_COUNT=1',
    'GIT_CONFIG_GLOBAL=/home/ada/.gitconfig',
    'GIT_CONFIG_KEY_0=safe.directory',
    'GIT_CONFIG_VALUE_0=/home/ada/demo',
    'GIT_NO_LAZY_FETCH=1',
    'GIT_NO_REPLACE_OBJECTS=1',
    'GIT_OPTIONAL_LOCKS=0',
    'GIT_PAGER=cat',
    'GIT_TERMINAL_PROMPT=0',
    'HOME=/home/ada',
    'LC_ALL=C',
    'PAGER=cat',
  ]);
});
