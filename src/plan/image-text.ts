import type { Place } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import type { Variable } from '../project/workflow.ts';
import type { SourceText } from '../project/source.ts';
import type { Partial } from '../core/partial.ts';
import { hole, isWhole, numberHoles } from '../core/partial.ts';

/** Splits a text where a separator stands outside of its holes; without empty parts. */
export function splitPartial(text: Partial, separator: RegExp): readonly Partial[] {
  const { numbered, restored } = numberHoles(text);
  return numbered
    .split(separator)
    .map((part) => restored(part.trim()))
    .filter((part) => part !== '');
}

/** A list as Docker's actions read it: lines and commas, `#` of a comment left out where a line begins with it. */
export function listOfInput(text: Partial): readonly Partial[] {
  return splitPartial(text, /[\n,]/).filter((one) => !one.startsWith('#'));
}

/** `ghcr.io/owner/name:tag` taken apart; without a tag it is `latest`, unless a hole may hold one. */
export function nameOf(reference: Partial): { readonly image: Partial; readonly tag: Partial } {
  const { numbered, restored } = numberHoles(reference);
  const [bare = ''] = numbered.split('@');
  const colon = bare.lastIndexOf(':');
  if (colon > bare.lastIndexOf('/'))
    return { image: restored(bare.slice(0, colon)), tag: restored(bare.slice(colon + 1)) };
  return { image: restored(bare), tag: isWhole(bare) ? 'latest' : hole('the tag') };
}

/** The name under which an image is known whoever writes it: Docker Hub may be left out. */
export function canonicalImage(image: Partial): Partial {
  const short = image.replace(/^(?:index\.)?docker\.io\//, '');
  return short.replace(/^library\//, '');
}

/** Places of the lines of a value; the place of all of it where a line cannot be found. */
export function linePlaces(
  { value, place }: Variable['value'],
  sources: ReadonlyMap<string, SourceText>,
): readonly Place[] {
  const lines = value.split('\n');
  const source = place.kind === 'span' ? sources.get(place.file)?.text : undefined;
  if (source === undefined || place.kind !== 'span') return lines.map(() => place);
  const { start, end } = place.span;
  const found: Place[] = [];
  let from = start;
  for (const line of lines) {
    const text = line.trim();
    const at = text === '' ? -1 : source.indexOf(text, from);
    const isOwn = at !== -1 && at + text.length <= Math.max(end, start + 1);
    found.push(isOwn ? atSpan(place.file, at, at + text.length) : place);
    if (isOwn) from = at + text.length;
  }
  return found;
}

/**
 * The line of a value that each line of its evaluated text comes from: an expression may become several lines. Null where
 * that cannot be told.
 */
export function originOfLines(value: string, evaluate: (text: string) => Partial): readonly (number | null)[] {
  if (!value.includes('${{')) return value.split('\n').map((_, i) => i);
  const origins: (number | null)[] = [];
  for (const [i, line] of value.split('\n').entries()) {
    const made = evaluate(line);
    const count = isWhole(made) ? made.split('\n').length : 1;
    for (let n = 0; n < count; n++) origins.push(i);
  }
  return evaluate(value).split('\n').length === origins.length ? origins : [];
}
