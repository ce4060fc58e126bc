import { atKey } from '../core/place.ts';
import { known } from '../core/unknown.ts';
import type { PythonProject } from './load-metadata.ts';
import type { LintTarget } from './packaging.ts';
import { tableAt, valueAt } from './toml-file.ts';

/** Minor version of ruff's oldest target. */
const OLDEST = 7;

/**
 * What `[tool.ruff]` is told to write code for: its pyupgrade rules and its formatter use syntax that older versions do
 * not compile. A ruff.toml of its own often stands for the scripts of the repository (uv), Black changes next to nothing
 * by its target, and mypy's `python_version` rewrites nothing, so these are left alone.
 */
export function readLintTargets(python: PythonProject): readonly LintTarget[] {
  const pyproject = known(python.pyproject);
  const ruff = pyproject === null ? null : tableAt(pyproject.data, 'tool', 'ruff');
  if (pyproject === null || ruff === null || ruff['per-file-target-version'] !== undefined) return [];
  const path = ['tool', 'ruff', 'target-version'] as const;
  const value = valueAt(pyproject.data, ...path);
  const minor = typeof value === 'string' ? /^py3(?<minor>\d{1,2})$/.exec(value)?.groups?.['minor'] : undefined;
  // There is no older one to set (ruff's PythonVersion begins with py37; loguru still runs on 3.5).
  return minor === undefined || Number(minor) <= OLDEST
    ? []
    : [{ tool: 'ruff', python: `3.${minor}`, place: atKey(pyproject.file, path) }];
}
