/** Each may try every length of a line, so three cost the line's length to the power of three. */
const MOST_REPETITIONS = 3;

/**
 * A Python regular expression as a JavaScript one, for hatch's and pdm's version patterns: named groups and leading
 * inline flags are rewritten; null where JavaScript cannot say it. `^` and `$` match at lines, as hatchling compiles
 * with MULTILINE. The pattern is the linted repository's: one that could backtrack for ever (a repeated group, many open
 * repetitions) is refused, and what is left is for short lines only.
 */
export function pythonPattern(pattern: string): RegExp | null {
  const open = pattern.replace(/\\.|\[\^?\]?(?:\\.|[^\]\\])*\]/g, 'x');
  const repetitions = open.match(/[*+]|\{\d*,\d*\}/g)?.length ?? 0;
  if (pattern.length > 300 || /\)(?:[*+]|\{)/.test(open) || repetitions > MOST_REPETITIONS) return null;
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
