import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleInto, cacheFolder, top } from '../scripts/bundle.ts';
import { nodeBinary, nodeVersions } from '../scripts/node-versions.ts';
import { inTemporaryFolder, writeRepository } from '../scripts/sample/repository.ts';
import { earlierTags, mendedTree, sampleTag, sampleTree } from '../scripts/sample/tree.ts';
import type { Figures, Subject } from './measure.ts';
import { measure, median, quantile } from './measure.ts';

// `npm run bench [-- --rounds N]`: the lint of the sample against the floor and against bare Node, in turn, in one run.
// It prints and judges; it is no test, because a busy machine is no defect of pyrel's.

/** At most this many times the floor's time, and this much memory. */
const TARGET = { ratio: 1.25, megabytes: 100 };

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
    process.stdout.write(table(version, subjects, await measure(await nodeBinary(version), subjects, rounds)));
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
