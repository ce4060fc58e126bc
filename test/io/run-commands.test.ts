import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { KEPT_OUTPUT, runCommand } from '../../src/io/run-commands.ts';
import type { RunRequest } from '../../src/io/run-commands.ts';
import type { CommandEnd, CommandResult } from '../../src/project/checks.ts';
import type { Sandbox } from './sandbox.ts';
import { ENV, sandbox } from './sandbox.ts';

function request(box: Sandbox, more: Partial<RunRequest> = {}): RunRequest {
  const kill: RunRequest['kill'] = (id, signal) => void process.kill(id, signal);
  return { folder: box.folder, env: ENV, kill, onStop: () => () => {}, ...more };
}

function run(box: Sandbox, line: string, timeoutSeconds = 20, more: Partial<RunRequest> = {}): Promise<CommandResult> {
  return runCommand({ run: line, timeoutSeconds }, request(box, more));
}

/** Whether a process that the command started is still there; one that only waits to be reaped has ended. */
function isRunning(box: Sandbox, file: string): boolean {
  const id = readFileSync(box.path(file), 'utf8').trim();
  expect(id).toMatch(/^\d+$/);
  const status = `/proc/${id}/status`;
  return existsSync(status) && !/^State:\s+[ZX]/m.test(readFileSync(status, 'utf8'));
}

describe('a command ends', () => {
  test.each<[string, CommandEnd]>([
    ['true', { kind: 'exited', code: 0 }],
    ['exit 3', { kind: 'exited', code: 3 }],
    ['true && false', { kind: 'exited', code: 1 }],
    ['kill -KILL $$', { kind: 'killed', signal: 'SIGKILL' }],
  ])('%s', async (line, end) => {
    expect(await run(sandbox(), line)).toMatchObject({ end, tail: '' });
  });

  test('a program that is not there', async () => {
    const { end, tail } = await run(sandbox(), 'no-such-program --version');
    expect(end).toEqual({ kind: 'not-started', reason: expect.stringContaining('is not installed, or not in PATH') });
    expect(tail).toContain('no-such-program');
  });

  test('a script that may not be run', async () => {
    const box = sandbox();
    box.write({ 'check.sh': '#!/bin/sh\nexit 0\n' });
    const { end } = await run(box, './check.sh');
    expect(end).toEqual({ kind: 'not-started', reason: expect.stringContaining('cannot be executed') });
  });

  test('a folder that is not there', async () => {
    const box = sandbox();
    const { end } = await run(box, 'true', 20, { folder: box.path('gone') });
    expect(end).toEqual({ kind: 'not-started', reason: 'the shell or the folder is not there' });
  });
});

describe('it is run', () => {
  test('in its folder, with the surroundings, without those that tie git to a repository', async () => {
    const box = sandbox();
    const env = { ...ENV, API_KEY: 'k', CI: 'true', GIT_DIR: '/elsewhere/.git', GIT_INDEX_FILE: '/elsewhere/index' };
    const { tail } = await run(box, 'pwd; echo "$API_KEY $CI [$GIT_DIR$GIT_INDEX_FILE]"', 20, { env });
    expect(tail).toBe(`${box.folder}\nk true []\n`);
  });

  test('with an empty standard input', async () => {
    expect((await run(sandbox(), 'cat; read line; echo "read: $?"')).tail).toBe('read: 1\n');
  });

  test('and its output kept, in the order in which it came', async () => {
    const { tail } = await run(sandbox(), 'echo out; echo err >&2');
    expect(tail.split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  test('but only the end of a long one, from the start of a line', async () => {
    const { end, tail } = await run(sandbox(), 'i=0; while [ $i -lt 2000 ]; do echo "line $i é"; i=$((i+1)); done');
    expect(end).toEqual({ kind: 'exited', code: 0 });
    expect(Buffer.byteLength(tail)).toBeLessThanOrEqual(KEPT_OUTPUT);
    expect(tail).toMatch(/^line \d+ é\n/);
    expect(tail).toMatch(/line 1999 é\n$/);
  });
});

describe('nothing outlives it', () => {
  test('the time limit ends what it started, too', async () => {
    const box = sandbox();
    const { end, elapsedMs } = await run(box, 'echo started; sleep 30 & echo $! > child; wait', 0.3);
    expect(end).toEqual({ kind: 'timed-out', seconds: 0.3 });
    expect(elapsedMs).toBeLessThan(20_000);
    await expect.poll(() => isRunning(box, 'child'), { timeout: 10_000 }).toBe(false);
  });

  test('what it left in the background is ended, and not waited for', async () => {
    const box = sandbox();
    const { end, elapsedMs } = await run(box, 'sleep 30 & echo $! > child; exit 0');
    expect(end).toEqual({ kind: 'exited', code: 0 });
    expect(elapsedMs).toBeLessThan(20_000);
    await expect.poll(() => isRunning(box, 'child'), { timeout: 10_000 }).toBe(false);
  });

  test('stopped from outside: the listener waits until it has ended', async () => {
    const box = sandbox();
    const listeners: (() => Promise<void>)[] = [];
    const onStop: RunRequest['onStop'] = (listener) => {
      listeners.push(listener);
      return () => {};
    };
    // It never answers, so that no further command is started.
    void run(box, 'sleep 30 & echo $! > child; touch ready; wait', 20, { onStop });
    await expect.poll(() => existsSync(box.path('ready')), { timeout: 10_000 }).toBe(true);
    await listeners[0]?.();
    await expect.poll(() => isRunning(box, 'child'), { timeout: 10_000 }).toBe(false);
  });
});
