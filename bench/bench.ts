import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleInto, cacheFolder, top } from '../scripts/bundle.ts';
import { nodeBinary, nodeVersions } from '../scripts/node-versions.ts';
import { inTemporaryFolder, scrubbedEnvironment, writeRepository } from '../scripts/sample/repository.ts';
import { earlierTags, mendedTree, sampleTag, sampleTree } from '../scripts/sample/tree.ts';

// `npm run bench [-- --rounds N]`: the lint of the sample against the floor and against bare Node, in turn, in one run.
// It prints and judges; it is no test, because a busy machine is no defect of pyrel's.

/** At most this many times the floor's time, and this much memory. */
const TARGET = { ratio: 1.25, megabytes: 100 };

type Subject = { readonly name: string; readonly argv: readonly string[]; readonly cwd: string };

type Figures = { readonly elapsedMs: readonly number[]; readonly peakMegabytes: number };

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '21' } } });
const rounds = Number(values.rounds);

await inTemporaryFolder('sample', async (sample) => {
  const mended = join(dirname(sample), 'mended');
  await writeRepository(sample, { tree: sampleTree, earlierTags, tag: sampleTag });
  await writeRepository(mended, { tree: mendedTree, earlierTags, tag: sampleTag });
  const lint = [join(top, 'bin/pyrel-lint.js'), '--tag', sampleTag];
  const subjects: readonly Subject[] = [
    { name: 'bare `node -e 0`', argv: ['-e', '0'], cwd: sample },
    { name: 'floor', argv: [await bundleFloor(), '--tag', sampleTag], cwd: sample },
    { name: 'lint, one finding', argv: lint, cwd: sample },
    { name: 'lint, clean', argv: lint, cwd: mended },
  ];
  process.stdout.write(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${rounds} rounds\n`);
  for (const version of [nodeVersions.floor, nodeVersions[24]]) {
    process.stdout.write(table(version, subjects, await measure(await nodeBinary(version), subjects)));
  }
});

/** One file with the floor and its libraries, started as pyrel's own commands are. */
async function bundleFloor(): Promise<string> {
  const folder = await cacheFolder('bench');
  await bundleInto({ folder, entries: { floor: join(top, 'bench/floor.mjs') } });
  const start = join(folder, 'start.mjs');
  await writeFile(
    start,
    `import module from 'node:module';\nmodule.enableCompileCache?.();\nawait import('./floor.js');\n`,
  );
  return start;
}

/** Runs the subjects in turn, so that what disturbs the machine disturbs them alike. Two rounds warm the caches. */
async function measure(node: string, subjects: readonly Subject[]): Promise<readonly Figures[]> {
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

function table(version: string, subjects: readonly Subject[], figures: readonly Figures[]): string {
  const floor = median(figures[1]?.elapsedMs ?? []);
  const rows = subjects.map(({ name }, i) => {
    const { elapsedMs = [], peakMegabytes = NaN } = figures[i] ?? {};
    const cells = [median(elapsedMs), quantile(elapsedMs, 0.25), quantile(elapsedMs, 0.75)].map((ms) => ms.toFixed(0));
    return `| ${[name, ...cells, (median(elapsedMs) / floor).toFixed(2), peakMegabytes.toFixed(0)].join(' | ')} |`;
  });
  const met = figures
    .slice(2)
    .every(
      ({ elapsedMs, peakMegabytes }) => median(elapsedMs) <= TARGET.ratio * floor && peakMegabytes <= TARGET.megabytes,
    );
  return [
    `\nNode ${version}\n`,
    '| | median ms | 25 % | 75 % | × floor | peak MB |',
    '|---|---|---|---|---|---|',
    ...rows,
    `\nTarget, at most ${TARGET.ratio} × floor and ${TARGET.megabytes} MB: ${met ? 'met' : 'missed'}\n`,
  ].join('\n');
}

function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.round((sorted.length - 1) * share)] ?? NaN;
}
