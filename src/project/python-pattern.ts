/**
 * How many open repetitions a pattern may have. Each may try every length of a line, so three cost the line's length to
 * the power of three. Tags are tried up to 40 characters (tag-scm-unparsed), and their patterns have a number for each part. A tool's own pattern is known.
 */
const MOST = { lines: 3, tag: 5, own: 10 } as const;

/** Python's own syntax that JavaScript reads as something else, without complaint. */
const OTHER_MEANING = /\\[aNUz]|\(\?[a-zA-Z]*[xLu]|\(\?#|\(\?\(|[*+?}]\+/;

/**
 * A Python regular expression as a JavaScript one, for the version patterns of build tools: named groups, leading
 * inline flags and `\A`, `\Z` are rewritten; null where JavaScript cannot say it. `^` and `$` match at lines, as
 * hatchling compiles with MULTILINE; a tag is one line. The pattern is the linted repository's: one that could
 * backtrack for ever (a repeated group, many open repetitions) is refused, and what is left is for short lines only.
 */
export function pythonPattern(pattern: string, subject: keyof typeof MOST = 'lines'): RegExp | null {
  const open = pattern.replace(/\\.|\[\^?\]?(?:\\.|[^\]\\])*\]/g, 'x');
  const repetitions = open.match(/[*+]|\{\d*,\d*\}/g)?.length ?? 0;
  if (pattern.length > 300 || /\)(?:[*+]|\{)/.test(open) || repetitions > MOST[subject]) return null;
  if (OTHER_MEANING.test(pattern)) return null;
  const flags = /^\(\?([a-zA-Z]+)\)/.exec(pattern);
  const body = pattern
    .slice(flags?.[0].length ?? 0)
    .replaceAll('(?P<', '(?<')
    .replaceAll(/\(\?P=(\w+)\)/g, '\\k<$1>')
    .replaceAll(/\\[\s\S]/g, (escape) => ANCHORS.get(escape) ?? escape);
  const given = flags?.[1] ?? '';
  const wanted = `d${subject !== 'tag' || given.includes('m') ? 'm' : ''}${given.includes('i') ? 'i' : ''}${given.includes('s') ? 's' : ''}`;
  try {
    return new RegExp(body, wanted);
  } catch {
    return null;
  }
}

const ANCHORS: ReadonlyMap<string, string> = new Map([
  ['\\A', String.raw`(?<![\s\S])`],
  ['\\Z', String.raw`(?![\s\S])`],
]);

/** True for a pattern that may match over the end of a line, so that a look at single lines settles nothing. */
export function mayCrossLines(pattern: string): boolean {
  return /\\[nsSWD]|\[\^|^\(\?[a-zA-Z]*s/.test(pattern);
}
