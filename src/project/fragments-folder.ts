import { isUnknown } from '../core/unknown.ts';
import type { Reader } from './reader.ts';

/** More than a project ever has between two releases (pytest's largest had 180). */
export const MOST_FRAGMENTS = 2000;

export type FolderFile = { readonly file: string; readonly folder: string; readonly name: string };

/** The files right in one of the folders, in order of their paths. */
export function filesIn(paths: ReadonlySet<string>, folders: readonly string[]): readonly FolderFile[] {
  const wanted = new Set(folders);
  const found: FolderFile[] = [];
  for (const file of paths) {
    const slash = file.lastIndexOf('/');
    const folder = file.slice(0, Math.max(0, slash));
    if (wanted.has(folder)) found.push({ file, folder, name: file.slice(slash + 1) });
  }
  return found;
}

/** The name of which this one is a copy that an editor, a merge or a patch left; null where it is none. */
export function backupOf(name: string): string | null {
  const found = /^\.?(.{1,200}?)(?:~|\.(?:orig|rej|bak|swp|swo))$/.exec(name) ?? /^#(.{1,200})#$/.exec(name);
  return found?.[1] ?? null;
}

/** Files that stand in such folders and are no fragments: hidden ones, templates, and what tells how to write one. */
export function isBystander(name: string): boolean {
  return (
    /^[._]/.test(name) ||
    /^(?:readme|contributing|changelog|changes|news|index|template|towncrier)\b/i.test(name) ||
    /template/i.test(name)
  );
}

/** Null where it cannot be had. */
export async function textOf(reader: Reader, file: string): Promise<string | null> {
  const source = await reader.text(file, { isGuess: true, notUtf8: 'replace' });
  return source === null || isUnknown(source) ? null : source.text;
}
