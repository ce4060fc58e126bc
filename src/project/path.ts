// Paths of the tree: relative to the git top level, with `/`, no leading `./`. Plain strings, so no node:path.

/** `below('packages/core', 'pyproject.toml')` → `packages/core/pyproject.toml`; `..` and `.` are resolved, null parts dropped. */
export function below(root: string, ...parts: readonly string[]): string {
  const kept: string[] = [];
  for (const part of [root, ...parts].join('/').split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  return kept.join('/');
}

/** The folder a path stands in; `''` at the top. */
export function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
