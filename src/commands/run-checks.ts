import type { CheckCommand, Config } from '../config/config.ts';
import { PyrelError } from '../core/error.ts';
import type { Repository } from '../io/repository.ts';
import { runCommand } from '../io/run-commands.ts';
import type { CommandEnd, CommandResult } from '../project/checks.ts';
import { defuse, visible } from '../report/visible.ts';
import type { LintRule } from '../rules/rule.ts';
import type { LintArguments } from './arguments.ts';
import type { Surroundings } from './surroundings.ts';

/** The rule that tells what came of the commands. */
const RULE = 'check-command-fails';

export type RunOrder = {
  readonly args: LintArguments;
  readonly repository: Pick<Repository, 'top' | 'root'>;
  readonly config: Config;
  readonly asked: readonly LintRule[];
};

/** Runs the commands of ROOT's config one by one, whatever came of the one before; null where there is nothing to run. */
export async function runChecks(
  { args, repository, config, asked }: RunOrder,
  around: Surroundings,
): Promise<readonly CommandResult[] | null> {
  refuse(args);
  const { commands } = config.checks;
  const isAsked = asked.some(({ meta }) => meta.id === RULE) && config.rules.get(RULE)?.level !== 'off';
  if (!isAsked || commands.length === 0) {
    const why = isAsked ? 'the config lists no commands in [tool.pyrel.checks]' : `${RULE} is not asked`;
    around.warn(`note: --run runs nothing: ${why}\n`);
    return null;
  }
  const folder = repository.root === '' ? repository.top : `${repository.top}/${repository.root}`;
  const results: CommandResult[] = [];
  for (const [i, command] of commands.entries()) {
    around.warn(`running ${i + 1}/${commands.length}: ${visible(command.name)}\n`);
    const { env, kill, onStop } = around;
    const result = await runCommand(command, { folder, env, kill, onStop });
    around.warn(outcomeText(command, result));
    results.push(result);
  }
  return results;
}

function refuse(args: LintArguments): void {
  if (args.at !== null)
    throw new PyrelError(
      'usage',
      `--run cannot run ${args.at}, which is not checked out`,
      'Check it out and leave `--at` out, or leave `--run` out.',
    );
  if (args.fix !== null)
    throw new PyrelError(
      'usage',
      `--run tests the tree as it is, and ${args.fix.isWritten ? '--fix changes it' : '--diff shows another'}`,
      'Use `--fix` first and `--run` after it.',
    );
}

function outcomeText({ run }: CheckCommand, { end, tail, elapsedMs }: CommandResult): string {
  // In whole seconds, so that what a quick command says does not change from run to run.
  const took = elapsedMs < 1000 ? 'less than 1 s' : `${Math.round(elapsedMs / 1000)} s`;
  if (end.kind === 'exited' && end.code === 0) return `  done in ${took}\n`;
  const lines = tail.split(/\r\n|\r|\n/).map((line) => defuse(`  | ${visible(line)}`));
  while (lines.at(-1)?.trimEnd() === '  |') lines.pop();
  const shown = lines.length === 0 ? '' : `${lines.join('\n')}\n`;
  return `${shown}  ${visible(run)} ${ended(end)} after ${took}\n`;
}

function ended(end: CommandEnd): string {
  if (end.kind === 'exited') return `ended with exit code ${end.code}`;
  if (end.kind === 'killed') return `was stopped by ${end.signal}`;
  return end.kind === 'timed-out' ? 'was stopped at its time limit' : `could not be run: ${end.reason}`;
}
