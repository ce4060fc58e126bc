import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { top } from '../bundle.ts';
import type { Generated } from './generated.ts';

/** Paths whose text is not what it would be generated as. */
export async function stalePaths(files: readonly Generated[]): Promise<readonly string[]> {
  const stale: string[] = [];
  for (const { path, text } of files) {
    const there = await readFile(join(top, path), 'utf8').catch(() => null);
    if (there !== text) stale.push(path);
  }
  return stale;
}

/** Writes what is stale and says which files these were. */
export async function writeStale(files: readonly Generated[]): Promise<readonly string[]> {
  const stale = new Set(await stalePaths(files));
  for (const { path, text } of files) {
    if (!stale.has(path)) continue;
    await mkdir(dirname(join(top, path)), { recursive: true });
    await writeFile(join(top, path), text);
  }
  return [...stale];
}
