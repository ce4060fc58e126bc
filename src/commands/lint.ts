import { openRepository } from '../io/repository.ts';
import type { LintFlags } from './arguments.ts';
import { lintArguments } from './arguments.ts';
import type { Surroundings } from './surroundings.ts';

/** `pyrel-lint [ROOT]`; the promise gives the exit code. */
export async function lintCommand(flags: LintFlags, around: Surroundings): Promise<number> {
  const args = lintArguments(flags);
  // git answers while the rules and parsers are being loaded.
  const opening = openRepository({ root: args.root, revision: args.at, env: around.env });
  const [repository, { lintRepository }] = await Promise.all([opening, import('./lint-repository.ts')]);
  try {
    return await lintRepository(args, repository, around);
  } finally {
    repository.close();
  }
}
