import type { Partial } from '../core/partial.ts';
import { fillHoles, hole, holesIn, knownPieces, shownPartial } from '../core/partial.ts';

/**
 * The holes of one step by number. A reason may hold commas, quotes and equals signs, which the action's syntax would
 * take for its own, so while inputs are taken apart a hole holds its number only.
 */
export class MetadataHoles {
  private readonly reasons: string[] = [];
  private readonly filled = new Set<number>();

  /** Holes that hold numbers. Equal reasons are one hole. */
  numbered(text: Partial): Partial {
    return fillHoles(text, (reason) => this.make(reason));
  }

  /** A hole; `filled` where what stands in it is not empty for sure, such as a day. */
  make(reason: string, filled = false): Partial {
    const known = this.reasons.indexOf(reason);
    const number = known === -1 ? this.reasons.push(reason) - 1 : known;
    if (filled) this.filled.add(number);
    return hole(String(number));
  }

  /** One hole that depends on all of the holes of a text. */
  from(text: Partial): Partial {
    const numbers = holesIn(text);
    return numbers.length === 1 ? hole(numbers[0] ?? '') : this.make(this.reasonOf(text));
  }

  reasonOf(text: Partial): string {
    return holesIn(text)
      .map((number) => this.reasons[Number(number)] ?? '')
      .join(' and ');
  }

  /** The text with the reasons. */
  restored(text: Partial): Partial {
    return fillHoles(text, (number) => hole(this.reasons[Number(number)] ?? ''));
  }

  /** The text for a reader, `{…}` for a hole. */
  shown(text: Partial): string {
    return shownPartial(this.restored(text));
  }

  /** Marks the holes of a text as not empty. */
  fill(text: Partial): void {
    for (const number of holesIn(text)) this.filled.add(Number(number));
  }

  /** Whether a text is surely not empty. */
  isFilled(text: Partial): boolean {
    return withoutHoles(text) !== '' || holesIn(text).some((number) => this.filled.has(Number(number)));
  }
}

/** The known part of a text. */
export function withoutHoles(text: Partial): string {
  return knownPieces(text).join('');
}
