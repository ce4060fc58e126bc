import type { BumpTool } from './bump-tools.ts';
import type { PythonProject } from './load-metadata.ts';
import type { Reader } from './reader.ts';

/** Reads the configs of version bumping tools. */
export async function loadBumpTools(
  _reader: Reader,
  _root: string,
  _python: PythonProject,
): Promise<readonly BumpTool[]> {
  return [];
}
