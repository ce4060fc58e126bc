import { constants } from 'node:fs';
import { access, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { PyrelError } from '../core/error.ts';
import type { Unknown } from '../core/unknown.ts';
import { unknown } from '../core/unknown.ts';
import type { Files, Git } from '../project/ports.ts';
import { diskFiles } from './disk-files.ts';
import { readCommit } from './git-commit.ts';
import { readObjectAt } from './git-object.ts';
import { askForTags, readHistory } from './git-history.ts';
import type { Environment, GitOutcome, GitProcess } from './git-process.ts';
import { NO_REPOSITORY, gitIn, refusal } from './git-process.ts';
import { originUrl } from './git-remote.ts';
import { objectReader } from './object-reader.ts';
import { LIST_FILES, parseListing } from './path-list.ts';
import { revisionFiles } from './revision-files.ts';
import { walkFolder } from './walk-folder.ts';
import { readWorkTree, workTreeDiffers } from './work-tree.ts';

/** The tree at ROOT, and what git knows of it. */
export type Repository = {
  /** Absolute path that `files` is relative to: the git top level; ROOT where there is no repository or no work tree. */
  readonly top: string;
  /** ROOT below `top`, with `/`: `''` or `packages/core`. */
  readonly root: string;
  /** What `--at` named; null where the tree is read from the disk. */
  readonly revision: string | null;
  readonly files: Files;
  /** Without untracked files: what the commit at hand holds, where the work tree equals it. */
  readonly tracked: Files;
  readonly git: Git;
  /** Whether tracked files differ from HEAD; never so for a revision. */
  readonly differsFromHead: () => Promise<boolean | Unknown>;
  /** Ends the processes that are still running. */
  readonly close: () => void;
};

export type OpenRequest = { readonly root: string; readonly revision: string | null; readonly env: Environment };

/** Opens ROOT: its work tree, or with a revision the tree of that commit. Without git the folder is all there is. */
export async function openRepository({ root, revision, env }: OpenRequest): Promise<Repository> {
  const folder = await realFolder(root);
  const git = gitIn(folder, env);
  return revision === null ? openWorkTree(folder, git, env) : openRevision(folder, git, { revision, env });
}

async function realFolder(root: string): Promise<string> {
  try {
    const folder = await realpath(root);
    const isFolder = (await stat(folder)).isDirectory();
    if (isFolder) await access(folder, constants.R_OK | constants.X_OK);
    if (isFolder) return folder;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    const problem = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    throw new PyrelError('root-unreadable', `${root} ${problem}`, 'Name a folder that you may read.');
  }
  throw new PyrelError('root-unreadable', `${root} is not a folder`, 'Name the folder of the project.');
}

/** The questions do not depend on each other, so they are asked at once: opening takes as long as the slowest. */
async function openWorkTree(folder: string, git: GitProcess, env: Environment): Promise<Repository> {
  const asked = ask(folder, git, 'HEAD');
  const listing = git.run(LIST_FILES);
  const tags = askForTags(git, 'HEAD');
  const opened = await asked;
  if ('refused' in opened) {
    if (opened.hasNone) return openFolder(folder, opened.refused);
    // There is a repository, and what it ignores cannot be told: a walk would take generated files for the project's.
    throw new PyrelError(
      'root-unreadable',
      `${folder} cannot be read: ${opened.refused}`,
      'Mend what git complains of, and run pyrel again.',
    );
  }
  if (!opened.hasWorkTree) {
    throw new PyrelError(
      'root-unreadable',
      `${folder} has no work tree: it is a bare repository or lies in a git directory`,
      'Name the revision to read, for example `--at HEAD`.',
    );
  }
  const remote = originUrl(opened.gitFolder);
  const objects = objectReader(git);
  return {
    top: opened.top,
    root: relative(opened.top, folder).replaceAll(sep, '/'),
    revision: null,
    files: diskFiles(opened.top, async () => parseListing(listed(opened.top, await listing))),
    tracked: diskFiles(opened.top, async () => parseListing(listed(opened.top, await listing), true)),
    git: {
      history: once(() => readHistory(git, { head: opened.commit, isShallow: opened.isShallow, tags, remote })),
      commit: async (tag) =>
        opened.commit === null ? unknown('nothing is committed yet') : readCommit(objects, opened.commit, tag, env),
      workTree: once(() => readWorkTree(git, opened.top, env)),
      readAt: (commit, path, limit) => readObjectAt(objects, commit, path, limit),
    },
    differsFromHead: () => workTreeDiffers(git),
    close: objects.close,
  };
}

function listed(top: string, outcome: GitOutcome): Buffer {
  if (outcome.kind === 'ran' && outcome.code === 0) return outcome.stdout;
  throw new PyrelError(
    'root-unreadable',
    `the files of ${top} cannot be listed: ${refusal(outcome)}`,
    'Check the repository with `git status` and `git fsck`.',
  );
}

async function openRevision(
  folder: string,
  git: GitProcess,
  { revision, env }: { readonly revision: string; readonly env: Environment },
): Promise<Repository> {
  // Neither an option nor a range names a commit, and git would take them for what they are.
  const isName = !/^-|\.\.|\0/.test(revision);
  const opened = isName ? await ask(folder, git, revision) : null;
  if (opened !== null && 'refused' in opened) {
    throw new PyrelError(
      'revision-unknown',
      `${revision} cannot be read: ${opened.refused}`,
      'Name a folder of the git repository that holds the revision.',
    );
  }
  if (opened === null || opened.commit === null) {
    const where = opened?.isShallow === true ? 'this shallow clone' : 'this repository';
    throw new PyrelError(
      'revision-unknown',
      `${revision} is not a commit, branch or tag of ${where}`,
      'Check the spelling, or bring it with `git fetch --tags`.',
    );
  }
  const { commit: head, isShallow, top } = opened;
  const tags = askForTags(git, head);
  const objects = objectReader(git);
  const tree = revisionFiles(git, head, objects);
  const remote = originUrl(opened.gitFolder);
  return {
    top,
    root: relative(top, folder).replaceAll(sep, '/'),
    revision,
    files: tree,
    tracked: tree,
    git: {
      history: once(() => readHistory(git, { head, isShallow, tags, remote })),
      commit: (tag) => readCommit(objects, head, tag, env),
      workTree: async () => null,
      readAt: (commit, path, limit) => readObjectAt(objects, commit, path, limit),
    },
    differsFromHead: async () => false,
    close: objects.close,
  };
}

function openFolder(folder: string, reason: string): Repository {
  const files = diskFiles(folder, () => walkFolder(folder));
  return {
    top: folder,
    root: '',
    revision: null,
    files,
    tracked: files,
    git: {
      history: async () => unknown(reason),
      commit: async () => unknown(reason),
      workTree: async () => unknown(reason),
      readAt: async () => ({ kind: 'unreadable', reason }),
    },
    differsFromHead: async () => unknown(reason),
    close: () => {},
  };
}

type Opened = {
  readonly top: string;
  readonly gitFolder: string;
  readonly hasWorkTree: boolean;
  readonly isShallow: boolean;
  /** Null where the revision is unknown; for HEAD: before the first commit. */
  readonly commit: string | null;
};

/** git gave no answer. `hasNone`: there is no repository, or no git; else it refuses to work with the one that is there. */
type Refused = { readonly refused: string; readonly hasNone: boolean };

async function ask(folder: string, git: GitProcess, revision: string): Promise<Opened | Refused> {
  const about = ['--is-inside-work-tree', '--is-shallow-repository', '--show-cdup', '--absolute-git-dir'];
  const outcome = await git.run(['rev-parse', ...about, '--verify', '--quiet', `${revision}^{commit}`]);
  // Code 1: all is well but for the revision.
  if (outcome.kind === 'failed' || outcome.code > 1) {
    const refused = refusal(outcome);
    return { refused, hasNone: outcome.kind === 'failed' || refused === NO_REPOSITORY };
  }
  const lines = outcome.stdout.toString().split('\n').slice(0, -1);
  const commit = outcome.code === 0 ? (lines.pop() ?? '') : null;
  const [inside, shallow, up = '', ...gitFolder] = lines;
  const opened = {
    gitFolder: gitFolder.join('\n'),
    hasWorkTree: inside === 'true',
    isShallow: shallow === 'true',
    commit: commit !== null && /^[0-9a-f]{40,64}$/.test(commit) ? commit : null,
  };
  if (!opened.hasWorkTree) return { ...opened, top: folder };
  const top = resolve(folder, up);
  await refuseForeignWorkTree(top, opened.gitFolder);
  return { ...opened, top };
}

/**
 * `core.worktree` in a hostile repository can name any folder, the whole disk included; its files would be read and
 * shown as the project's. Only the folder that holds the repository's `.git` is its work tree.
 */
async function refuseForeignWorkTree(top: string, gitFolder: string): Promise<void> {
  const dotGit = join(top, '.git');
  const isFile = await stat(dotGit).then(
    (stats) => stats.isFile(),
    () => false,
  );
  const target = isFile ? resolve(top, (await readFile(dotGit, 'utf8')).replace(/^gitdir: /, '').trimEnd()) : dotGit;
  if ((await realpath(target).catch(() => null)) === resolve(gitFolder)) return;
  throw new PyrelError(
    'root-unreadable',
    `the repository in ${gitFolder} says that ${top} is its work tree, and ${top} does not say so`,
    'Remove `core.worktree` from its config.',
  );
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}
