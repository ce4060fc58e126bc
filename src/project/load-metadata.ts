import type { Maybe } from '../core/unknown.ts';
import type { Metadata } from './metadata.ts';
import type { Reader } from './reader.ts';

/** The files that may declare a Python project, read and parsed. */
export type PythonProject = { readonly metadata: Maybe<Metadata> };

export async function loadMetadata(_reader: Reader, _root: string): Promise<PythonProject> {
  return { metadata: null };
}
