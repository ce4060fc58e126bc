import type { Unknown } from '../core/unknown.ts';
import { isUnknown, unknown } from '../core/unknown.ts';
import { once } from './once.ts';
import type { Partial } from '../core/partial.ts';
import { equalPartial, hole, holesIn, inKnownPieces, isWhole, knownPieces } from '../core/partial.ts';

/**
 * A value of a GitHub expression: null, a boolean, a number, text with or without holes, a collection, or unknown.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
 */
export type Value = null | boolean | number | Partial | ValueList | ValueMap | Unknown;

export type ValueList = {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** Made by `.*`: what is asked of it is asked of each item, and what has none of it is left out. */
  readonly isFiltered: boolean;
};

export type ValueMap = {
  readonly kind: 'map';
  /** By the name of the key with its case folded, which is how GitHub looks names up. */
  readonly entries: ReadonlyMap<string, ValueEntry>;
  /** What a key that is not among the entries holds: null where all keys are known, as GitHub has it. */
  readonly otherwise: null | Unknown;
};

/** Computed when it is asked for: most of what a run knows is never looked at. */
export type ValueEntry = { readonly name: string; readonly get: () => Value };

export type Truth = boolean | Unknown;

/** Which of several values it is depends on the run, and whether it counts as true does not: `vars.X && false`. */
export type Undecided = Unknown & { readonly holds: boolean };

export function undecided(reason: string, holds: boolean): Undecided {
  return { ...unknown(reason), holds };
}

export function isList(value: Value): value is ValueList {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'list';
}

export function isMap(value: Value): value is ValueMap {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'map';
}

export type Entries = { readonly [name: string]: Value | (() => Value) };

/** A map of known keys; what it holds for others is null, unless a reason says why they are not known. */
export function mapOf(
  entries: Entries | readonly (readonly [string, Value | (() => Value)])[],
  open?: string,
): ValueMap {
  const pairs = Array.isArray(entries)
    ? (entries as readonly (readonly [string, Value | (() => Value)])[])
    : Object.entries(entries as Entries);
  return {
    kind: 'map',
    entries: new Map(
      pairs.map(([name, value]) => [
        name.toLowerCase(),
        { name, get: typeof value === 'function' ? once(value) : () => value },
      ]),
    ),
    otherwise: open === undefined ? null : unknown(open),
  };
}

export function listOf(items: readonly Value[]): ValueList {
  return { kind: 'list', items, isFiltered: false };
}

/** An undecided value as one of which nothing is known, for those who ask for more than whether it holds. */
export function asOpen(value: Value): Value {
  return isUnknown(value) && 'holds' in value ? unknown(value.unknown) : value;
}

/** What a key holds. Of a value that is no map, nothing. `path` names the value in reasons: `github.event`. */
export function memberOf(value: Value, key: string, path: string): Value {
  if (isUnknown(value)) return value.unknown === path ? unknown(`${path}.${key}`) : value;
  if (!isMap(value)) return null;
  const found = value.entries.get(key.toLowerCase());
  if (found !== undefined) return found.get();
  if (value.otherwise === null) return null;
  return value.otherwise.unknown === path ? unknown(`${path}.${key}`) : value.otherwise;
}

/** Whether a value counts as true: not for `false`, `0`, `''` and null. */
export function truthOf(value: Value): Truth {
  if (isUnknown(value)) return 'holds' in value && typeof value.holds === 'boolean' ? value.holds : value;
  if (value === null || value === false || value === 0 || value === '') return false;
  if (typeof value === 'number') return !Number.isNaN(value);
  if (typeof value === 'string' && !isWhole(value))
    return knownPieces(value).some((piece) => piece !== '') ? true : unknown(holesIn(value).join(', '));
  return true;
}

/** The text that a value becomes in `${{ … }}`. */
export function textOf(value: Value): Partial {
  if (isUnknown(value)) return hole(value.unknown);
  if (value === null) return '';
  if (isList(value)) return 'Array';
  if (isMap(value)) return 'Object';
  return typeof value === 'number' ? textOfNumber(value) : String(value);
}

/** Numbers have 15 digits at GitHub (`G15` of .NET), and large and small ones an exponent of at least two. */
function textOfNumber(value: number): string {
  const rounded = Number(value.toPrecision(15));
  const size = Math.abs(rounded);
  if (rounded === 0) return Object.is(rounded, -0) ? '-0' : '0';
  if (!Number.isFinite(rounded) || (size >= 1e-4 && size < 1e15)) return String(rounded);
  return rounded
    .toExponential()
    .replace(/e([+-])(\d+)$/, (_, sign: string, digits: string) => `E${sign}${digits.padStart(2, '0')}`);
}

/** `==`: texts without regard to case, values of different types as numbers, collections never but for themselves. */
export function equalValues(a: Value, b: Value): Truth {
  if (isUnknown(a)) return a;
  if (isUnknown(b)) return b;
  if (typeof a === 'string' && typeof b === 'string')
    return equalPartial(fold(a), fold(b)) ?? unknown([...holesIn(a), ...holesIn(b)].join(', '));
  if (typeof a === typeof b && !isCollection(a) && !isCollection(b)) return a === b;
  if (isCollection(a) || isCollection(b)) return a === b;
  const [x, y] = [numberOf(a), numberOf(b)];
  if (isUnknown(x)) return x;
  return isUnknown(y) ? y : x === y;
}

/** `<`, `>`, `<=`, `>=`: texts in order, anything else as numbers. */
export function compareValues(a: Value, b: Value, holds: (order: number) => boolean): Truth {
  if (isUnknown(a)) return a;
  if (isUnknown(b)) return b;
  if (typeof a === 'string' && typeof b === 'string') {
    if (!isWhole(a) || !isWhole(b)) return unknown([...holesIn(a), ...holesIn(b)].join(', '));
    const [x, y] = [upper(a), upper(b)];
    return holds(x < y ? -1 : x > y ? 1 : 0);
  }
  const [x, y] = [numberOf(a), numberOf(b)];
  if (isUnknown(x)) return x;
  if (isUnknown(y)) return y;
  return !Number.isNaN(x) && !Number.isNaN(y) && holds(x - y);
}

/** Folds the known pieces of a text, and leaves the reasons in its holes as they are. */
export function fold(text: Partial): Partial {
  return inKnownPieces(text, upper);
}

/** Case as .NET folds it (`OrdinalIgnoreCase`): each character to one upper one, and none of the others into ASCII. */
function upper(text: string): string {
  return /^[\n\r\t -~]*$/.test(text) ? text.toUpperCase() : text.replace(/./gsu, upperCharacter);
}

function upperCharacter(character: string): string {
  const made = character.toUpperCase();
  return made.length === character.length && made > '\u007F' === character > '\u007F' ? made : character;
}

function isCollection(value: Value): boolean {
  return isList(value) || isMap(value);
}

/** The number that a value becomes; NaN for what is none. */
export function numberOf(value: Value): number | Unknown {
  if (isUnknown(value)) return value;
  if (typeof value === 'number') return value;
  if (value === null || value === false) return 0;
  if (value === true) return 1;
  if (typeof value !== 'string') return NaN;
  if (!isWhole(value)) return unknown(holesIn(value).join(', '));
  const text = value.trim();
  if (text === '') return 0;
  if (/^[-+]?Infinity$/.test(text)) return Number(text);
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$|^0x[\da-f]+$|^0o[0-7]+$/i.test(text) ? Number(text) : NaN;
}

export function not(truth: Truth): Truth {
  return isUnknown(truth) ? truth : !truth;
}
