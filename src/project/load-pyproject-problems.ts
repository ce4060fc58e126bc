import type { PythonProject } from './load-metadata.ts';
import type { PyprojectProblem } from './pyproject-problems.ts';
import type { Reader } from './reader.ts';

/** Holds pyproject.toml against its specifications. */
export async function loadPyprojectProblems(
  _reader: Reader,
  _root: string,
  _python: PythonProject,
): Promise<readonly PyprojectProblem[]> {
  return [];
}
