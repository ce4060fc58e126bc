import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { top } from '../scripts/bundle.ts';
import { nodeBinary, nodeVersions } from '../scripts/node-versions.ts';
import { inTemporaryFolder, scrubbedEnvironment, writeRepository } from '../scripts/sample/repository.ts';
import type { Subject } from './measure.ts';
import { measure, median } from './measure.ts';

// `npm run bench:monorepo [-- --rounds N]`: a workspace of 1,000 packages against one of 100, in turn, in one run. Each
// package has its own tags, changelog and version; the lint judges all of them, or the one that a tag names.

/** At most as many times the time as there are times as many packages, and this much memory. */
const TARGET = { megabytes: 250 };
const SIZES = [100, 1000];

const CHANGELOG = `# Changelog

## [1.2.0] - 2025-11-13

- Count the kelp.

## [1.1.0] - 2025-11-06

- Plant the kelp.
`;

const WORKFLOW = `on:
  push:
    tags: ['*-v*']
jobs:
  publish:
    runs-on: ubuntu-latest
    environment: pypi
    permissions:
      id-token: write
    steps:
      - uses: actions/checkout@v5
      - run: uv build --all-packages
      - uses: pypa/gh-action-pypi-publish@release/v1
`;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '7' } } });

await inTemporaryFolder('packages-100', async (first) => {
  const subjects: Subject[] = [];
  for (const size of SIZES) {
    const folder = join(dirname(first), `packages-${size}`);
    await writeMonorepo(folder, size);
    const lint = join(top, 'bin/pyrel-lint.js');
    subjects.push({ name: `${size} packages, all`, argv: [lint, '--dev'], cwd: folder });
    subjects.push({ name: `${size} packages, one tag`, argv: [lint, '--tag', `${nameOf(7)}-v1.2.0`], cwd: folder });
  }
  process.stdout.write(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${values.rounds} rounds\n`);
  for (const version of [nodeVersions.floor, nodeVersions[24]]) {
    const figures = await measure(await nodeBinary(version), subjects, Number(values.rounds));
    const rows = subjects.map(({ name }, i) => {
      const ms = median(figures[i]?.elapsedMs ?? []);
      return { name, ms, megabytes: figures[i]?.peakMegabytes ?? NaN };
    });
    const lines = rows.map(({ name, ms, megabytes }) => `| ${name} | ${ms.toFixed(0)} | ${megabytes.toFixed(0)} |`);
    const [small, , large] = rows;
    const ratio = (large?.ms ?? NaN) / (small?.ms ?? NaN);
    const isMet =
      ratio <= (SIZES[1] ?? NaN) / (SIZES[0] ?? NaN) && rows.every(({ megabytes }) => megabytes <= TARGET.megabytes);
    process.stdout.write(
      [
        `\nNode ${version}\n`,
        '| | median ms | peak MB |',
        '|---|---|---|',
        ...lines,
        `\nTen times the packages take ${ratio.toFixed(2)} times the time. Target, at most 10 times and ${TARGET.megabytes} MB: ${isMet ? 'met' : 'missed'}\n`,
      ].join('\n'),
    );
  }
});

function nameOf(i: number): string {
  return `kelp-${String(i).padStart(4, '0')}`;
}

async function writeMonorepo(folder: string, size: number): Promise<void> {
  const tree: { [path: string]: string } = {
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["packages/*"]\n',
    'README.md': '# Kelp\n',
    '.github/workflows/publish.yml': WORKFLOW,
  };
  let lock = 'version = 1\nrequires-python = ">=3.10"\n';
  for (let i = 0; i < size; i++) {
    const [name, folderOf] = [nameOf(i), `packages/${nameOf(i)}`];
    const module = name.replace('-', '_');
    tree[`${folderOf}/pyproject.toml`] = pyproject(name);
    tree[`${folderOf}/README.md`] = `# ${name}\n`;
    tree[`${folderOf}/CHANGELOG.md`] = CHANGELOG;
    tree[`${folderOf}/src/${module}/__init__.py`] = `"""One of many."""\n\n__version__ = "1.2.0"\n`;
    tree[`${folderOf}/src/${module}/work.py`] = 'def work() -> None:\n    pass\n';
    lock += `\n[[package]]\nname = "${name}"\nversion = "1.2.0"\nsource = { editable = "${folderOf}" }\n`;
  }
  tree['uv.lock'] = lock;
  await writeRepository(folder, { tree, earlierTags: ['first'] });
  const refs = Array.from({ length: size }, (_, i) =>
    ['v1.0.0', 'v1.1.0'].map((version) => `create refs/tags/${nameOf(i)}-${version} first^{commit}\n`).join(''),
  );
  const commit = execFileSync('git', ['-C', folder, 'rev-parse', 'first^{commit}'], { env: scrubbedEnvironment() });
  execFileSync('git', ['-C', folder, 'update-ref', '--stdin'], {
    env: scrubbedEnvironment(),
    input: refs.join('').replaceAll('first^{commit}', commit.toString().trim()),
  });
  execFileSync('git', ['-C', folder, 'pack-refs', '--all'], { env: scrubbedEnvironment() });
}

function pyproject(name: string): string {
  return `[build-system]
requires = ["uv_build>=0.9,<0.10"]
build-backend = "uv_build"

[project]
name = "${name}"
version = "1.2.0"
description = "One of many"
readme = "README.md"
requires-python = ">=3.10"
dependencies = ["httpx>=0.28"]

[project.urls]
Changelog = "https://example.org/${name}/changes"
`;
}
