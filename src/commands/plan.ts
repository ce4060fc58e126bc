import { openRepository } from '../io/repository.ts';
import { visible } from '../report/visible.ts';
import type { PlanFlags } from './plan-arguments.ts';
import { planArguments } from './plan-arguments.ts';
import type { Surroundings } from './surroundings.ts';

/** `pyrel plan VERSION [ROOT]`; the promise gives the exit code. */
export async function planCommand(flags: PlanFlags, around: Surroundings): Promise<number> {
  const args = planArguments(flags);
  if (args.note !== null) around.warn(`note: ${visible(args.note)}\n`);
  // git answers while the parsers are being loaded.
  const opening = openRepository({ root: args.root, revision: args.at, env: around.env });
  const [repository, { planRepository }] = await Promise.all([opening, import('./plan-repository.ts')]);
  try {
    return await planRepository(args, repository, around);
  } finally {
    repository.close();
  }
}
