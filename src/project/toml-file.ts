import { TomlError, parse } from 'smol-toml';
import { atPosition } from '../core/place.ts';
import type { Maybe } from '../core/unknown.ts';
import { isUnknown, unknown } from '../core/unknown.ts';
import type { Reader } from './reader.ts';

export type TomlTable = { readonly [key: string]: unknown };

/** A parsed TOML file; places in it are named by key path. */
export type TomlFile = { readonly file: string; readonly data: TomlTable };

/** Reads and parses a TOML file. A broken one is recorded for `unreadable-file` and comes back as unknown. */
export async function readToml(reader: Reader, file: string): Promise<Maybe<TomlFile>> {
  const source = await reader.text(file);
  if (source === null || isUnknown(source)) return source;
  const parsed = parseToml(source.text);
  if ('data' in parsed) return { file, data: parsed.data };
  reader.reject({
    file,
    place: atPosition(file, parsed.line, parsed.column),
    kind: 'invalid',
    problem: `is not valid TOML: ${parsed.problem}`,
    todo: 'Mend the syntax',
  });
  return unknown(`${file} is not valid TOML`);
}

export type TomlParse =
  | { readonly data: TomlTable }
  | { readonly problem: string; readonly line: number; readonly column: number };

/** Parses TOML 1.0; keys such as `__proto__` are refused, large integers come as bigint. */
export function parseToml(text: string): TomlParse {
  try {
    return { data: parse(text, { unsafeKeyBehaviour: 'throw', integersAsBigInt: 'asNeeded' }) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const problem = (error.message.split('\n')[0] ?? '').replace(/^Invalid TOML document: /, '');
    return { problem, line: error.line, column: error.column };
  }
}

/** The value at a key path, walking own keys of tables only. */
export function valueAt(data: TomlTable, ...path: readonly string[]): unknown {
  let value: unknown = data;
  for (const key of path) {
    if (!isTable(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

export function tableAt(data: TomlTable, ...path: readonly string[]): TomlTable | null {
  const value = valueAt(data, ...path);
  return isTable(value) ? value : null;
}

export function stringAt(data: TomlTable, ...path: readonly string[]): string | null {
  const value = valueAt(data, ...path);
  return typeof value === 'string' ? value : null;
}

/** The strings of an array; anything else in it is left out, and so is a value that is no array. */
export function stringsAt(data: TomlTable, ...path: readonly string[]): readonly string[] {
  const value = valueAt(data, ...path);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function isTable(value: unknown): value is TomlTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
