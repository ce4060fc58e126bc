import type { ImportFacts } from './imports.ts';
import type { PythonProject } from './load-metadata.ts';
import type { Reader } from './reader.ts';

/** Reads the imports of the shipped modules; null where there is no Python project. */
export async function loadImports(_reader: Reader, _root: string, _python: PythonProject): Promise<ImportFacts | null> {
  return null;
}
