/**
 * Filter patterns of `on.push.tags` and `on.push.tags-ignore`, as GitHub documents them:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 *
 * `*` is any text without `/`, `**` any text, `+` one or more of what stands before, `?` none or one of it, `[]` one letter
 * or digit, `\` takes the meaning from the next character, `!` in front takes back what earlier patterns matched. A pattern
 * covers the whole name, with its case.
 */
export type FilterAnswer = {
  /** `unknown`: a pattern is none that the documentation gives a meaning to. */
  readonly answer: 'match' | 'no-match' | 'unknown';
  /** Index of the pattern that settled it; null where none matched. */
  readonly by: number | null;
};

/** `on.push.tags`: in order, the last pattern that matches decides, and a negated one takes the tag out again. */
export function passesTags(tag: string, patterns: readonly string[]): FilterAnswer {
  let decided: FilterAnswer = { answer: 'no-match', by: null };
  for (const [by, pattern] of patterns.entries()) {
    const isNegated = pattern.startsWith('!');
    const matched = matchesPattern(tag, isNegated ? pattern.slice(1) : pattern);
    if (matched === null) return { answer: 'unknown', by };
    // With nothing taken in before, a negated pattern has nothing to take out.
    if (matched && (!isNegated || decided.answer === 'match'))
      decided = { answer: isNegated ? 'no-match' : 'match', by };
  }
  return decided;
}

/** `on.push.tags-ignore`: any pattern that matches keeps the tag out. GitHub documents no `!` here. */
export function passesTagsIgnore(tag: string, patterns: readonly string[]): FilterAnswer {
  for (const [by, pattern] of patterns.entries()) {
    const matched = pattern.startsWith('!') ? null : matchesPattern(tag, pattern);
    if (matched === null) return { answer: 'unknown', by };
    if (matched) return { answer: 'no-match', by };
  }
  return { answer: 'match', by: null };
}

/** Whether one pattern, `!` left out, covers a tag's name; null where the documentation gives it no meaning. */
export function matchesPattern(tag: string, pattern: string): boolean | null {
  const tokens = pattern.length > LONGEST || tag.length > LONGEST ? null : tokenise(pattern);
  return tokens === null ? null : walk(tokens, tag);
}

/** git allows 255 bytes in a part of a name. */
const LONGEST = 500;

type Test = (character: string) => boolean;

type Token =
  | { readonly kind: 'text'; readonly test: Test; readonly least: 0 | 1; readonly isRepeated: boolean }
  /** `**` in front of a `/`: none or some folders. */
  | { readonly kind: 'folders' };

const any: Test = () => true;
const noSlash: Test = (character) => character !== '/';

function tokenise(pattern: string): readonly Token[] | null {
  // What stands under `tags` is compared with the name below refs/tags; whether a full name is taken for one is not said.
  if (pattern === '' || pattern.startsWith('refs/') || pattern.includes('${{')) return null;
  const tokens: Token[] = [];
  let isOpen = false;
  for (let at = 0; at < pattern.length;) {
    const [read, length] = readToken(pattern, at) ?? [null, 1];
    const character = pattern.charAt(at);
    at += length;
    if (character === '+' || character === '?') {
      const last = tokens.at(-1);
      // `+` behind nothing, behind `*` or behind another `+` would be refused as a regular expression, which it becomes.
      if (last?.kind !== 'text' || !isOpen) return null;
      tokens[tokens.length - 1] =
        character === '+' ? { ...last, isRepeated: true } : { ...last, least: 0, isRepeated: false };
      isOpen = false;
      continue;
    }
    if (read === null) return null;
    tokens.push(read);
    isOpen = read.kind === 'text' && !read.isRepeated;
  }
  return tokens;
}

/** The token at an offset and its length; null where there is none. */
function readToken(pattern: string, at: number): readonly [Token, number] | null {
  const character = pattern.charAt(at);
  if (character === '*') {
    if (pattern.startsWith('**/', at)) return [{ kind: 'folders' }, 3];
    const isDouble = pattern.startsWith('**', at);
    return [{ kind: 'text', test: isDouble ? any : noSlash, least: 0, isRepeated: true }, isDouble ? 2 : 1];
  }
  if (character === '[') return readBrackets(pattern, at);
  if (character === '+' || character === '?' || character === ']') return null;
  const isEscaped = character === '\\';
  const literal = isEscaped ? pattern.charAt(at + 1) : character;
  if (literal === '') return null;
  return [{ kind: 'text', test: (one) => one === literal, least: 1, isRepeated: false }, isEscaped ? 2 : 1];
}

function readBrackets(pattern: string, at: number): readonly [Token, number] | null {
  const close = pattern.indexOf(']', at);
  const inner = pattern.slice(at + 1, close);
  // "Ranges can only include a-z, A-Z, and 0-9": what GitHub makes of others, `[^…]` among them, is not said.
  if (close === -1 || !/^(?:[a-zA-Z0-9](?:-[a-zA-Z0-9])?)+$/.test(inner)) return null;
  const ranges = [...inner.matchAll(/([a-zA-Z0-9])(?:-([a-zA-Z0-9]))?/g)].map(
    ([, from = '', to = from]) => [from, to] as const,
  );
  if (ranges.some(([from, to]) => from > to)) return null;
  const test: Test = (one) => ranges.some(([from, to]) => one >= from && one <= to);
  return [{ kind: 'text', test, least: 1, isRepeated: false }, close + 1 - at];
}

/** Keeps which offsets can be reached, so that no pattern takes longer than its length times the tag's. */
function walk(tokens: readonly Token[], tag: string): boolean {
  let reached: readonly boolean[] = [true, ...Array.from(tag, () => false)].slice(0, tag.length + 1);
  for (const token of tokens) {
    const next = token.kind === 'folders' ? behindFolders(reached, tag) : behindText(reached, token, tag);
    if (!next.includes(true)) return false;
    reached = next;
  }
  return reached[tag.length] === true;
}

function behindFolders(reached: readonly boolean[], tag: string): readonly boolean[] {
  const first = reached.indexOf(true);
  return reached.map((is, at) => is || (tag[at - 1] === '/' && first !== -1 && first < at - 1));
}

function behindText(
  reached: readonly boolean[],
  { test, least, isRepeated }: Extract<Token, { kind: 'text' }>,
  tag: string,
): readonly boolean[] {
  let isInside = false;
  return reached.map((is, at) => {
    isInside = at > 0 && (reached[at - 1] === true || (isRepeated && isInside)) && test(tag.charAt(at - 1));
    return isInside || (least === 0 && is);
  });
}
