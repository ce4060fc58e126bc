import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { platform } from 'node:os';
import type { CommandEnd, CommandResult } from '../project/checks.ts';
import type { Environment } from './git-process.ts';

/** A line for the shell, and how long it may take. */
export type CommandLine = { readonly run: string; readonly timeoutSeconds: number };

export type RunRequest = {
  /** Absolute path of the folder to run in. */
  readonly folder: string;
  readonly env: Environment;
  /** Sends a signal to a process, with a negative id to the group that it leads; throws where there is none. */
  readonly kill: (id: number, signal: 'SIGTERM' | 'SIGKILL') => void;
  /** Calls the listener when the user stops pyrel, and waits for it; the returned function takes it off again. */
  readonly onStop: (listener: () => Promise<void>) => () => void;
};

/** So much of what a command prints is kept, in bytes: its end. */
export const KEPT_OUTPUT: number = 4096;

/** What is told to end gets so long to clean up. */
const GRACE_MS = 2000;

/** After the command's end, output that is still under way gets so long. */
const DRAIN_MS = 1000;

/**
 * Runs one of the commands that the user asked for with `--run`, and nothing outlives it: it leads a process group of
 * its own, which is ended with it. The surroundings are passed on, for it is the user's own command; its standard input
 * is empty. Never rejects.
 */
export async function runCommand(line: CommandLine, request: RunRequest): Promise<CommandResult> {
  const started = performance.now();
  const child = spawn(line.run, {
    cwd: request.folder,
    env: withoutRepository(request.env),
    shell: true,
    detached: !isWindows,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const output = keepEnd(child);
  const ended = endOf(child, line, request);
  let isStopped = false;
  const takeOff = request.onStop(async () => {
    isStopped = true;
    endGroup(child, 'SIGTERM', request);
    const force = setTimeout(() => endGroup(child, 'SIGKILL', request), GRACE_MS);
    await ended;
    clearTimeout(force);
  });
  const end = await ended;
  // pyrel is about to end, and whoever waits for this answer would start the next command.
  if (isStopped) return new Promise(() => {});
  takeOff();
  return { end, tail: output(), elapsedMs: performance.now() - started };
}

function endOf(child: ChildProcess, { timeoutSeconds }: CommandLine, request: RunRequest): Promise<CommandEnd> {
  return new Promise((resolve) => {
    let isLate = false;
    let force: NodeJS.Timeout | undefined;
    const limit = setTimeout(() => {
      isLate = true;
      endGroup(child, 'SIGTERM', request);
      force = setTimeout(() => endGroup(child, 'SIGKILL', request), GRACE_MS);
    }, timeoutSeconds * 1000);
    const finish = (end: CommandEnd): void => {
      clearTimeout(limit);
      clearTimeout(force);
      resolve(isLate ? { kind: 'timed-out', seconds: timeoutSeconds } : end);
    };
    child.once('error', (error) => finish({ kind: 'not-started', reason: startFailure(error) }));
    child.once('exit', (code, signal) => {
      // What it left in the background holds the pipes open, and would go on after the verdict.
      endGroup(child, 'SIGKILL', request);
      whenClosed(child, () => finish(endBy(code, signal)));
    });
  });
}

const isWindows = platform() === 'win32';

/**
 * Variables that tie git to one repository (`git rev-parse --local-env-vars`): in a hook they name the one that is
 * committed to, and tests that use git would write into it.
 */
const REPOSITORY_VARIABLES: ReadonlySet<string> = new Set([
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_DIR',
  'GIT_GRAFT_FILE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
]);

function withoutRepository(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !REPOSITORY_VARIABLES.has(name)));
}

/** Collects what the child prints; the returned function gives the end of it. */
function keepEnd(child: ChildProcess): () => string {
  let kept = Buffer.alloc(0);
  let isCut = false;
  const keep = (chunk: Buffer): void => {
    const all = Buffer.concat([kept, chunk.subarray(-KEPT_OUTPUT)]);
    isCut ||= kept.length + chunk.length > KEPT_OUTPUT;
    kept = all.subarray(-KEPT_OUTPUT);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => {
    const text = kept.toString('utf8');
    // The first line is cut, and perhaps a character of it.
    return isCut && text.includes('\n') ? text.slice(text.indexOf('\n') + 1) : text;
  };
}

/** Ends the command with all that it started. */
function endGroup({ pid }: ChildProcess, signal: 'SIGTERM' | 'SIGKILL', { kill }: RunRequest): void {
  if (pid === undefined) return;
  if (isWindows) {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true });
    return;
  }
  try {
    kill(-pid, signal);
  } catch {
    // Nobody is left in the group.
  }
}

function whenClosed(child: ChildProcess, then: () => void): void {
  // A process that left the group keeps the pipes open; what it prints is not waited for.
  const giveUp = setTimeout(() => {
    child.stdout?.destroy();
    child.stderr?.destroy();
  }, DRAIN_MS);
  child.once('close', () => {
    clearTimeout(giveUp);
    then();
  });
}

/** The shell's own codes: 126 where it may not run the program, 127 where it finds none (POSIX, 2.8.2). */
const NOT_RUN: { readonly [code: number]: string } = {
  126: 'a program in it cannot be executed (exit code 126)',
  127: 'a program in it is not installed, or not in PATH (exit code 127)',
};

function endBy(code: number | null, signal: NodeJS.Signals | null): CommandEnd {
  if (code === null) return { kind: 'killed', signal: signal ?? 'a signal' };
  const reason = NOT_RUN[code];
  return reason === undefined ? { kind: 'exited', code } : { kind: 'not-started', reason };
}

function startFailure(error: Error): string {
  const code = 'code' in error ? String(error.code) : error.message;
  return code === 'ENOENT' ? 'the shell or the folder is not there' : `it could not be started (${code})`;
}
