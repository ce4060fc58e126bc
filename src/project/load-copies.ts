import type { VersionCopy } from './copies.ts';
import type { PythonProject } from './load-metadata.ts';
import type { Reader } from './reader.ts';

/** Finds the copies of the version in files that are known to mirror it. */
export async function loadCopies(
  _reader: Reader,
  _root: string,
  _python: PythonProject,
): Promise<readonly VersionCopy[]> {
  return [];
}
