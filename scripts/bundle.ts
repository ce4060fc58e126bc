import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import type { CodeSplittingGroup, OutputChunk } from 'rolldown';
import { thirdPartyLicenses } from './licenses.ts';

/** Top of the repository, without a closing slash. */
export const top: string = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');

export type Bundle = {
  readonly folder: string;
  /** File name of a chunk → the modules in it, relative to the top, in order. */
  readonly chunks: ReadonlyMap<string, readonly string[]>;
};

/** What a bundle's build writes beside the chunks, for tests that ask which modules were loaded; not published. */
export const MODULES_FILE = '.modules.json';

/**
 * Bundles src/cli.ts and everything it reaches into `folder`, replacing what was there in one step, so that a process
 * that runs the old bundle never sees half of the new one.
 */
export async function buildPackage(folder: string = join(top, 'dist')): Promise<Bundle> {
  const { version } = JSON.parse(await readFile(join(top, 'package.json'), 'utf8')) as { version: string };
  const fresh = `${folder}.${process.pid}`;
  // Taken before: what is edited while the bundle is made leaves it stale.
  const stamp = await sourceStamp();
  await rm(fresh, { recursive: true, force: true });
  const bundle = await bundleInto({
    folder: fresh,
    entries: { cli: join(top, 'src/cli.ts') },
    define: { __PYREL_VERSION__: JSON.stringify(version) },
    groups: await lintGroups(),
  });
  const modules = [...bundle.chunks.values()].flat();
  await writeFile(join(fresh, 'THIRD-PARTY-LICENSES.txt'), await thirdPartyLicenses(modules, top));
  await writeFile(join(fresh, MODULES_FILE), JSON.stringify(Object.fromEntries(bundle.chunks), null, 1));
  await writeFile(join(fresh, STAMP_FILE), stamp);
  await replace(folder, fresh);
  return { ...bundle, folder };
}

type BundlePlan = {
  readonly folder: string;
  readonly entries: { readonly [name: string]: string };
  readonly define?: { readonly [name: string]: string };
  readonly groups?: readonly CodeSplittingGroup[];
};

/**
 * What a lint that prints text loads anyway, in three files instead of ten: each costs a millisecond or two to find and
 * link. `start` asks git, so it leans on nothing of the others, which are loaded while git answers. `facts` is what a plan
 * needs as well, which asks no rule; `lint` is the rest. What is imported when it is asked for stays out of all three, or it
 * would bring its libraries along.
 */
async function lintGroups(): Promise<readonly CodeSplittingGroup[]> {
  const start = await staticImports(['commands/lint.ts', 'report/text.ts']);
  const lint = await staticImports(['commands/lint-repository.ts', 'project/load-judged.ts']);
  const plan = await staticImports(['commands/plan-repository.ts']);
  // These lean on nothing of the others either, and all need them.
  const early = /\/src\/(?:core|version)\/|\/node_modules\/(?:@renovatebot|semver)\//;
  const libraries =
    /\/node_modules\/(?:@lezer|smol-toml|yaml|unbash|cosmiconfig|env-paths|@actions)\b|\/scripts\/no-loader/;
  return [
    { name: 'start', test: (id) => start.has(id) || early.test(id), priority: 3 },
    { name: 'facts', test: (id) => (lint.has(id) && plan.has(id)) || libraries.test(id), priority: 2 },
    { name: 'lint', test: (id) => lint.has(id), priority: 1 },
  ];
}

/** Absolute paths of the modules of src that these lead to by imports that are made at once; types left out. */
async function staticImports(entries: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const open = entries.map((entry) => join(top, 'src', entry));
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const text = await readFile(path, 'utf8');
    for (const [, specifier = ''] of text.matchAll(/^(?:import|export)\s(?!type\b)[^'"]*?from '(\.[^']+)';/gm))
      open.push(join(dirname(path), specifier));
  }
  return found;
}

const noLoaders = Object.fromEntries(
  ['js-yaml', 'parse-json', 'import-fresh', 'typescript'].map((name) => [name, join(top, 'scripts/no-loader.ts')]),
);

/** Bundles entries for Node: ESM, minified, one chunk for each lazy import and its own modules. */
export async function bundleInto({ folder, entries, define = {}, groups = [] }: BundlePlan): Promise<Bundle> {
  const build = await rolldown({
    input: { ...entries },
    cwd: top,
    platform: 'node',
    preserveEntrySignatures: 'allow-extension',
    // yaml's build for Node asks process.env for every token it reads (LOG_TOKENS); the other one is the same without that.
    resolve: { alias: { yaml: join(top, 'node_modules/yaml/browser/index.js'), ...noLoaders } },
    transform: { define: { ...define } },
    onLog: (level, log, report) => {
      // Warnings of libraries (their own cycles, evals) are not ours to mend; one about src is an error.
      if (level === 'warn' && log.id?.includes('node_modules') !== true) report('error', log);
    },
  });
  try {
    const { output } = await build.write({
      dir: folder,
      format: 'esm',
      minify: true,
      comments: false,
      entryFileNames: '[name].js',
      chunkFileNames: '[name].js',
      ...(groups.length === 0 ? {} : { codeSplitting: { includeDependenciesRecursively: false, groups: [...groups] } }),
    });
    const chunks = output.filter((file): file is OutputChunk => file.type === 'chunk');
    return { folder, chunks: new Map(chunks.map((chunk) => [chunk.fileName, modulesOf(chunk)])) };
  } finally {
    await build.close();
  }
}

function modulesOf(chunk: OutputChunk): readonly string[] {
  return chunk.moduleIds.filter((id) => !id.startsWith('\0')).map((id) => relative(top, id).replaceAll(sep, '/'));
}

async function replace(folder: string, fresh: string): Promise<void> {
  const old = `${fresh}.old`;
  await rename(folder, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(fresh, folder);
  await rm(old, { recursive: true, force: true });
}

const STAMP_FILE = '.stamp';

/** Builds into dist/ unless it holds a bundle of the very same sources. */
export async function buildIfStale(): Promise<void> {
  const folder = join(top, 'dist');
  const built = await readFile(join(folder, STAMP_FILE), 'utf8').catch(() => null);
  if (built !== (await sourceStamp())) await buildPackage(folder);
}

/** Hash of everything that goes into the bundle. */
async function sourceStamp(): Promise<string> {
  const hash = createHash('sha256');
  const files = await readdir(join(top, 'src'), { recursive: true, withFileTypes: true });
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  const others = [
    'package.json',
    'package-lock.json',
    'scripts/bundle.ts',
    'scripts/licenses.ts',
    'scripts/no-loader.ts',
  ];
  for (const path of [...paths, ...others.map((file) => join(top, file))].sort()) {
    hash.update(`${relative(top, path)}\0`).update(await readFile(path));
  }
  return hash.digest('hex');
}

/** Makes a folder for what a script keeps between runs; ignored by git. */
export async function cacheFolder(name: string): Promise<string> {
  const folder = join(top, '.cache', name);
  await mkdir(folder, { recursive: true });
  return folder;
}
