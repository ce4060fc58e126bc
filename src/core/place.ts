/** Half-open range of UTF-16 offsets into a file's decoded text, its byte order mark left out. */
export type Span = { readonly start: number; readonly end: number };

/**
 * Where something is said. Rules name a place; the engine counts lines and columns, and only for findings.
 *
 * `file` is always relative to the git top level (or to ROOT where there is no repository), with `/`.
 */
export type Place =
  /** The file as a whole: it is missing, unreadable, or has nothing in it to point at. */
  | { readonly kind: 'file'; readonly file: string }
  /** A key path in a TOML file. `part` tells whether the key or (default) its value is meant. */
  | { readonly kind: 'key'; readonly file: string; readonly path: KeyPath; readonly part?: 'key' | 'value' }
  | { readonly kind: 'span'; readonly file: string; readonly span: Span }
  /** A position that a parser reported, 1-based; for files of which no tree could be had. */
  | { readonly kind: 'position'; readonly file: string; readonly line: number; readonly column: number };

export type KeyPath = readonly (string | number)[];

/** A value together with the place that states it. */
export type Declared<T> = { readonly value: T; readonly place: Place };

/** 1-based lines and columns, columns in UTF-16 units, ends exclusive. */
export type Region = {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
};

/** A place after the engine has counted. `note` says what is there ("declared here"). */
export type Location = { readonly file: string; readonly region: Region; readonly note?: string };

export function inFile(file: string): Place {
  return { kind: 'file', file };
}

export function atKey(file: string, path: KeyPath, part?: 'key' | 'value'): Place {
  return part === undefined ? { kind: 'key', file, path } : { kind: 'key', file, path, part };
}

export function atSpan(file: string, start: number, end: number): Place {
  return { kind: 'span', file, span: { start, end } };
}

export function atPosition(file: string, line: number, column: number): Place {
  return { kind: 'position', file, line, column };
}
