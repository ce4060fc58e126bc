import { spawnSync } from 'node:child_process';
import { scrubbedEnvironment } from '../scripts/sample/repository.ts';

export type Subject = { readonly name: string; readonly argv: readonly string[]; readonly cwd: string };

export type Figures = { readonly elapsedMs: readonly number[]; readonly peakMegabytes: number };

/** Runs the subjects in turn, so that what disturbs the machine disturbs them alike. Two rounds warm the caches. */
export async function measure(node: string, subjects: readonly Subject[], rounds: number): Promise<readonly Figures[]> {
  const elapsed: number[][] = subjects.map(() => []);
  for (let round = -2; round < rounds; round++) {
    for (const [i, subject] of subjects.entries()) {
      const start = performance.now();
      run(node, [], subject);
      if (round >= 0) elapsed[i]?.push(performance.now() - start);
    }
  }
  return subjects.map((subject, i) => ({ elapsedMs: elapsed[i] ?? [], peakMegabytes: peakMemory(node, subject) }));
}

function run(node: string, flags: readonly string[], { argv, cwd }: Subject): string {
  const { status, stderr } = spawnSync(node, [...flags, ...argv], {
    cwd,
    env: scrubbedEnvironment(),
    encoding: 'utf8',
  });
  if (status !== 0 && status !== 1) throw new Error(`${argv.join(' ')} exited with ${status}: ${stderr}`);
  return stderr;
}

/**
 * The most memory that the process itself held, in runs of their own, because the line that tells costs time. Not
 * `maxRSS`: Linux counts what the parent held at the moment of the fork into it.
 */
function peakMemory(node: string, subject: Subject): number {
  const tell = `import { readFileSync } from 'node:fs';
    process.on('exit', () => process.stderr.write(/VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]));`;
  const flags = ['--import', `data:text/javascript,${encodeURIComponent(tell)}`];
  return median([1, 2, 3].map(() => Number(run(node, flags, subject)) / 1024));
}

export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.round((sorted.length - 1) * share)] ?? NaN;
}
