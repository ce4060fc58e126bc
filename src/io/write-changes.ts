import { randomUUID } from 'node:crypto';
import { chmod, lstat, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PyrelError } from '../core/error.ts';

/** A file as it was read and as it is to be; `before` is null for one that is made. */
export type Change = { readonly path: string; readonly before: Uint8Array | null; readonly after: Uint8Array };

/**
 * Writes all of the changes below `top`, or none: each file goes to a temporary one beside it first and takes its place by
 * a rename. A file that is not any more what was read, or that is a link, is left alone, and so are all others then.
 * Throws `PyrelError`.
 */
export async function writeChanges(top: string, changes: readonly Change[]): Promise<void> {
  const realTop = await realpath(top);
  for (const change of changes) await refuseUnexpected(realTop, change);
  const staged: { readonly change: Change; readonly temporary: string }[] = [];
  const moved: Change[] = [];
  let at = '';
  try {
    for (const change of changes) {
      at = change.path;
      staged.push({ change, temporary: await stage(join(realTop, change.path), change.after) });
    }
    for (const { change, temporary } of staged) {
      at = change.path;
      // Between the first look and now something else may have written.
      await refuseUnexpected(realTop, change);
      await rename(temporary, join(realTop, change.path));
      moved.push(change);
    }
  } catch (error) {
    for (const { temporary } of staged) await rm(temporary, { force: true });
    for (const change of moved) await restore(join(realTop, change.path), change);
    throw error instanceof PyrelError ? error : unwritable(at, error);
  }
}

async function refuseUnexpected(top: string, { path, before }: Change): Promise<void> {
  const full = join(top, path);
  const stats = await lstat(full).catch(() => null);
  if (stats === null ? before !== null : before === null)
    throw changed(path, stats === null ? 'is gone' : 'is there now');
  if (stats === null || before === null) return refuseLinkedFolder(top, path);
  if (stats.isSymbolicLink() || (await realpath(full)) !== full)
    throw changed(path, 'is reached through a symbolic link');
  if (!(await readFile(full)).equals(before)) throw changed(path, 'has changed since it was read');
}

/** A folder of the repository may be a link to any place of the disk, and a file that is made there lies outside. */
async function refuseLinkedFolder(top: string, path: string): Promise<void> {
  for (let folder = dirname(join(top, path)); folder.length > top.length; folder = dirname(folder)) {
    const stats = await lstat(folder).catch(() => null);
    if (stats === null) continue;
    if (stats.isSymbolicLink()) throw changed(path, 'is reached through a symbolic link');
  }
}

function changed(path: string, what: string): PyrelError {
  return new PyrelError('fix-refused', `${path} ${what}, so no file was written`, 'Run pyrel again.');
}

async function stage(full: string, bytes: Uint8Array): Promise<string> {
  const folder = dirname(full);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${basename(full)}.${randomUUID()}`);
  const before = await stat(full).catch(() => null);
  try {
    await writeFile(temporary, bytes, { flag: 'wx' });
    // Not as an option of writeFile: there the user's umask would take rights away.
    if (before !== null) await chmod(temporary, before.mode & 0o7777);
    return temporary;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function restore(full: string, { before }: Change): Promise<void> {
  if (before === null) await rm(full, { force: true });
  else await writeFile(full, before).catch(() => {});
}

function unwritable(path: string, error: unknown): PyrelError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  return new PyrelError(
    'fix-refused',
    `${path} cannot be written (${code}), so no file was changed`,
    'Make the file and its folder writable.',
  );
}
