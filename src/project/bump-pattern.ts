/** Open repetitions in a pattern. It is tried on versions only, which are short. */
const MOST_REPETITIONS = 12;

/**
 * A Python pattern for a version as one that has to fit the whole text; null where JavaScript cannot say it, or where it
 * could backtrack for ever (a repeated group).
 *
 * `isVerbose`: blanks and comments do not count (`re.VERBOSE`, which bump2version, bump-my-version and tbump compile with).
 */
export function wholeVersionPattern(pattern: string, isVerbose: boolean): RegExp | null {
  if (pattern.length > 1000) return null;
  const flags = /^\s*\(\?([a-zA-Z]+)\)/.exec(pattern);
  const given = pattern.slice(flags?.[0].length ?? 0);
  const verbose = isVerbose || flags?.[1]?.includes('x') === true;
  const body = (verbose ? withoutBlanks(given) : given)
    .replaceAll('(?P<', '(?<')
    .replaceAll(/\(\?P=(\w+)\)/g, '\\k<$1>')
    .replaceAll('\\Z', '$')
    .replaceAll('\\A', '^');
  const open = body.replace(/\\.|\[\^?\]?(?:\\.|[^\]\\])*\]/g, 'x');
  const repetitions = open.match(/[*+]|\{\d*,\d*\}/g)?.length ?? 0;
  if (repetitions > MOST_REPETITIONS || /\)(?:[*+]|\{)/.test(open)) return null;
  try {
    return new RegExp(`^(?:${body})$`, flags?.[1]?.includes('i') === true ? 'i' : '');
  } catch {
    return null;
  }
}

/** Takes out what `re.VERBOSE` does not read. */
function withoutBlanks(pattern: string): string {
  return pattern.replace(/\\[^]|\[\^?\]?(?:\\[^]|[^\]\\])*\]|\s+|#[^\n]*/g, (token) =>
    token.startsWith('\\') || token.startsWith('[') ? token : '',
  );
}
