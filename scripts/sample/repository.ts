import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type RepositoryPlan = {
  readonly tree: { readonly [path: string]: string };
  /** Annotated tags on commits before the tree's own, oldest first. */
  readonly earlierTags?: readonly string[];
  /** What their commits hold, by tag; nothing where it is left out. */
  readonly earlierTrees?: { readonly [tag: string]: RepositoryPlan['tree'] };
  /** Annotated tag on the commit of the tree. */
  readonly tag?: string;
};

/**
 * Surroundings without the machine's own: no configuration of git, no CI, no colours, so that what is printed is the
 * same everywhere.
 */
export function scrubbedEnvironment(): NodeJS.ProcessEnv {
  const { PATH = '', HOME = '', SystemRoot, TMPDIR, TEMP } = process.env;
  const machine = Object.fromEntries(
    Object.entries({ SystemRoot, TMPDIR, TEMP }).filter(([, value]) => value !== undefined),
  );
  return {
    ...machine,
    PATH,
    HOME,
    LC_ALL: 'C',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
  };
}

/** Who commits, and when: the given day, so that object ids are the same everywhere. */
function authorship(day: Date): NodeJS.ProcessEnv {
  const date = day.toISOString();
  const [name, email] = ['A. Maintainer', 'maintainer@example.org'];
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: date,
  };
}

const RELEASE_DAY = Date.UTC(2025, 10, 13, 10);
const WEEK = 7 * 24 * 60 * 60 * 1000;

/** Surroundings in which git commits and tags on the day of the sample's release. */
export function committingEnvironment(): NodeJS.ProcessEnv {
  return { ...scrubbedEnvironment(), ...authorship(new Date(RELEASE_DAY)) };
}

/** Writes a tree into `folder` and commits it; earlier tags stand on commits before it, a week apart. */
export async function writeRepository(folder: string, plan: RepositoryPlan): Promise<void> {
  const earlierTags = plan.earlierTags ?? [];
  let day = new Date(RELEASE_DAY - earlierTags.length * WEEK);
  const git = async (...argv: readonly string[]): Promise<void> => {
    const env = { ...scrubbedEnvironment(), ...authorship(day) };
    await run('git', ['-C', folder, '-c', 'init.defaultBranch=main', '-c', 'gc.auto=0', ...argv], { env });
  };
  await mkdir(folder, { recursive: true });
  await git('init', '--quiet');
  for (const tag of earlierTags) {
    const tree = plan.earlierTrees?.[tag] ?? {};
    await writeTree(folder, tree);
    await git('add', '--all');
    await git('commit', '--quiet', '--allow-empty', '--message', `Release ${tag}`);
    await git('tag', '--annotate', tag, '--message', tag);
    day = new Date(day.getTime() + WEEK);
    for (const path of Object.keys(tree)) await rm(join(folder, path));
  }
  await writeTree(folder, plan.tree);
  await git('add', '--all');
  await git('commit', '--quiet', '--allow-empty', '--message', `Release ${plan.tag ?? 'the next version'}`);
  if (plan.tag !== undefined) await git('tag', '--annotate', plan.tag, '--message', plan.tag);
}

async function writeTree(folder: string, tree: RepositoryPlan['tree']): Promise<void> {
  for (const [path, text] of Object.entries(tree)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** A folder of its own below the system's temporary one, named as the repository; removed after `use`. */
export async function inTemporaryFolder<T>(name: string, use: (folder: string) => Promise<T>): Promise<T> {
  const above = await mkdtemp(join(tmpdir(), 'pyrel-'));
  try {
    return await use(join(above, name));
  } finally {
    await rm(above, { recursive: true, force: true });
  }
}
