import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MODULES_FILE, top } from '../../scripts/bundle.ts';
import { packageFolder } from '../../scripts/licenses.ts';
import { scrubbedEnvironment, writeRepository } from '../../scripts/sample/repository.ts';
import { earlierTags, mendedTree, sampleTag, sampleTree } from '../../scripts/sample/tree.ts';

type Loaded = {
  /** Modules of src and of libraries in the chunks that were loaded. */
  readonly modules: readonly string[];
  /** Node's own modules. */
  readonly builtins: readonly string[];
};

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrel-loaded-'));
  await writeRepository(join(folder, 'sample'), { tree: sampleTree, earlierTags, tag: sampleTag });
  await writeRepository(join(folder, 'mended'), { tree: mendedTree, earlierTags, tag: sampleTag });
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Node writes down which scripts it ran (NODE_V8_COVERAGE), and a preloaded line which of its own modules. */
async function lintAndLook(name: string, ...argv: readonly string[]): Promise<Loaded> {
  const coverage = join(folder, `coverage-${name}`);
  const tell = `process.on('exit', () => process.stderr.write(JSON.stringify(process.moduleLoadList)))`;
  const preload = `data:text/javascript,${encodeURIComponent(tell)}`;
  const { stderr } = spawnSync(
    process.execPath,
    ['--import', preload, join(top, 'bin/pyrel-lint.js'), '--tag', sampleTag, ...argv],
    {
      cwd: join(folder, name),
      env: { ...scrubbedEnvironment(), NODE_V8_COVERAGE: coverage },
      encoding: 'utf8',
    },
  );
  const chunks = JSON.parse(await readFile(join(top, 'dist', MODULES_FILE), 'utf8')) as {
    readonly [chunk: string]: readonly string[];
  };
  const modules = (await scriptsIn(coverage)).flatMap((file) => chunks[file] ?? []);
  const list = JSON.parse(stderr) as readonly string[];
  return { modules, builtins: list.map((entry) => entry.replace(/^(NativeModule|Internal Binding|Binding) /, '')) };
}

/** Names of the files of dist/ that ran. */
async function scriptsIn(coverage: string): Promise<readonly string[]> {
  const files = await readdir(coverage);
  const urls: string[] = [];
  for (const file of files) {
    const { result } = JSON.parse(await readFile(join(coverage, file), 'utf8')) as {
      result: readonly { url: string }[];
    };
    urls.push(...result.map(({ url }) => url).filter((url) => url.startsWith('file:')));
  }
  const dist = join(top, 'dist/');
  return urls
    .map((url) => fileURLToPath(url))
    .filter((path) => path.startsWith(dist))
    .map((path) => path.slice(dist.length));
}

test('a clean lint loads the rules and the text format, and nothing that it does not need', async () => {
  const { modules, builtins } = await lintAndLook('mended');
  expect(modules).toContain('src/rules/registry.gen.ts');
  expect(modules).toContain('src/report/text.ts');
  const unneeded = modules.filter((module) =>
    /node_modules\/(toml-eslint-parser|undici|@octokit|ajv\/dist\/(compile|core))|^src\/(report\/(sarif|junit|json|github)|project\/toml-locate)/.test(
      module,
    ),
  );
  expect(unneeded).toEqual([]);
  // `net` is not among them: Node loads it for every pipe.
  const clients = ['http', 'https', 'http2', 'tls', 'dns', 'internal/deps/undici/undici'];
  expect(builtins).toContain('fs');
  expect(builtins.filter((name) => clients.includes(name))).toEqual([]);
});

test('the positions of TOML keys are looked up for a finding only', async () => {
  const { modules } = await lintAndLook('sample', '-f', 'sarif');
  expect(modules).toContain('src/project/toml-locate.ts');
  expect(modules).toContain('src/report/sarif.ts');
  expect(modules).not.toContain('src/report/junit.ts');
});

test('every bundled library comes with its licence', async () => {
  const chunks = JSON.parse(await readFile(join(top, 'dist', MODULES_FILE), 'utf8')) as {
    readonly [chunk: string]: readonly string[];
  };
  const libraries = Object.values(chunks)
    .flat()
    .map(packageFolder)
    .filter((name) => name !== null);
  const text = await readFile(join(top, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
  expect(libraries.length).toBeGreaterThan(0);
  for (const library of new Set(libraries)) {
    const name = library.slice(library.lastIndexOf('node_modules/') + 'node_modules/'.length);
    expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
  }
});

test('what asks git is loaded without the rules and parsers, which are loaded while git answers', async () => {
  const start = await readFile(join(top, 'dist/start.js'), 'utf8');
  const imported = [...start.matchAll(/from"\.\/([\w-]+)\.js"/g)].map((match) => match[1]);
  expect(imported).toEqual(['rolldown-runtime']);
});
