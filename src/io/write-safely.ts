import { chmod, link, mkdir, realpath, rename, unlink, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { Look } from './look-at.ts';
import { lookAt } from './look-at.ts';

/** A file to be written, by absolute paths. */
export type SafeWrite = {
  readonly path: string;
  /** Bytes that stand there now; null where nothing may. */
  readonly before: Buffer | null;
  readonly after: string;
  readonly isExecutable: boolean;
  /** A file that gives way first. */
  readonly moved: { readonly from: string; readonly to: string } | null;
  /** The folders that the file may lie in, links followed. */
  readonly within: readonly string[];
};

/** Writes a file and overwrites nothing. Null where it is written; else why not, completing "FILE is not written: …". */
export async function writeSafely(file: SafeWrite): Promise<string | null> {
  try {
    const outside = await leadsOutside(file.path, file.within);
    if (outside !== null) return outside;
    if (file.before !== null) return await replaceUnchanged(file.path, file.before, file.after);
    await mkdir(dirname(file.path), { recursive: true });
    if (file.moved !== null) await moveToFreeName(file.moved.from, file.moved.to);
    try {
      // `wx` fails where a file has come meanwhile, and does not follow a link.
      await writeFile(file.path, file.after, { flag: 'wx', mode: file.isExecutable ? 0o755 : 0o644 });
      if (file.isExecutable) await chmod(file.path, 0o755);
    } catch (error) {
      if (file.moved !== null) await moveToFreeName(file.moved.to, file.moved.from);
      throw error;
    }
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

/** A folder on the way may be a link; the nearest one that is there tells where the file would go. */
async function leadsOutside(path: string, within: readonly string[]): Promise<string | null> {
  const tops = await Promise.all(within.map((one) => realpath(one)));
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const real = await realpath(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return null;
    });
    if (real === null && (await lookAt(folder)).kind === 'other')
      return `${folder} is a symbolic link to a folder that is not there`;
    if (real === null && folder !== dirname(folder)) continue;
    const isInside = tops.some((top) => real === top || real?.startsWith(top.endsWith(sep) ? top : top + sep) === true);
    return isInside ? null : `${folder} leads out of the repository`;
  }
}

/** The new text goes to a file beside it, which takes its name in one step; nobody sees half of it. */
async function replaceUnchanged(path: string, before: Buffer, after: string): Promise<string | null> {
  const look = await lookAt(path);
  if (!isSame(look, before)) return 'it has changed meanwhile';
  const beside = join(dirname(path), `.${after.length.toString(36)}.pyrel-new`);
  await writeFile(beside, after, { flag: 'wx', mode: look.mode });
  try {
    await chmod(beside, look.mode);
    if (!isSame(await lookAt(path), before)) return 'it has changed meanwhile';
    await rename(beside, path);
    return null;
  } finally {
    await unlink(beside).catch(() => {});
  }
}

function isSame(look: Look, before: Buffer): look is Look & { readonly kind: 'file' } {
  return look.kind === 'file' && look.bytes.equals(before);
}

/** A link cannot be made over a name that is taken, and `rename` can. */
async function moveToFreeName(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
    await unlink(from);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // Some disks have no hard links.
    if (code === 'EEXIST' || (await lookAt(to)).kind !== 'missing') throw error;
    await rename(from, to);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  if (code === 'EEXIST') return 'another file has come in its place';
  if (code === 'EROFS') return 'the disk is read-only';
  if (code === 'EACCES' || code === 'EPERM') return 'you may not write there';
  return `it cannot be written (${code})`;
}
