import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { GitProcess } from './git-process.ts';

/** What came of reading one object. `bytes` is shorter than `size` where the limit cut it. */
export type ObjectRead =
  | {
      readonly kind: 'object';
      readonly id: string;
      readonly type: string;
      readonly bytes: Buffer;
      readonly size: number;
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Reads objects through one `git cat-file --batch`, which starts with the first question and ends with `close`. */
export type ObjectReader = {
  readonly read: (id: string, limit: number) => Promise<ObjectRead>;
  readonly close: () => void;
};

type Question = { readonly id: string; readonly limit: number; readonly settle: (answer: ObjectRead) => void };

/**
 * What lies beyond a question's limit is read from the pipe and dropped, so a large object costs time, not memory.
 * (`--batch-command` could ask for the size first, but needs git 2.36.)
 */
export function objectReader(git: GitProcess, timeoutMs: number = 60_000): ObjectReader {
  const waiting: Question[] = [];
  let child: ChildProcessWithoutNullStreams | null = null;
  let isClosed = false;
  // A repository can hold a named pipe where git looks for an object.
  const watchdog = setTimeout(() => waiting.length > 0 && child?.kill('SIGKILL'), timeoutMs).unref();

  const settle = (answer: ObjectRead): void => waiting.shift()?.settle(answer);
  const start = (): ChildProcessWithoutNullStreams => {
    const started = git.start(['cat-file', '--batch']);
    const push = answerParser(() => waiting[0]?.limit ?? 0, settle);
    started.stdout.on('data', (chunk: Buffer) => {
      watchdog.refresh();
      push(chunk);
    });
    started.stderr.resume();
    // Its end is what counts, and `close` tells of that: a missing program and a broken pipe end in it too.
    started.on('error', () => {});
    started.stdin.on('error', () => {});
    started.on('close', () => {
      child = null;
      settle({ kind: 'failed', reason: 'git cannot read the object' });
      // git ends at an object that is broken; those behind it may be whole.
      if (waiting.length > 0) child = start();
    });
    watchdog.refresh();
    for (const { id } of waiting) started.stdin.write(`${id}\n`);
    return started;
  };

  return {
    read: (id, limit) =>
      new Promise((resolve) => {
        if (isClosed) return resolve({ kind: 'failed', reason: 'the repository is closed' });
        watchdog.refresh();
        waiting.push({ id, limit, settle: resolve });
        if (child === null) child = start();
        else child.stdin.write(`${id}\n`);
      }),
    close: () => {
      isClosed = true;
      clearTimeout(watchdog);
      child?.kill('SIGKILL');
      while (waiting.length > 0) settle({ kind: 'failed', reason: 'the repository is closed' });
    },
  };
}

type Body = {
  readonly id: string;
  readonly type: string;
  readonly size: number;
  readonly kept: Buffer[];
  wanted: number;
  left: number;
};

/** Takes the output apart: `ID TYPE SIZE`, a line feed, the content, a line feed; or `ID missing`. */
function answerParser(limitOfNext: () => number, settle: (answer: ObjectRead) => void): (chunk: Buffer) => void {
  let header = '';
  let body: Body | null = null;

  const readHeader = (chunk: Buffer): number => {
    const end = chunk.indexOf('\n');
    header += chunk.toString('latin1', 0, end === -1 ? chunk.length : end);
    if (end === -1) return chunk.length;
    const [, id = '', type = '', length] = /^([0-9a-f]+) ([a-z]+) (\d+)$/.exec(header) ?? [];
    const size = Number(length);
    if (length !== undefined)
      body = { id, type, size, kept: [], wanted: Math.min(size, limitOfNext()), left: size + 1 };
    else
      settle(
        header.endsWith(' missing') ? { kind: 'missing' } : { kind: 'failed', reason: 'git cannot read the object' },
      );
    header = '';
    return end + 1;
  };

  return (chunk) => {
    for (let at = 0; at < chunk.length;) {
      const rest = chunk.subarray(at);
      if (body === null) {
        at += readHeader(rest);
        continue;
      }
      const taken = Math.min(body.left, rest.length);
      body.kept.push(rest.subarray(0, Math.min(taken, body.wanted)));
      body.wanted -= Math.min(taken, body.wanted);
      body.left -= taken;
      at += taken;
      if (body.left > 0) continue;
      const { id, type, size } = body;
      settle({ kind: 'object', id, type, bytes: Buffer.concat(body.kept), size });
      body = null;
    }
  };
}
