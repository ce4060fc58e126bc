/** CPython refuses more than 200 brackets in one another ("too many nested parentheses"); those in texts count here, too. */
const DEEPEST = 1000;

/**
 * Whether a source nests brackets deeper than any Python reads. The parser would take seconds for it, and whether its
 * stack or ours overflows then depends on what V8 has compiled by that time.
 */
export function isNestedTooDeeply(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    if (character === 0x28 || character === 0x5b || character === 0x7b) {
      if (++depth > DEEPEST) return true;
    } else if ((character === 0x29 || character === 0x5d || character === 0x7d) && depth > 0) depth--;
  }
  return false;
}
