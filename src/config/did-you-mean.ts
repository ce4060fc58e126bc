import { editDistance } from '../core/edit-distance.ts';

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
