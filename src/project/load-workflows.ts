import type { Reader } from './reader.ts';
import type { Workflow } from './workflow.ts';

/** Reads every workflow at the git top level, in path order. */
export async function loadWorkflows(_reader: Reader): Promise<readonly Workflow[]> {
  return [];
}
