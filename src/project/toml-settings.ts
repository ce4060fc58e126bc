import type { Place } from '../core/place.ts';
import { atKey } from '../core/place.ts';
import type { TomlFile, TomlTable } from './toml-file.ts';
import { tableAt } from './toml-file.ts';

/** A table of a TOML file with its key path. */
export type Settings = { readonly file: string; readonly path: readonly string[]; readonly data: TomlTable };

export function settingsAt(toml: TomlFile | null, ...path: readonly string[]): Settings | null {
  const data = toml === null ? null : tableAt(toml.data, ...path);
  return toml === null || data === null ? null : { file: toml.file, path, data };
}

export function placeIn({ file, path }: Settings, ...keys: readonly string[]): Place {
  return keys.length === 0 ? atKey(file, [...path], 'key') : atKey(file, [...path, ...keys]);
}
