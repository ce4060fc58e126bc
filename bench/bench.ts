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

// `npm run bench [-- --rounds N]`: lint and plan of the sample against the floor and against bare Node, in turn, in one
// run; then how a plan grows with the legs of a matrix. It prints and judges; it is no test, because a busy machine is no
// defect of pyrel's.

/** At most this many times the floor's time, and this much memory. */
const TARGET = { ratio: 1.25, megabytes: 100 };

/** Words of the plan that is measured. */
const plan = [join(top, 'bin/pyrel.js'), 'plan', '0.2.0', '--repository', 'kelp/kelp-cam'];

/** Legs of the matrices that growth is measured with; GitHub makes at most 256 jobs of one. */
const LEGS = [10, 100, 250] as const;
/** A leg of the largest matrix may cost at most this many times what one of the middle one does. */
const MOST_GROWTH = 1.5;

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
    { name: 'plan', argv: plan, cwd: sample },
  ];
  process.stdout.write(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${rounds} rounds\n`);
  for (const version of [nodeVersions.floor, nodeVersions[24]]) {
    process.stdout.write(table(version, subjects, await measure(await nodeBinary(version), subjects, rounds)));
  }
  process.stdout.write(await growth(dirname(sample)));
});

/** A plan of the sample with one more workflow, whose matrix has so many legs: linear in them is what is asked. */
async function growth(folder: string): Promise<string> {
  const subjects: Subject[] = [];
  for (const legs of LEGS) {
    const cwd = join(folder, `legs-${legs}`);
    const tree = { ...mendedTree, '.github/workflows/matrix.yml': matrixWorkflow(legs) };
    await writeRepository(cwd, { tree, earlierTags, tag: sampleTag });
    subjects.push({ name: `plan, ${legs} legs`, argv: plan, cwd });
  }
  const figures = await measure(await nodeBinary(nodeVersions[24]), subjects, rounds);
  const [few = NaN, some = NaN, many = NaN] = figures.map(({ elapsedMs }) => median(elapsedMs));
  const [early, late] = [(some - few) / (LEGS[1] - LEGS[0]), (many - some) / (LEGS[2] - LEGS[1])];
  const shown = subjects.map(({ name }, i) => `${name}: ${median(figures[i]?.elapsedMs ?? []).toFixed(0)} ms`);
  return `\nNode ${nodeVersions[24]}: ${shown.join(', ')}; a further leg costs ${early.toFixed(2)} ms, then ${late.toFixed(2)} ms\n\nTarget, at most ${MOST_GROWTH} times as much: ${late <= MOST_GROWTH * early ? 'met' : 'missed'}\n`;
}

/** Builds a wheel and an image in each leg, as matrices of releases do. */
function matrixWorkflow(legs: number): string {
  const names = Array.from({ length: legs }, (_, i) => `leg-${i}`).join(', ');
  return `name: Matrix
on:
  push:
    tags: ['v*']
jobs:
  build:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        leg: [${names}]
    steps:
      - uses: actions/checkout@v4
      - run: python -m build --outdir dist/\${{ matrix.leg }}
      - uses: actions/upload-artifact@v4
        with:
          name: dist-\${{ matrix.leg }}
          path: dist
      - id: meta
        uses: docker/metadata-action@v5
        with:
          images: ghcr.io/\${{ github.repository }}
          tags: type=semver,pattern={{version}},suffix=-\${{ matrix.leg }}
      - uses: docker/build-push-action@v5
        with:
          push: true
          tags: \${{ steps.meta.outputs.tags }}
  publish:
    needs: build
    runs-on: ubuntu-latest
    steps:
      - uses: actions/download-artifact@v4
        with:
          pattern: dist-*
          merge-multiple: true
          path: dist
      - uses: pypa/gh-action-pypi-publish@release/v1
`;
}

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
