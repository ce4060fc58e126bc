import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { top } from '../bundle.ts';
import { committingEnvironment, scrubbedEnvironment } from './repository.ts';

export type Outcome = { readonly stdout: string; readonly stderr: string; readonly exitCode: number };

/** Runs a built command (`pyrel-lint --tag v1.0.0`) in a folder, with scrubbed surroundings. */
export function runCommand(
  words: readonly string[],
  {
    cwd,
    node = process.execPath,
    bin = join(top, 'bin'),
  }: { readonly cwd: string; readonly node?: string; readonly bin?: string },
): Promise<Outcome> {
  const [command = '', ...argv] = words;
  // The page of a rule about git shows what leads to its finding.
  const isGit = command === 'git';
  return new Promise((resolve, reject) => {
    execFile(
      isGit ? 'git' : node,
      isGit ? argv : [join(bin, `${command}.js`), ...argv],
      { cwd, env: isGit ? committingEnvironment() : scrubbedEnvironment(), maxBuffer: 64 << 20 },
      (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : error.code;
        // A number is the command's own answer; anything else says that it could not be started or was killed.
        if (typeof exitCode === 'number') resolve({ stdout, stderr, exitCode });
        else reject(error ?? new Error(`${command} gave no exit code`));
      },
    );
  });
}
