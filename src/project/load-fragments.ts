import type { Fragments } from './fragments.ts';
import type { PythonProject } from './load-metadata.ts';
import type { Reader } from './reader.ts';

/** Finds the project's change fragments; null where it keeps none. */
export async function loadFragments(_reader: Reader, _root: string, _python: PythonProject): Promise<Fragments | null> {
  return null;
}
