import { atKey, atSpan } from '../core/place.ts';
import { isUnknown, known } from '../core/unknown.ts';
import { below, parent } from './path.ts';
import type { Reader } from './reader.ts';
import { readToml, stringAt, tableAt } from './toml-file.ts';
import type { VersionPlace } from './versions.ts';

/**
 * `[package] version` of a Cargo manifest. `version.workspace = true` takes it from the nearest manifest above that has a
 * `[workspace]` table, or from the one that `package.workspace` names (The Cargo Book, "The workspace field").
 */
export async function cargoVersion(reader: Reader, manifest: string): Promise<VersionPlace | null> {
  const cargo = known(await readToml(reader, manifest));
  if (cargo === null) return null;
  const version = stringAt(cargo.data, 'package', 'version');
  if (version !== null) {
    const place = atKey(manifest, ['package', 'version']);
    return { value: version, place, file: manifest, role: 'source', label: '[package] version' };
  }
  if (tableAt(cargo.data, 'package', 'version')?.['workspace'] !== true) return null;
  const named = stringAt(cargo.data, 'package', 'workspace');
  const folders = named === null ? above(parent(manifest)) : [below(parent(manifest), named)];
  for (const folder of folders) {
    const file = below(folder, 'Cargo.toml');
    const root = known(await readToml(reader, file));
    if (root === null || tableAt(root.data, 'workspace') === null) continue;
    const value = stringAt(root.data, 'workspace', 'package', 'version');
    const place = atKey(file, ['workspace', 'package', 'version']);
    return value === null ? null : { value, place, file, role: 'source', label: '[workspace.package] version' };
  }
  return null;
}

/** The folder itself and those above it, nearest first. */
function above(folder: string): readonly string[] {
  const found = [folder];
  for (let at = folder; at !== '';) {
    at = parent(at);
    found.push(at);
  }
  return found;
}

/** `project(…, version: '1.2')` or `version: files('VERSION')`; a version that a command makes is not followed. */
export async function mesonVersion(reader: Reader, file: string): Promise<VersionPlace | null> {
  const source = await reader.text(file);
  if (source === null || isUnknown(source)) return null;
  // Comments are blanked, so that offsets stay; a `#` in a string begins none.
  const text = source.text
    .slice(0, 20_000)
    .replaceAll(
      /^((?:[^'#\n]|'[^'\n]*')*)#.*$/gm,
      (line, code: string) => code + ' '.repeat(line.length - code.length),
    );
  const start = /^[ \t]*project\s*\(/m.exec(text);
  if (start === null) return null;
  const from = start.index + start[0].length;
  const match =
    /\bversion\s{0,20}:\s{0,200}(?:'(?<literal>[^'\n]{1,80})'|files\(\s{0,20}'(?<file>[^'\n]{1,200})')/d.exec(
      text.slice(from, from + 2000),
    );
  const literal = match?.groups?.['literal'];
  const span = match?.indices?.groups?.['literal'];
  if (literal !== undefined && span !== undefined)
    return { value: literal, place: atSpan(file, from + span[0], from + span[1]), file, role: 'source', label: file };
  const named = match?.groups?.['file'];
  return named === undefined ? null : firstLine(reader, below(parent(file), named));
}

/** Meson reads one line of the file. */
async function firstLine(reader: Reader, file: string): Promise<VersionPlace | null> {
  const source = await reader.text(file);
  const match = source === null || isUnknown(source) ? null : /^\s{0,80}(\S{1,80})\s*$/.exec(source.text);
  const value = match?.[1];
  if (value === undefined || source === null || isUnknown(source)) return null;
  const at = source.text.indexOf(value);
  return { value, place: atSpan(file, at, at + value.length), file, role: 'source', label: file };
}
