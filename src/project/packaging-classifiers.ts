import { editDistance } from '../core/edit-distance.ts';
import type { ClassifierFacts, UnknownClassifier } from './packaging.ts';
import type { Metadata } from './metadata.ts';
import { TROVE_CLASSIFIERS, TROVE_DAY, TROVE_DEPRECATED } from './trove-classifiers.gen.ts';

/** Holds the classifiers against the list that the index validates with. */
export function judgeClassifiers(metadata: Metadata | null): ClassifierFacts {
  const given = (metadata?.classifiers.items ?? []).filter(({ value }) => !/^private\s*::/i.test(value));
  const known = given.length === 0 ? [] : TROVE_CLASSIFIERS.split('\n');
  const valid = new Set(known);
  const deprecated = new Map(TROVE_DEPRECATED);
  return {
    listed: TROVE_DAY,
    unknown: given
      .filter(({ value }) => !valid.has(value.trim()) && !deprecated.has(value.trim()))
      .map((classifier): UnknownClassifier => {
        const nearest = nearestOf(classifier.value, known);
        return {
          classifier,
          nearest,
          isSame: nearest !== null && folded(nearest) === folded(classifier.value),
          mayBeNewer: isHigherSibling(classifier.value.trim(), known),
        };
      }),
    deprecated: given.flatMap((classifier) => {
      const instead = deprecated.get(classifier.value.trim());
      return instead === undefined ? [] : [{ classifier, instead }];
    }),
  };
}

/** `Programming Language :: Python :: 3.99`: the part before the last number is known with lower numbers. */
function isHigherSibling(value: string, known: readonly string[]): boolean {
  const match = /^(?<head>.* )(?<number>\d{1,4}(?:\.\d{1,4}){0,2})$/.exec(value)?.groups;
  if (match === undefined) return false;
  const { head = '', number = '' } = match;
  const siblings = known.flatMap((one) => (one.startsWith(head) ? [one.slice(head.length)] : []));
  const numbers = siblings.filter((one) => /^\d/.test(one));
  return numbers.length > 0 && numbers.every((one) => compareNumbers(one, number) < 0);
}

function compareNumbers(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * The classifier that was probably meant: the same but for case and blanks, else the one that is a slip in eight letters
 * away. Two that are as near leave it open.
 */
function nearestOf(value: string, known: readonly string[]): string | null {
  const wanted = folded(value);
  if (wanted.length > 200) return null;
  let best: readonly string[] = [];
  let limit = Math.max(2, wanted.length / 8);
  for (const name of known) {
    const other = folded(name);
    if (other === wanted) return name;
    if (Math.abs(other.length - wanted.length) > limit) continue;
    const distance = editDistance(wanted, other);
    if (distance > limit) continue;
    best = distance === limit ? [...best, name] : [name];
    limit = distance;
  }
  return best.length === 1 ? (best[0] ?? null) : null;
}

function folded(value: string): string {
  return value.toLowerCase().replaceAll(/\s+/g, '').replaceAll(/:+/g, ':');
}
