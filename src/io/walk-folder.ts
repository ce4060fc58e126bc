import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PyrelError } from '../core/error.ts';
import type { PathList } from './path-list.ts';
import { pathList } from './path-list.ts';

/** Files that are listed without git. More are no release's tree: somebody's home, or a disk. */
const WALK_LIMIT = 50_000;

/** Never part of a release, whatever lies in them. */
const NEVER = new Set(['.git', '.hg', '.svn', 'node_modules', '__pycache__', '.tox', '.nox', '.eggs', '.venv', 'venv']);

/**
 * Lists a folder that git does not know, so that nothing says what is ignored. Left out is what tools generate and a
 * project ignores: caches and environments (by name, or by the marker files that tools put there), and what a build
 * leaves, whose copies of the version are stale by nature. Links are listed, not followed.
 */
export async function walkFolder(top: string, limit: number = WALK_LIMIT): Promise<PathList> {
  const names = new Map<string, Buffer>();
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await entriesOf(join(top, folder));
    if (isGenerated(folder, entries)) continue;
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (!entry.isDirectory()) names.set(path, Buffer.from(path));
      else if (!NEVER.has(entry.name) && !entry.name.endsWith('.egg-info')) folders.push(path);
    }
    if (names.size + folders.length > limit) throw tooLarge(top, limit);
  }
  return pathList(names);
}

/** A folder that cannot be read holds nothing that pyrel could judge; the top was read when it was opened. */
async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}

function isGenerated(folder: string, entries: readonly Dirent[]): boolean {
  if (folder === '') return false;
  const holds = (wanted: string): boolean => entries.some((entry) => entry.name === wanted);
  // `src/build/` is a package's own name (pypa/build), `build/` the output of one.
  if (/(?:^|\/)(?:build|dist)$/.test(folder) && !holds('__init__.py')) return true;
  return holds('pyvenv.cfg') || holds('CACHEDIR.TAG');
}

function tooLarge(top: string, limit: number): PyrelError {
  return new PyrelError(
    'root-unreadable',
    `${top} cannot be listed by git and holds more than ${limit} files`,
    'Name the folder of the project, or make it a repository with `git init`.',
  );
}
