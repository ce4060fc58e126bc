// Patterns of setuptools: fnmatch for package names, glob for package data, MANIFEST.in's own. Matched by hand, not by a
// regular expression, so that a hostile pattern costs no more than its length times the text's.

/** `fnmatch.fnmatchcase`: `*` matches anything, `?` one character, `[…]` one of a set. */
export function fnmatch(text: string, pattern: string): boolean {
  let [t, p] = [0, 0];
  let [star, mark] = [-1, 0];
  while (t < text.length) {
    const step = pattern[p] === '*' ? 0 : matchOne(pattern, p, text[t] ?? '');
    if (pattern[p] === '*') {
      star = p++;
      mark = t;
    } else if (step > 0) {
      p += step;
      t++;
    } else if (star === -1) return false;
    else {
      p = star + 1;
      t = ++mark;
    }
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

/** Length of the pattern's part at `p` if it matches the character, else 0. */
function matchOne(pattern: string, p: number, char: string): number {
  const head = pattern[p];
  if (head === '?') return 1;
  const end = head === '[' ? pattern.indexOf(']', p + (pattern[p + 1] === '!' ? 3 : 2)) : -1;
  if (end === -1) return head === char ? 1 : 0;
  const isNegated = pattern[p + 1] === '!';
  let isIn = false;
  for (let i = p + (isNegated ? 2 : 1); i < end; i++) {
    const [from, to] = [pattern[i] ?? '', pattern[i + 2] ?? ''];
    if (pattern[i + 1] === '-' && i + 2 < end) {
      isIn ||= char >= from && char <= to;
      i += 2;
    } else isIn ||= char === from;
  }
  return isIn === isNegated ? 0 : end - p + 1;
}

/** `glob.glob(recursive=True)` over the paths of a tree: `*` stays inside a folder, `**` crosses folders. */
export function matchPath(path: string, pattern: string): boolean {
  const parts = path.split('/');
  const wanted = pattern.split('/').filter((part) => part !== '' && part !== '.');
  // reached: the counts of path parts that the pattern so far can have used up.
  let reached = new Set([0]);
  for (const part of wanted) {
    const next = new Set<number>();
    for (const used of reached) {
      if (part === '**') for (let i = used; i <= parts.length; i++) next.add(i);
      else if (used < parts.length && fnmatch(parts[used] ?? '', part)) next.add(used + 1);
    }
    reached = next;
  }
  return reached.has(parts.length);
}
