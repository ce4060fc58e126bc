import type { Unknown } from '../core/unknown.ts';
import { unknown } from '../core/unknown.ts';
import type { GitProcess } from './git-process.ts';
import { refusal } from './git-process.ts';
import { records } from './path-list.ts';

/**
 * Whether tracked files differ from HEAD; untracked ones do not count, as in `git describe --dirty`.
 *
 * `git status` runs a file through the clean filter that its attributes name when the time stamps leave a doubt, so
 * every configured filter is switched off first. A file that went through one (Git LFS) then looks changed in that
 * case: pyrel says "differs" where it could not look without running somebody's program.
 */
export async function workTreeDiffers(git: GitProcess): Promise<boolean | Unknown> {
  const config = await git.run(['config', '-z', '--name-only', '--get-regexp', '^filter\\.']);
  // Code 1: there is none.
  if (config.kind === 'failed' || config.code > 1) return unknown(refusal(config));
  const names = new Set(records(config.stdout).map((key) => key.toString().replace(/^filter\.|\.[^.]*$/g, '')));
  // `-c` takes what stands before the first `=` for the key.
  if ([...names].some((name) => name.includes('=')))
    return unknown('a filter of the repository has a name that cannot be switched off');
  const off = [...names].flatMap((name) =>
    ['clean=', 'smudge=', 'process=', 'required=false'].flatMap((key) => ['-c', `filter.${name}.${key}`]),
  );
  const status = await git.run([
    ...off,
    'status',
    '--porcelain',
    '-z',
    '--untracked-files=no',
    '--ignore-submodules=all',
    '--no-renames',
  ]);
  if (status.kind === 'failed' || status.code !== 0) return unknown(refusal(status));
  return status.stdout.length > 0;
}
