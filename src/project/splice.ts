import type { Span } from '../core/place.ts';

/** A change of a text: `text` in the place of the span. */
export type Splice = Span & { readonly text: string };

/** The text with all of them made, none of which overlap. Those at one point stand in the order in which they are given. */
export function splice(text: string, splices: readonly Splice[]): string {
  let made = '';
  let at = 0;
  for (const one of [...splices].sort((a, b) => a.start - b.start || a.end - b.end)) {
    made += text.slice(at, one.start) + one.text;
    at = one.end;
  }
  return made + text.slice(at);
}
