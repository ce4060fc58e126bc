import { readScriv } from './fragments-scriv.ts';
import { readTowncrier } from './fragments-towncrier.ts';
import { findChangesets, findReno, readChangie } from './fragments-yaml.ts';
import type { Fragments } from './fragments.ts';
import type { PythonProject } from './load-metadata.ts';
import type { Reader } from './reader.ts';

/** Finds the project's change fragments; null where it keeps none. A config decides before a folder does. */
export async function loadFragments(reader: Reader, root: string, python: PythonProject): Promise<Fragments | null> {
  return (
    (await readTowncrier(reader, root, python.pyproject)) ??
    (await readScriv(reader, root, python)) ??
    (await readChangie(reader, root)) ??
    findReno(reader, root) ??
    findChangesets(reader, root)
  );
}
