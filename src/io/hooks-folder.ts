import { realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import type { Environment, GitProcess } from './git-process.ts';
import { NO_REPOSITORY, gitIn, refusal } from './git-process.ts';

/** Where git takes its hooks from. */
export type GitFolders = {
  /** Absolute. */
  readonly hooks: string;
  /** Absolute path of what all work trees of the repository share. */
  readonly common: string;
  /** Whether the hooks lie in the repository: in its work tree or its git folder. */
  readonly isOwn: boolean;
};

export type GitFoldersAnswer =
  | { readonly kind: 'found'; readonly folders: GitFolders; readonly git: GitProcess }
  | { readonly kind: 'none' | 'bare' | 'refused'; readonly reason: string };

/** Asks in a folder of a work tree. */
export async function findGitFolders(folder: string, env: Environment): Promise<GitFoldersAnswer> {
  const git = gitIn(folder, env);
  const about = await git.run(['rev-parse', '--is-inside-work-tree', '--git-common-dir', '--show-toplevel']);
  if (about.kind === 'failed' || about.code !== 0) {
    const inside = about.kind === 'ran' ? about.stdout.toString().split('\n')[0] : '';
    const reason = refusal(about);
    return { kind: reason === NO_REPOSITORY ? 'none' : inside === 'false' ? 'bare' : 'refused', reason };
  }
  const [inside, common = '', top = ''] = about.stdout.toString().split('\n');
  if (inside !== 'true') return { kind: 'bare', reason: 'it has no work tree' };
  const shared = resolve(folder, common);
  const hooks = await hooksFolder(git, { folder, top, shared });
  return { kind: 'found', git, folders: { hooks, common: shared, isOwn: await isInside(hooks, [top, shared]) } };
}

/**
 * `git rev-parse --git-path hooks` would answer with the harmless folder that pyrel gives each git of its own, on the
 * command line. That value comes last; the one before is the user's. A relative one counts from the folder that hooks
 * run in, the top of the work tree (githooks(5)).
 */
async function hooksFolder(
  git: GitProcess,
  { top, shared }: { readonly folder: string; readonly top: string; readonly shared: string },
): Promise<string> {
  const answer = await git.run(['config', '--null', '--type=path', '--get-all', 'core.hooksPath']);
  const values = answer.kind === 'ran' && answer.code === 0 ? answer.stdout.toString().split('\0').slice(0, -1) : [];
  const own = values.at(-2);
  return own === undefined || own === '' ? resolve(shared, 'hooks') : resolve(top, own);
}

async function isInside(folder: string, tops: readonly string[]): Promise<boolean> {
  const real = await realOf(folder);
  for (const top of tops) {
    const above = await realOf(top);
    if (real === above || real.startsWith(above + sep)) return true;
  }
  return false;
}

/** A folder that is not there yet lies where the nearest one above it does. */
async function realOf(folder: string): Promise<string> {
  const real = await realpath(folder).catch(() => null);
  if (real !== null) return real;
  const above = resolve(folder, '..');
  return above === folder ? folder : resolve(await realOf(above), folder.slice(above.length).replace(/^[/\\]+/, ''));
}

/** Those of these absolute paths that git ignores: what is written there is not committed. */
export async function ignoredPaths(git: GitProcess, paths: readonly string[]): Promise<ReadonlySet<string>> {
  const answer = await git.run(['-c', 'core.quotePath=false', 'check-ignore', '--', ...paths]);
  return new Set(answer.kind === 'ran' && answer.code === 0 ? answer.stdout.toString().split('\n') : []);
}

/** The branch that `origin` calls its default, else the one of the usual names that is there, else the one at hand. */
export async function defaultBranch(git: GitProcess): Promise<string | null> {
  const names = ['refs/remotes/origin/HEAD', 'refs/heads/main', 'refs/heads/master'];
  const refs = await git.run(['for-each-ref', '--format=%(refname) %(symref)', ...names]);
  const lines = refs.kind === 'ran' && refs.code === 0 ? refs.stdout.toString().split('\n') : [];
  const remote = lines.find((line) => line.startsWith('refs/remotes/origin/HEAD refs/remotes/origin/'));
  if (remote !== undefined) return remote.slice('refs/remotes/origin/HEAD refs/remotes/origin/'.length);
  const usual = ['main', 'master'].filter((name) => lines.some((line) => line.startsWith(`refs/heads/${name} `)));
  if (usual.length === 1) return usual[0] ?? null;
  const head = await git.run(['symbolic-ref', '--quiet', '--short', 'HEAD']);
  return (head.kind === 'ran' && head.code === 0 ? head.stdout.toString().trim() : '') || (usual[0] ?? null);
}
