import { lstat, readFile } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';

/** What stands at a path itself: links are not followed. */
export type Look =
  | { readonly kind: 'missing' }
  | { readonly kind: 'file'; readonly bytes: Buffer; readonly mode: number }
  /** `is` completes "FILE is …". */
  | { readonly kind: 'other'; readonly is: string };

/** No file that pyrel would add to is larger. */
const LIMIT = 4 * 1024 * 1024;

/** Never rejects. */
export async function lookAt(path: string): Promise<Look> {
  try {
    const stats = await lstat(path);
    if (stats.isSymbolicLink()) return { kind: 'other', is: 'is a symbolic link' };
    if (!stats.isFile()) return { kind: 'other', is: stats.isDirectory() ? 'is a folder' : 'is no plain file' };
    if (stats.size > LIMIT) return { kind: 'other', is: `is larger than ${LIMIT} bytes` };
    return { kind: 'file', bytes: await readFile(path), mode: stats.mode };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
    return { kind: 'other', is: `cannot be read (${code})` };
  }
}

/** A path as it is shown: below the top, or absolute; with `/`. */
export function shownPath(top: string, path: string): string {
  const inside = relative(top, path);
  const isBelow = inside !== '' && !inside.startsWith('..') && !isAbsolute(inside);
  return (isBelow ? inside : path).replaceAll(sep, '/');
}
