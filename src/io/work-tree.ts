import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Unknown } from '../core/unknown.ts';
import { isUnknown, unknown } from '../core/unknown.ts';
import type { Upstream, WorkTreeState } from '../project/commit.ts';
import type { Environment, GitProcess } from './git-process.ts';
import { refusal } from './git-process.ts';
import { records } from './path-list.ts';

/** Tracked files only, as in `git describe --dirty`; a submodule is not entered: its config would count there. */
const STATUS: readonly string[] = ['-z', '--untracked-files=no', '--ignore-submodules=all', '--no-renames'];

/** Whether tracked files differ from HEAD; untracked ones do not count, as in `git describe --dirty`. */
export async function workTreeDiffers(git: GitProcess): Promise<boolean | Unknown> {
  const answer = await askStatus(git, ['--porcelain']);
  return isUnknown(answer) ? answer : answer.output.length > 0;
}

/** What a person who is about to tag HEAD would see in `git status`; not asked in CI, which checks out what it likes. */
export async function readWorkTree(git: GitProcess, top: string, env: Environment): Promise<WorkTreeState | Unknown> {
  if (isContinuousIntegration(env)) return unknown('not asked in CI, whose work tree is its own');
  // Jujutsu never checks out a branch, and takes every change into its own commit.
  if (existsSync(join(top, '.jj'))) return unknown('the work tree is kept by Jujutsu, not by git');
  const answer = await askStatus(git, ['--porcelain=v2', '--branch', '--ahead-behind']);
  if (isUnknown(answer)) return answer;
  const lines = records(answer.output).map((record) => record.toString());
  const about = (name: string): string | null =>
    lines.find((line) => line.startsWith(`# branch.${name} `))?.slice(`# branch.${name} `.length) ?? null;
  if (about('oid') === '(initial)') return unknown('nothing is committed yet');
  const changes = lines.flatMap(changeOf);
  const changed = answer.hadFilters ? await withoutDoubtful(git, top, changes) : changes.map(({ path }) => path);
  const head = about('head');
  return isUnknown(changed)
    ? changed
    : { changed, branch: head === '(detached)' ? null : head, upstream: upstreamOf(about('upstream'), about('ab')) };
}

/** `CI` is set by most services; Azure Pipelines, Jenkins and TeamCity set names of their own. */
function isContinuousIntegration(env: Environment): boolean {
  const { CI = '' } = env;
  const isSet = ['GITHUB_ACTIONS', 'TF_BUILD', 'JENKINS_URL', 'TEAMCITY_VERSION', 'CODEBUILD_BUILD_ID'].some(
    (name) => (env[name] ?? '') !== '',
  );
  return isSet || !['', '0', 'false'].includes(CI.toLowerCase());
}

/**
 * `git status` runs a file through the clean filter that its attributes name when the time stamps leave a doubt, so
 * every configured filter is switched off first. A file that went through one (Git LFS) then looks changed in that
 * case: pyrel says "differs" where it could not look without running somebody's program.
 */
async function askStatus(
  git: GitProcess,
  options: readonly string[],
): Promise<{ readonly output: Buffer; readonly hadFilters: boolean } | Unknown> {
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
  const status = await git.run([...off, 'status', ...options, ...STATUS]);
  return status.kind === 'failed' || status.code !== 0
    ? unknown(refusal(status))
    : { output: status.stdout, hadFilters: names.size > 0 };
}

type Change = { readonly path: string; readonly isStaged: boolean };

/**
 * The format of git-status(1), "Porcelain Format Version 2", with `-z`: `1 XY sub mH mI mW hH hI path`, or
 * `u XY sub m1 m2 m3 mW h1 h2 h3 path` where a merge is not finished.
 */
function changeOf(line: string): readonly Change[] {
  const [, staged = '', path] = /^(?:1 (\S)\S(?: \S+){6}|u(?: \S+){9}) ([^]+)$/.exec(line) ?? [];
  return path === undefined ? [] : [{ path, isStaged: staged !== '.' }];
}

/** So many changed files are asked about at most; they go on the command line. */
const MOST_ASKED = 500;

/** Leaves out files that may look changed only because their filter was switched off. `check-attr` runs no program. */
async function withoutDoubtful(
  git: GitProcess,
  top: string,
  changes: readonly Change[],
): Promise<readonly string[] | Unknown> {
  const asked = changes.slice(0, MOST_ASKED);
  const doubtful = asked.filter(({ isStaged }) => !isStaged).map(({ path }) => path);
  if (doubtful.length === 0) return asked.map(({ path }) => path);
  const outcome = await git.run(['-C', top, 'check-attr', '-z', 'filter', '--', ...doubtful]);
  if (outcome.kind === 'failed' || outcome.code !== 0) return unknown(refusal(outcome));
  const answers = records(outcome.stdout).map((record) => record.toString());
  const isPlain = (path: string): boolean =>
    ['unspecified', 'unset'].includes(answers[doubtful.indexOf(path) * 3 + 2] ?? '');
  return asked.filter(({ path, isStaged }) => isStaged || isPlain(path)).map(({ path }) => path);
}

/** Without numbers the branch that is followed is gone. */
function upstreamOf(name: string | null, numbers: string | null): Upstream | null {
  const [, ahead, behind] = /^\+(\d+) -(\d+)$/.exec(numbers ?? '') ?? [];
  if (name === null || ahead === undefined || behind === undefined) return null;
  return { name, ahead: Number(ahead), behind: Number(behind) };
}
