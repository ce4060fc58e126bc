import type { PythonProject } from './load-metadata.ts';
import type { Reader } from './reader.ts';
import type { VersionFacts } from './versions.ts';

export async function loadVersions(_reader: Reader, _root: string, _python: PythonProject): Promise<VersionFacts> {
  return { places: [], declared: null, dynamic: null };
}
