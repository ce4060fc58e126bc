import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { top } from '../../scripts/bundle.ts';
import { nodeBinary, nodeVersions } from '../../scripts/node-versions.ts';
import type { Outcome } from '../../scripts/sample/command.ts';
import { runCommand } from '../../scripts/sample/command.ts';
import { writeRepository } from '../../scripts/sample/repository.ts';
import { rules } from '../../src/rules/registry.gen.ts';
import { earlierTags, mendedTree, sampleTag, sampleTree } from '../../scripts/sample/tree.ts';

const run = promisify(execFile);

/**
 * Every run of a hook or a CI step may download it. A rule with its page weighs 1.5 kB, what carries them 470: it weighed
 * 274 kB with 21 rules, 376 with 90, 540 with 118, a parser for Markdown, one for coverage reports, the list of licences
 * and what `init` writes, and 735 with 180, the simulators, a parser for Dockerfiles and `plan` (docs/performance.md). A library that is bundled twice, or not minified, is more than is left.
 */
const PACKED_BOUND_KB = 475 + 1.5 * rules.length;

type Packed = {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
};

let folder = '';
let packed: Packed;
/** Where the installed package lies. */
let installed = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrel-package-'));
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: top });
  [packed] = JSON.parse(stdout) as [Packed];
  await run('npm', [
    'install',
    '--offline',
    '--no-audit',
    '--no-fund',
    '--prefix',
    folder,
    join(folder, packed.filename),
  ]);
  installed = join(folder, 'node_modules/pyrel');
  await writeRepository(join(folder, 'sample'), { tree: sampleTree, earlierTags, tag: sampleTag });
  await writeRepository(join(folder, 'mended'), { tree: mendedTree, earlierTags, tag: sampleTag });
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('the package holds what is run and read, and nothing else', () => {
  const strays = packed.files.map(({ path }) => path).filter((path) => !isMeant(path));
  expect(strays).toEqual([]);
  const paths = new Set(packed.files.map(({ path }) => path));
  for (const path of [
    'bin/pyrel.js',
    'bin/pyrel-lint.js',
    'dist/cli.js',
    'dist/THIRD-PARTY-LICENSES.txt',
    'LICENSE',
    'README.md',
  ]) {
    expect(paths).toContain(path);
  }
});

function isMeant(path: string): boolean {
  return (
    /^(bin|dist)\/[^./][^/]*\.js$/.test(path) ||
    /^docs\/rules\/[^/]+\.md$/.test(path) ||
    /^schemas\/[^/]+\.json$/.test(path) ||
    ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json', 'dist/THIRD-PARTY-LICENSES.txt'].includes(path)
  );
}

test(`it weighs at most ${PACKED_BOUND_KB} kB packed`, async () => {
  expect((await stat(join(folder, packed.filename))).size).toBeLessThanOrEqual(PACKED_BOUND_KB * 1000);
});

test('it depends on nothing and runs no script of its own when installed', async () => {
  const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as {
    readonly scripts?: { readonly [name: string]: string };
    readonly [key: string]: unknown;
  };
  for (const key of ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies']) {
    expect(manifest).not.toHaveProperty(key);
  }
  const lifecycle = ['preinstall', 'install', 'postinstall', 'prepare', 'prepack', 'prepublish'];
  expect(Object.keys(manifest.scripts ?? {}).filter((name) => lifecycle.includes(name))).toEqual([]);
  const { stdout } = await run('npm', ['ls', '--all', '--parseable', '--prefix', folder]);
  expect(stdout.trim().split('\n')).toHaveLength(2);
});

test('publint has nothing to say', async () => {
  const { messages } = await publint({ pkgDir: installed, pack: false, strict: true, level: 'suggestion' });
  expect(messages).toEqual([]);
});

test('npm links the commands', async () => {
  const { version } = JSON.parse(await readFile(join(top, 'package.json'), 'utf8')) as { version: string };
  for (const command of ['pyrel', 'pyrel-lint']) {
    const { stdout } = await run(join(folder, 'node_modules/.bin', command), ['--version']);
    expect(stdout.trim()).toContain(version);
  }
});

describe('the installed package', () => {
  let here: readonly Outcome[] = [];
  const lintBoth = async (node: string): Promise<readonly Outcome[]> => {
    const outcomes: Outcome[] = [];
    for (const name of ['sample', 'mended']) {
      const words = ['pyrel-lint', '--tag', sampleTag, '-f', 'json'];
      outcomes.push(await runCommand(words, { cwd: join(folder, name), node, bin: join(installed, 'bin') }));
    }
    return outcomes;
  };

  beforeAll(async () => {
    here = await lintBoth(process.execPath);
  });

  test('finds the defect of the sample, and none where it is mended', () => {
    expect(here.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual([
      { exitCode: 1, stderr: '' },
      { exitCode: 0, stderr: '' },
    ]);
    expect(here[0]?.stdout).toContain('"version-mismatch"');
  });

  test.each(Object.entries(nodeVersions))('says the same on Node %s (%s)', async (_, version) => {
    expect(await lintBoth(await nodeBinary(version))).toEqual(here);
  });
});
