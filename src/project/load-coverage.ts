import type { Maybe } from '../core/unknown.ts';
import type { CoverageReport } from './coverage.ts';
import type { Reader } from './reader.ts';

/** Reads the coverage report; null where there is none. */
export async function loadCoverage(_reader: Reader, _root: string): Promise<Maybe<CoverageReport>> {
  return null;
}
