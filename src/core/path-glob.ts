/**
 * Whether a path fits a glob: `*` stays within a folder, `**` crosses folders, `?` is one character. The states of all
 * readings are walked at once, so that no glob of a linted repository, however odd, takes longer than its length.
 */
export function matchesGlob(glob: string, path: string): boolean {
  const tokens = glob.match(/\*\*\/?|[^]/gu) ?? [];
  // Each token has two states: before it, and within what a `**/` has begun to take and has to end with a slash.
  let states = closed(new Set([0]), tokens);
  for (const char of path) {
    const next = new Set<number>();
    for (const state of states) for (const after of step(tokens[state >> 1], state, char)) next.add(after);
    if (next.size === 0) return false;
    states = closed(next, tokens);
  }
  return states.has(tokens.length * 2);
}

function step(token: string | undefined, state: number, char: string): readonly number[] {
  const at = state & ~1;
  if (token === undefined) return [];
  if (token === '**') return [at];
  if (token === '**/') return char === '/' ? [at + 1, at + 2] : [at + 1];
  if (token === '*') return char === '/' ? [] : [at];
  return token === char || (token === '?' && char !== '/') ? [at + 2] : [];
}

/** With the states that are reached without a character: a star may take nothing. */
function closed(states: Set<number>, tokens: readonly string[]): ReadonlySet<number> {
  for (const state of states)
    if ((state & 1) === 0 && tokens[state >> 1]?.startsWith('*') === true) states.add(state + 2);
  return states;
}
