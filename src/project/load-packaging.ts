import type { PythonProject } from './load-metadata.ts';
import type { Packaging } from './packaging.ts';
import type { Reader } from './reader.ts';

/** Reads what goes into the wheel and the sdist; null where there is no Python project. */
export async function loadPackaging(_reader: Reader, _root: string, _python: PythonProject): Promise<Packaging | null> {
  return null;
}
