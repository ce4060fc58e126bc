/** The known name that was probably meant; null where none is near. */
export function nearest(given: string, known: readonly string[]): string | null {
  const folded = given.toLowerCase().replaceAll('_', '-');
  // One slip in three letters: `chagelog` is near `changelog`, `tag` is not near `publish`.
  let best: { readonly name: string; readonly distance: number } | null = null;
  for (const name of known) {
    const limit = Math.max(1, name.length / 3);
    if (Math.abs(folded.length - name.length) > limit) continue;
    const distance = editDistance(folded, name.toLowerCase());
    if (distance <= limit && distance < (best?.distance ?? Infinity)) best = { name, distance };
  }
  return best?.name ?? null;
}

/** Insertions, deletions and replacements that turn one text into the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
