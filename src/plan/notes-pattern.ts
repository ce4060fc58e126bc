/** More than headings need; each may try every length. */
const MOST_REPEATS = 3;

/**
 * A POSIX regular expression as a test of a line, where it is as plain as headings need: literals, `.`, brackets
 * without classes or ranges, `*` (and `+`, `?` where extended). Null for anything beyond.
 */
export function linePattern(pattern: string, isExtended: boolean): ((line: string) => boolean) | null {
  let made = '';
  let repeats = 0;
  for (let i = 0; i < pattern.length; i++) {
    const letter = pattern[i] ?? '';
    if (letter === '\\') {
      const next = pattern[++i] ?? '';
      // In a basic expression `\+` and `\(` are operators; letters and digits are classes and references.
      if (/\w/.test(next) || next === '' || (!isExtended && /[+?(){}|<>]/.test(next))) return null;
      made += escaped(next);
    } else if (letter === '[') {
      const found = /^\[(\[|\]|[^[\]^:=.-]{1,20}|\.)\]/.exec(pattern.slice(i));
      if (found === null) return null;
      made += `[${Array.from(found[1] ?? '', escaped).join('')}]`;
      i += found[0].length - 1;
    } else if (letter === '*' || (isExtended && (letter === '+' || letter === '?'))) {
      if (made === '' || made === '^' || ++repeats > MOST_REPEATS) return null;
      made += letter;
    } else if (isExtended && /[(){}|]/.test(letter)) return null;
    else if (letter === '^' ? i === 0 : letter === '$' ? i === pattern.length - 1 : letter === '.') made += letter;
    else made += escaped(letter);
  }
  try {
    const compiled = new RegExp(made, 'u');
    return (line) => compiled.test(line);
  } catch {
    return null;
  }
}

function escaped(letter: string): string {
  return /[\\^$.*+?()[\]{}|/-]/.test(letter) ? `\\${letter}` : letter;
}
