/**
 * A Python regular expression as a JavaScript one, for hatch's and pdm's version patterns: named groups and leading
 * inline flags are rewritten; null where JavaScript cannot say it. `^` and `$` match at lines, as hatchling compiles
 * with MULTILINE. The pattern is the linted repository's, so its length is bounded; it runs over one small file.
 */
export function pythonPattern(pattern: string): RegExp | null {
  if (pattern.length > 300 || /\([^)]*[+*][^)]*\)[+*]/.test(pattern)) return null;
  const flags = /^\(\?([a-zA-Z]+)\)/.exec(pattern);
  const body = pattern
    .slice(flags?.[0].length ?? 0)
    .replaceAll('(?P<', '(?<')
    .replaceAll(/\(\?P=(\w+)\)/g, '\\k<$1>');
  try {
    return new RegExp(
      body,
      `dm${flags?.[1]?.includes('i') === true ? 'i' : ''}${flags?.[1]?.includes('s') === true ? 's' : ''}`,
    );
  } catch {
    return null;
  }
}
