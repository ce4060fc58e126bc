import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { onTestFinished } from 'vitest';
import type { Environment } from '../../src/io/git-process.ts';
import type { OpenRequest, Repository } from '../../src/io/repository.ts';
import { openRepository } from '../../src/io/repository.ts';

export type Tree = { readonly [path: string]: string | Uint8Array };

/** A folder of its own for one test, and git in it; removed when the test is over. */
export type Sandbox = {
  readonly folder: string;
  /** Runs git with nobody's config; `at` is the committer's and author's date. Returns what it prints, trimmed. */
  readonly git: (args: readonly string[], at?: string) => string;
  readonly write: (tree: Tree) => void;
  readonly path: (...parts: readonly string[]) => string;
};

/** What pyrel is handed as its environment: nothing of the developer's own git. */
export const ENV: Environment = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

export const isRoot: boolean = process.getuid?.() === 0;

export function sandbox(): Sandbox {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'pyrel-io-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    path: (...parts) => join(folder, ...parts),
    git: (args, at = '2026-01-02T03:04:05+01:00') =>
      execFileSync('git', ['-c', 'protocol.file.allow=always', ...args], {
        cwd: folder,
        encoding: 'utf8',
        timeout: 30_000,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...ENV, ...identity('AUTHOR', at), ...identity('COMMITTER', at) },
      }).trim(),
    write: (tree) => {
      for (const [path, content] of Object.entries(tree)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
    },
  };
}

function identity(who: string, at: string): NodeJS.ProcessEnv {
  return { [`GIT_${who}_NAME`]: 'Ada', [`GIT_${who}_EMAIL`]: 'ada@example.org', [`GIT_${who}_DATE`]: at };
}

/** A sandbox that is a repository on branch `main`, with one commit of the tree. */
export function repository(tree: Tree = { 'pyproject.toml': '[project]\nname = "demo"\n' }): Sandbox {
  const box = sandbox();
  box.git(['init', '--quiet', '--initial-branch=main']);
  commit(box, tree, 'First');
  return box;
}

/** Writes files and commits everything; returns the commit's id. */
export function commit(box: Sandbox, tree: Tree, message: string, at?: string): string {
  box.write(tree);
  box.git(['add', '--all'], at);
  box.git(['commit', '--quiet', '--allow-empty', '-m', message], at);
  return box.git(['rev-parse', 'HEAD']);
}

/** Opens a repository for one test and closes it when the test is over. */
export async function open(request: Partial<OpenRequest> & { readonly root: string }): Promise<Repository> {
  const opened = await openRepository({ revision: null, env: ENV, ...request });
  onTestFinished(opened.close);
  return opened;
}
