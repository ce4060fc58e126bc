import type { Licensing } from './licensing.ts';
import type { PythonProject } from './load-metadata.ts';
import type { Reader } from './reader.ts';

/** Reads what is declared of the licence; null where there is no Python project. */
export async function loadLicensing(_reader: Reader, _root: string, _python: PythonProject): Promise<Licensing | null> {
  return null;
}
