import type { Declared } from '../core/place.ts';
import { atKey, atSpan } from '../core/place.ts';
import { known } from '../core/unknown.ts';
import type { PythonProject } from './load-metadata.ts';
import type { Crate } from './locks-crates.ts';
import { foldersUp, loadCrates } from './locks-crates.ts';
import type { LockEntry } from './locks-entries.ts';
import { pixiEntries, tomlEntries } from './locks-entries.ts';
import type { LockedVersion } from './locks.ts';
import { below } from './path.ts';
import type { Reader } from './reader.ts';
import { stringAt } from './toml-file.ts';
import { normalName } from '../version/distribution-name.ts';

/**
 * Finds the project's own entries in its lock files, in its folder and above it: a workspace has one for all members.
 *
 * poetry.lock and pdm.lock do not list the project itself. A computed version is stored as whatever it was on the
 * machine that locked, or not at all, so it is left out (incidents.md §4: mcp-atlassian's 0.11.8.dev12).
 */
export async function loadLocks(
  reader: Reader,
  root: string,
  python: PythonProject,
): Promise<readonly LockedVersion[]> {
  const own = ownOf(python);
  const crates = await loadCrates(reader, root, python);
  const found = await Promise.all([
    ...(own === null ? [] : foldersUp(root).map((folder) => inUvLock(reader, root, folder, own))),
    ...(own === null ? [] : foldersUp(root).map((folder) => inPixiLock(reader, root, folder, own))),
    ...crates.map((crate) => inCargoLock(reader, crate)),
  ]);
  return found.flat();
}

type Own = { readonly name: string; readonly version: Declared<string> & { readonly file: string } };

/** uv and pixi look at `[project]` only. */
function ownOf(python: PythonProject): Own | null {
  const toml = known(python.pyproject);
  const name = toml === null ? null : stringAt(toml.data, 'project', 'name');
  const value = toml === null ? null : stringAt(toml.data, 'project', 'version');
  if (toml === null || name === null || value === null) return null;
  return {
    // Both tools write names so.
    name: normalName(name),
    version: { value, place: atKey(toml.file, ['project', 'version']), file: toml.file },
  };
}

/** A lock file is large and written by machine: what is of it can be read to its limit, and nobody is to split it. */
async function lockText(reader: Reader, file: string): Promise<string | null> {
  if (!reader.allPaths.has(file)) return null;
  return known(await reader.text(file, { mayCut: true, isGuess: true }))?.text ?? null;
}

/** `source = { editable = "." }`; `source = "editable+."` in the first releases of uv. */
const LOCAL = /\b(?:editable|virtual|directory)(?:\s*=\s*"|\+)(?<path>[^"]*)"?/;

async function inUvLock(reader: Reader, root: string, folder: string, own: Own): Promise<readonly LockedVersion[]> {
  const file = below(folder, 'uv.lock');
  const text = await lockText(reader, file);
  if (text === null) return [];
  return tomlEntries(text, own.name)
    .filter((entry) => {
      const path = LOCAL.exec(entry.get('source')?.text ?? '')?.groups?.['path'];
      return path !== undefined && below(folder, path) === root;
    })
    .flatMap((entry) => lockedAt(file, own.name, entry, own.version, 'uv lock'));
}

/** `- pypi: ./`, and `- kind: pypi` with a `path` before version 6 of the format. */
async function inPixiLock(reader: Reader, root: string, folder: string, own: Own): Promise<readonly LockedVersion[]> {
  const file = below(folder, 'pixi.lock');
  const text = await lockText(reader, file);
  if (text === null) return [];
  return pixiEntries(text, own.name)
    .filter((entry) => {
      const path =
        entry.get('pypi')?.text ?? (entry.get('kind')?.text === 'pypi' ? entry.get('path')?.text : undefined);
      return path !== undefined && /^\.{1,2}(?:\/|$)/.test(path) && below(folder, path) === root;
    })
    .flatMap((entry) => lockedAt(file, own.name, entry, own.version, 'pixi lock'));
}

async function inCargoLock(reader: Reader, crate: Crate): Promise<readonly LockedVersion[]> {
  for (const folder of foldersUp(crate.folder)) {
    const file = below(folder, 'Cargo.lock');
    const text = await lockText(reader, file);
    if (text === null) continue;
    return tomlEntries(text, crate.name)
      .filter((entry) => !entry.has('source'))
      .flatMap((entry) => lockedAt(file, crate.name, entry, crate.version, 'cargo update --workspace'));
  }
  return [];
}

function lockedAt(
  file: string,
  name: string,
  entry: LockEntry,
  of: LockedVersion['of'],
  command: string,
): readonly LockedVersion[] {
  const version = entry.get('version');
  if (version === undefined) return [];
  const { span, text } = version;
  return [{ value: text, place: atSpan(file, span.start, span.end), file, name, of, command }];
}
