/**
 * Text of which a part may be unknown. A hole stands in the text where something goes that only the run will tell
 * (`vars.IMAGE`, the day, a script's output), with the reason inside of it, so that splitting, trimming and joining work
 * as on any text. Two private-use characters frame a hole; `clean` takes them out of what a repository says.
 */
export type Partial = string;

const OPEN = '\uE010';
const CLOSE = '\uE011';
const HOLES = /\uE010([^\uE010\uE011]*)\uE011/g;
const FRAMES = /[\uE010\uE011]/g;

/** A part that is not known. The reason completes "because it depends on …": `vars.IMAGE`, `the day of the run`. */
export function hole(reason: string): Partial {
  return `${OPEN}${reason.replace(FRAMES, '').slice(0, 200)}${CLOSE}`;
}

/** Text of the repository, in which no hole may be forged. */
export function clean(text: string): Partial {
  return text.includes(OPEN) || text.includes(CLOSE) ? text.replace(FRAMES, '\uFFFD') : text;
}

/** Whether all of a text is known. */
export function isWhole(text: Partial): boolean {
  return !text.includes(OPEN);
}

/** What a text depends on that is not known, each thing once. */
export function holesIn(text: Partial): readonly string[] {
  return isWhole(text) ? [] : [...new Set([...text.matchAll(HOLES)].map(([, reason = '']) => reason))];
}

/** The text for a reader, `{…}` for a hole: `ghcr.io/{vars.IMAGE}:1.2.3`. */
export function shownPartial(text: Partial): string {
  return fillHoles(text, (reason) => `{${reason}}`);
}

/** The text with something else in place of each hole. */
export function fillHoles(text: Partial, fill: (reason: string) => string): string {
  return isWhole(text) ? text : text.replace(HOLES, (_, reason: string) => fill(reason));
}

/** The hole that a text begins with, and what follows; null where it begins with what is known. */
export function leadingHole(text: Partial): { readonly reason: string; readonly rest: Partial } | null {
  const end = text.indexOf(CLOSE);
  return text.startsWith(OPEN) && end !== -1 ? { reason: text.slice(1, end), rest: text.slice(end + 1) } : null;
}

/** The reason of a text of which nothing is known; null where a part is. */
export function soleHole(text: Partial): string | null {
  const found = leadingHole(text);
  return found?.rest === '' ? found.reason : null;
}

/**
 * The text with numbers for reasons, and the way back for its parts: a reason may hold the commas, spaces and colons at
 * which a text is taken apart.
 */
export function numberHoles(text: Partial): {
  readonly numbered: Partial;
  readonly restored: (part: Partial) => Partial;
} {
  const reasons = holesIn(text);
  return {
    numbered: fillHoles(text, (reason) => hole(String(reasons.indexOf(reason)))),
    restored: (part) => fillHoles(part, (number) => hole(reasons[Number(number)] ?? '')),
  };
}

/** The known pieces between the holes; one piece where all is known. */
export function knownPieces(text: Partial): readonly string[] {
  return text.split(HOLES).filter((_, i) => i % 2 === 0);
}

/** Applies to the known pieces of a text, and leaves its holes alone. */
export function inKnownPieces(text: Partial, change: (piece: string) => string): Partial {
  if (isWhole(text)) return change(text);
  return text
    .split(HOLES)
    .map((part, i) => (i % 2 === 0 ? change(part) : OPEN + part + CLOSE))
    .join('');
}

/** Whether two texts are equal; null where holes leave it open. */
export function equalPartial(one: Partial, other: Partial): boolean | null {
  if (isWhole(one) && isWhole(other)) return one === other;
  // What stands before the first hole and behind the last one has to agree at least.
  const [a, b] = [knownPieces(one), knownPieces(other)];
  const [startA, startB] = [a[0] ?? '', b[0] ?? ''];
  const [endA, endB] = [a.at(-1) ?? '', b.at(-1) ?? ''];
  const startsAlike = isWhole(one)
    ? one.startsWith(startB)
    : isWhole(other)
      ? other.startsWith(startA)
      : startA.startsWith(startB) || startB.startsWith(startA);
  const endsAlike = isWhole(one)
    ? one.endsWith(endB)
    : isWhole(other)
      ? other.endsWith(endA)
      : endA.endsWith(endB) || endB.endsWith(endA);
  return startsAlike && endsAlike ? null : false;
}
