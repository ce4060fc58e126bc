import type { Stats } from 'node:fs';
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';
import type { FileRead, Files } from '../project/ports.ts';
import type { PathList } from './path-list.ts';

/**
 * The tree as it lies on the disk. `list` is asked once. Files are read synchronously: a lint reads a dozen small ones, and
 * the five asynchronous steps that each takes cost more than the reading.
 */
export function diskFiles(top: string, list: () => Promise<PathList>): Files {
  let asked: Promise<PathList> | null = null;
  const listed = (): Promise<PathList> => (asked ??= list());
  return {
    list: async () => (await listed()).paths,
    read: async (path, limit) => {
      // Only a name with a replacement character can stand for bytes that are not UTF-8.
      const raw = path.includes('\ufffd') ? (await listed()).raw.get(path) : undefined;
      const read = readInside(top, raw ?? Buffer.from(path), limit);
      if (read.kind !== 'missing' || asked === null) return read;
      const isSparse = (await asked).sparse.has(path);
      return isSparse ? { kind: 'unreadable', reason: 'is left out by the sparse checkout' } : read;
    },
  };
}

/**
 * Reads a file below `top` without following a link out of it. Links come from the linted repository: `README.md` may
 * point at `/etc/passwd`, or at `.git/config`, where actions/checkout keeps a token.
 */
export function readInside(top: string, path: Buffer, limit: number): FileRead {
  if (!isPlain(path.toString('latin1'))) return { kind: 'unreadable', reason: 'lies outside of the repository' };
  const base = Buffer.from(top.endsWith(sep) ? top : top + sep);
  const full = Buffer.concat([base, path]);
  try {
    const real = realpathSync.native(full, { encoding: 'buffer' });
    const isLink = !real.equals(full);
    const refused = isLink ? refusedTarget(base, real) : null;
    if (refused !== null) return { kind: 'unreadable', reason: refused };
    // Opening a device or a named pipe can have effects, or never return: look first.
    const kind = oddKind(lstatSync(real));
    if (kind !== null) return { kind: 'unreadable', reason: isLink ? `is a symbolic link to ${kind}` : `is ${kind}` };
    return readFile(real, limit);
  } catch (error) {
    return readFailure(error, full);
  }
}

/** No `..`, nothing absolute, nothing empty, and not git's own folder (also `.GIT`, where the disk ignores case). */
function isPlain(path: string): boolean {
  if (path.includes('\0') || (sep === '\\' && /[\\:]/.test(path))) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && part.toLowerCase() !== '.git');
}

function refusedTarget(base: Buffer, real: Buffer): string | null {
  if (!real.subarray(0, base.length).equals(base)) return 'is a symbolic link out of the repository';
  const parts = real.toString('latin1', base.length).split(sep);
  return parts.some((part) => part.toLowerCase() === '.git') ? 'is a symbolic link into the git directory' : null;
}

function oddKind(stats: Stats): string | null {
  if (stats.isFile()) return null;
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a named pipe';
  return stats.isSocket() ? 'a socket' : 'a device';
}

function readFile(real: Buffer, limit: number): FileRead {
  const file = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const { size } = fstatSync(file);
    const bytes = Buffer.alloc(Math.min(size, limit));
    let filled = 0;
    while (filled < bytes.length) {
      const count = readSync(file, bytes, filled, bytes.length - filled, filled);
      if (count === 0) return { kind: 'bytes', bytes: bytes.subarray(0, filled), size: filled };
      filled += count;
    }
    return { kind: 'bytes', bytes, size };
  } finally {
    closeSync(file);
  }
}

function isLinkItself(full: Buffer): boolean {
  try {
    return lstatSync(full).isSymbolicLink();
  } catch {
    return false;
  }
}

function readFailure(error: unknown, full: Buffer): FileRead {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') {
    const isDangling = isLinkItself(full);
    return isDangling
      ? { kind: 'unreadable', reason: 'is a symbolic link to a file that is not there' }
      : { kind: 'missing' };
  }
  if (code === 'ELOOP') return { kind: 'unreadable', reason: 'is a symbolic link in a loop' };
  const isForbidden = code === 'EACCES' || code === 'EPERM';
  return {
    kind: 'unreadable',
    reason: isForbidden ? 'cannot be read for lack of permission' : `cannot be read (${code})`,
  };
}
