import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PyrelError } from '../core/error.ts';

/** Appends to a file that the runner made for a step's outputs or its summary. */
export async function appendText(path: string, text: string): Promise<void> {
  try {
    await appendFile(path, text);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new PyrelError('output-unwritable', `${path} cannot be written (${code})`, 'See to the disk of the runner.');
  }
}

/** A report that was written before; null where the run did not come that far. */
export function readReport(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}

/** Makes a folder for one use, below the runner's own folder for such; removed afterwards. */
export async function inTemporaryFolder<T>(above: string | null, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(above ?? tmpdir(), 'pyrel-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
