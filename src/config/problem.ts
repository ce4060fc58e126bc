import type { KeyPath } from '../core/place.ts';

/** Something wrong in a config: where, what, and what to write instead. */
export type Problem = {
  /** Below the config's own table. */
  readonly path: KeyPath;
  readonly part: 'key' | 'value';
  readonly what: string;
  readonly todo: string;
};

/** A name or word that is none of those known. `otherwise` says what to do where none of them is near. */
export function unknownName(
  at: Pick<Problem, 'path' | 'part'>,
  said: string,
  meant: string | null,
  otherwise: string,
): Problem {
  if (meant === null) return { ...at, what: said, todo: otherwise };
  return { ...at, what: `${said}; did you mean ${meant}?`, todo: `Write \`${meant}\`, or remove it.` };
}

export function useOneOf(known: readonly string[]): string {
  return `Use one of ${known.join(', ')}, or remove it.`;
}

/** A value as it stands in a message. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** A key as it stands in a message: quoted where TOML would have it quoted. */
export function shownKey(key: string): string {
  return /^[\w-]{1,60}$/.test(key) ? key : shown(key);
}

/** TOML's name for the kind of a value. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'a table';
  if (typeof value === 'number') return 'a number';
  return typeof value === 'boolean' ? 'a boolean' : 'a string';
}
