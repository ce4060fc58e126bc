import type { Outcome } from '../../scripts/sample/command.ts';
import { runCommand } from '../../scripts/sample/command.ts';
import type { RepositoryPlan } from '../../scripts/sample/repository.ts';
import { inTemporaryFolder, writeRepository } from '../../scripts/sample/repository.ts';
import type { Report } from '../../src/core/report.ts';
import type { Verdict } from '../../src/core/verdict.ts';

/** Writes a repository, lets `prepare` spoil it, and runs `pyrel-lint` with these words in it. */
export function lintRepository(
  plan: RepositoryPlan | null,
  words: readonly string[],
  prepare: (folder: string) => Promise<void> = async () => {},
): Promise<Outcome> {
  return inTemporaryFolder('project', async (folder) => {
    if (plan !== null) await writeRepository(folder, plan);
    await prepare(folder);
    return runCommand(['pyrel-lint', ...words], { cwd: folder });
  });
}

/** The verdicts of a run with `-f json`; fails where the output is no report. */
export function verdictsOf({ stdout }: Outcome): readonly Verdict[] {
  return (JSON.parse(stdout) as Report).verdicts;
}

/** `rule-id outcome` for every verdict but passes and skips. */
export function raised(outcome: Outcome): readonly string[] {
  return verdictsOf(outcome).flatMap(({ id, outcome: answer }) =>
    answer === 'pass' || answer === 'skip' ? [] : [`${id} ${answer}`],
  );
}
