import type { Declared } from '../core/place.ts';
import { atKey } from '../core/place.ts';
import { known } from '../core/unknown.ts';
import type { PythonProject } from './load-metadata.ts';
import { below, parent } from './path.ts';
import type { Reader } from './reader.ts';
import type { TomlTable } from './toml-file.ts';
import { isTable, parseToml, stringAt, tableAt, valueAt } from './toml-file.ts';

/** A crate that the project builds an extension module from. */
export type Crate = {
  readonly name: string;
  /** The folder of its Cargo.toml. */
  readonly folder: string;
  readonly version: Declared<string> & { readonly file: string };
};

/** The crates of the extension modules: those that maturin and setuptools-rust are pointed at, and one beside pyproject.toml. */
export async function loadCrates(reader: Reader, root: string, python: PythonProject): Promise<readonly Crate[]> {
  const files = new Set([below(root, 'Cargo.toml'), ...manifestsOf(known(python.pyproject)?.data ?? {}, root)]);
  const found = await Promise.all(
    [...files].filter((file) => reader.allPaths.has(file)).map((file) => readCrate(reader, file)),
  );
  return found.filter((crate) => crate !== null);
}

/** `[tool.maturin] manifest-path`, and `path` of setuptools-rust's `ext-modules` and `bins`. */
function manifestsOf(data: TomlTable, root: string): readonly string[] {
  const maturin = stringAt(data, 'tool', 'maturin', 'manifest-path');
  const modules = ['ext-modules', 'bins'].flatMap((key) => {
    const list = valueAt(data, 'tool', 'setuptools-rust', key);
    return Array.isArray(list) ? list : [];
  });
  const paths = modules.map((module) => (isTable(module) ? stringAt(module, 'path') : null));
  return [maturin, ...paths].filter((path) => path !== null).map((path) => below(root, path));
}

async function readCrate(reader: Reader, file: string): Promise<Crate | null> {
  const data = await readManifest(reader, file);
  const name = data === null ? null : stringAt(data, 'package', 'name');
  if (data === null || name === null) return null;
  const version = stringAt(data, 'package', 'version');
  if (version !== null) {
    const place = atKey(file, ['package', 'version']);
    return { name, folder: parent(file), version: { value: version, place, file } };
  }
  const isInherited = valueAt(data, 'package', 'version', 'workspace') === true;
  const inherited = isInherited ? await workspaceVersion(reader, parent(file)) : null;
  return inherited === null ? null : { name, folder: parent(file), version: inherited };
}

/** A broken Cargo.toml is cargo's to complain about. */
async function readManifest(reader: Reader, file: string): Promise<TomlTable | null> {
  const source = known(await reader.text(file, { isGuess: true }));
  const parsed = source === null ? null : parseToml(source.text);
  return parsed !== null && 'data' in parsed ? parsed.data : null;
}

/** `version.workspace = true`: the version stands in the nearest workspace above. */
async function workspaceVersion(reader: Reader, folder: string): Promise<Crate['version'] | null> {
  for (const above of foldersUp(folder)) {
    const file = below(above, 'Cargo.toml');
    const data = reader.allPaths.has(file) ? await readManifest(reader, file) : null;
    if (data === null || tableAt(data, 'workspace') === null) continue;
    const value = stringAt(data, 'workspace', 'package', 'version');
    return value === null ? null : { value, place: atKey(file, ['workspace', 'package', 'version']), file };
  }
  return null;
}

/** The folder itself and those above it, up to the git top level. */
export function foldersUp(folder: string): readonly string[] {
  const found = [folder];
  for (let above = folder; above !== ''; found.push(above)) above = parent(above);
  return found;
}
