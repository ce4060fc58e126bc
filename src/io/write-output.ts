import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { PyrelError } from '../core/error.ts';

/** Writes a report to a file that the user named, making its folder. */
export async function writeOutput(cwd: string, file: string, text: string): Promise<void> {
  const path = resolve(cwd, file);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new PyrelError(
      'output-unwritable',
      `${file} cannot be written (${code})`,
      'Name a file in a folder that you may write to.',
    );
  }
}
