/** What a pattern of the repository finds in a tag's name. */
export type PatternMatch =
  /** The match and its groups; null where nothing matches. */
  | { readonly kind: 'read'; readonly found: readonly (string | undefined)[] | null; readonly steps: number }
  | { readonly kind: 'unread' }
  | { readonly kind: 'wrong'; readonly message: string };

/** What all patterns of one step may take together: less than a second. */
export const MOST_STEPS = 5e6;

/** Matches as `text.match(new RegExp(pattern, flags))` does, where that surely takes no more than so many steps. */
export function matchPattern(pattern: string, flags: string, text: string, most: number): PatternMatch {
  let compiled: RegExp;
  try {
    compiled = new RegExp(pattern, flags);
  } catch (error) {
    // Newer engines, and so the runner's, know more kinds of groups.
    if (pattern.includes('(?')) return { kind: 'unread' };
    return { kind: 'wrong', message: error instanceof Error ? error.message : 'invalid pattern' };
  }
  const steps = stepsOf(pattern, text.length);
  if (steps > most) return { kind: 'unread' };
  return { kind: 'read', found: text.match(compiled), steps };
}

/**
 * How far backtracking may go: in how many ways `length` letters can be shared out among the repeats is counted, and
 * what repeats may itself neither repeat nor choose.
 */
function stepsOf(pattern: string, length: number): number {
  let repeats = 0;
  let choices = 0;
  // For each open group, whether something in it repeats or chooses.
  const groups: boolean[] = [];
  let closed = false;
  for (let i = 0; i < pattern.length; i++) {
    const letter = pattern[i] ?? '';
    let wasGroup = false;
    if (letter === '\\') i++;
    else if (letter === '[') i = endOfClass(pattern, i);
    else if (letter === '(') {
      groups.push(false);
      // `(?` opens a group of another kind: that is no repeat.
      if (pattern[i + 1] === '?') i++;
    } else if (letter === ')') {
      const isVaried = groups.pop() ?? false;
      if (isVaried && groups.length > 0) groups[groups.length - 1] = true;
      closed = isVaried;
      wasGroup = true;
    } else if (letter === '|' || letter === '?') {
      choices++;
      if (groups.length > 0) groups[groups.length - 1] = true;
    } else if (letter === '*' || letter === '+' || (letter === '{' && /^\{\d+,?\d*\}/.test(pattern.slice(i, i + 24)))) {
      if (closed) return Number.POSITIVE_INFINITY;
      repeats++;
      if (groups.length > 0) groups[groups.length - 1] = true;
    }
    if (!wasGroup) closed = false;
  }
  return (length + 1) * 2 ** choices * waysToShare(length, repeats);
}

function endOfClass(pattern: string, start: number): number {
  for (let i = start + 1; i < pattern.length; i++) {
    if (pattern[i] === '\\') i++;
    else if (pattern[i] === ']') return i;
  }
  return pattern.length;
}

/** `length + repeats` over `repeats`. */
function waysToShare(length: number, repeats: number): number {
  let ways = 1;
  for (let i = 1; i <= repeats && ways <= MOST_STEPS; i++) ways = (ways * (length + i)) / i;
  return ways;
}
