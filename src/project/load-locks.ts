import type { PythonProject } from './load-metadata.ts';
import type { LockedVersion } from './locks.ts';
import type { Reader } from './reader.ts';

/** Finds the project's own entries in its lock files. */
export async function loadLocks(
  _reader: Reader,
  _root: string,
  _python: PythonProject,
): Promise<readonly LockedVersion[]> {
  return [];
}
