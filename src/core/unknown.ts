/**
 * "Cannot know": the fact exists or not, but pyrel could not look (shallow clone, no git, unparsable file).
 * It is neither `null` (known to be absent) nor a value, and never reads as either.
 */
export type Unknown = { readonly unknown: string };

/** A fact: there, known to be absent, or out of sight. */
export type Maybe<T> = T | null | Unknown;

export function unknown(reason: string): Unknown {
  return { unknown: reason };
}

export function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && 'unknown' in value && typeof value.unknown === 'string';
}

/** The value where there is one; `null` where it is absent or cannot be known. For callers that treat both alike. */
export function known<T>(fact: Maybe<T>): T | null {
  return isUnknown(fact) ? null : fact;
}
