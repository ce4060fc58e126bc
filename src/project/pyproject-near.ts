import { editDistance } from '../core/edit-distance.ts';

/** The known name that was probably meant; null where none is near. One slip in four letters, case and `_` for `-` free. */
export function nearest(given: string, known: readonly string[]): string | null {
  if (given.length > 60) return null;
  const folded = fold(given);
  let best: { readonly name: string; readonly distance: number } | null = null;
  for (const name of known) {
    const limit = Math.floor(name.length / 4);
    if (Math.abs(folded.length - name.length) > limit) continue;
    const distance = editDistance(folded, fold(name));
    if (distance <= limit && distance < (best?.distance ?? Infinity)) best = { name, distance };
  }
  return best?.name ?? null;
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}
