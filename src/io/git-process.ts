import type { ChildProcessWithoutNullStreams, ExecFileException } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { OWN_FOLDER } from './own-folder.ts';

/** Environment variables, as the command line hands them in. */
export type Environment = { readonly [name: string]: string | undefined };

/** What came of running git. `failed`: it could not be run, or was stopped; `reason` says why. */
export type GitOutcome =
  | { readonly kind: 'ran'; readonly code: number; readonly stdout: Buffer; readonly stderr: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** Runs git in one folder. Never rejects. */
export type GitProcess = {
  readonly run: (args: readonly string[]) => Promise<GitOutcome>;
  /** Starts a git that answers over its pipes until its input ends. */
  readonly start: (args: readonly string[]) => ChildProcessWithoutNullStreams;
};

export type GitLimits = {
  /** A hostile repository can make git wait for ever: a named pipe called `.gitignore` does. */
  readonly timeoutMs: number;
  readonly outputBytes: number;
};

const LIMITS: GitLimits = { timeoutMs: 60_000, outputBytes: 256 * 1024 * 1024 };

/**
 * The repository's config is hostile input, and git runs programs that it names (git-config(1)). Everything that a
 * reading command could start is overridden here; `-c` wins over every file. Filters have names of their own: only
 * `git status` runs them, and its caller overrides them.
 */
const HARMLESS: readonly string[] = [
  'core.fsmonitor=', // git before 2.36 would run a program called false
  'core.hooksPath=/dev/null',
  'core.pager=cat',
  'core.sshCommand=false',
  'core.gitProxy=false',
  'core.alternateRefsCommand=false',
  'core.askPass=',
  'credential.helper=',
  'diff.external=',
  'log.showSignature=false',
  'protocol.allow=never',
  'gc.auto=0',
  'maintenance.auto=false',
];

/** Of git's own variables only those stay that say where the user's config is: `safe.directory` stands there. */
const KEPT =
  /^GIT_(?:EXEC_PATH|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)$/i;

/**
 * A hook runs with `GIT_DIR` and `GIT_INDEX_FILE` of the repository that was committed to; pyrel asks the one at ROOT.
 * Partial clones fetch what is missing over any protocol that the environment or the repository allows: none is.
 */
function gitEnvironment(surroundings: Environment): Environment {
  const kept = Object.entries(surroundings).filter(([name]) => !/^GIT_/i.test(name) || KEPT.test(name));
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    PAGER: 'cat',
    GIT_PAGER: 'cat',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  };
}

/** The one place that starts git. `folder` is absolute. */
export function gitIn(folder: string, surroundings: Environment, limits: GitLimits = LIMITS): GitProcess {
  const before = ['--no-pager', '-C', folder, ...HARMLESS.flatMap((setting) => ['-c', setting])];
  const options = { cwd: OWN_FOLDER, env: gitEnvironment(surroundings), windowsHide: true };
  return {
    run: (args) =>
      new Promise((resolve) => {
        const bounds = {
          encoding: 'buffer',
          maxBuffer: limits.outputBytes,
          timeout: limits.timeoutMs,
          killSignal: 'SIGKILL',
        } as const;
        execFile('git', [...before, ...args], { ...options, ...bounds }, (error, stdout, stderr) => {
          const code = error === null ? 0 : error.code;
          resolve(
            typeof code === 'number'
              ? { kind: 'ran', code, stdout, stderr: stderr.toString() }
              : { kind: 'failed', reason: failure(error, limits) },
          );
        });
      }),
    start: (args) => spawn('git', [...before, ...args], options),
  };
}

function failure(error: ExecFileException | null, limits: GitLimits): string {
  if (error?.code === 'ENOENT') return 'git is not installed, or not in PATH';
  if (error?.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return `git printed more than ${limits.outputBytes} bytes`;
  if (error?.killed === true) return `git gave no answer within ${limits.timeoutMs / 1000} s`;
  return `git could not be run (${error?.code ?? 'stopped by a signal'})`;
}

/** The refusal where there is no repository at all. */
export const NO_REPOSITORY: string = 'not a git repository';

/** Why git would not work with a repository, for the user; its own words where pyrel knows no better. */
export function refusal(outcome: GitOutcome): string {
  if (outcome.kind === 'failed') return outcome.reason;
  const first =
    outcome.stderr.split('\n').find((line) => /^(?:fatal|error):/.test(line)) ?? `exit code ${outcome.code}`;
  const owned = /^fatal: (?:detected dubious ownership in|unsafe) repository.*?'(?<path>.*?)'/.exec(first)?.groups;
  if (owned !== undefined) {
    return `git refuses the repository, because another user owns it; run \`git config --global --add safe.directory ${printable(owned['path'] ?? '')}\``;
  }
  if (first.startsWith('fatal: not a git repository (or any')) return NO_REPOSITORY;
  return `git says: ${printable(first.replace(/^\w+: /, ''))}`;
}

/** File names in git's messages may hold control characters, which a terminal obeys. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '?');
}
