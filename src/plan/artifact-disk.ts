import type { Place } from '../core/place.ts';
import type { DistFile } from './artifacts.ts';
import { below, overlap, takes } from './artifact-paths.ts';
import type { Partial } from '../core/partial.ts';

/** What lies on the machine of a job, as far as its steps tell. Paths are below the workspace. */
export type Disk = {
  files: readonly DistFile[];
  /** Folders that may hold more, or something else. */
  opens: readonly Open[];
};

export type Open = { readonly under: Partial; readonly reason: string };

export function emptyDisk(): Disk {
  return { files: [], opens: [] };
}

export function put(disk: Disk, files: readonly DistFile[]): void {
  const paths = new Set(files.map(({ path }) => path));
  // A file that is made again takes the place of the first, unless its name is not known.
  const kept = disk.files.filter(({ path }) => !paths.has(path) || path.includes('*'));
  disk.files = [...kept, ...files];
}

export function leaveOpen(disk: Disk, under: Partial, reason: string): void {
  if (!disk.opens.some((one) => one.under === under)) disk.opens = [...disk.opens, { under, reason }];
}

/** Why a folder may hold more than is known; null where that is all. */
export function openIn({ opens }: Disk, folder: Partial): string | null {
  return opens.find(({ under }) => under === '' || overlap(under, folder))?.reason ?? null;
}

/** Files in a folder, with their paths below it. */
export function filesIn({ files }: Disk, folder: Partial): readonly DistFile[] {
  return files.flatMap((file) => {
    const path = below(folder, file.path);
    return path === null ? [] : [{ ...file, path }];
  });
}

/** Files that patterns take, and why others may be among them; null where none may. */
export function picked(
  disk: Disk,
  patterns: readonly Partial[],
): { readonly files: readonly DistFile[]; readonly open: string | null } {
  const includes = patterns.filter((pattern) => !pattern.startsWith('!'));
  const excludes = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  let open: string | null = null;
  const files = disk.files.filter(({ path }) => {
    const taken = best(includes.map((pattern) => takesOrHolds(pattern, path)));
    if (taken === 'no') return false;
    const left = best(excludes.map((pattern) => takesOrHolds(pattern, path)));
    if (left === 'yes') return false;
    if (taken === 'maybe' || left === 'maybe') open ??= `whether the patterns take ${path.split('/').at(-1) ?? path}`;
    return true;
  });
  return { files, open };
}

/** A folder stands for all that lies in it. */
function takesOrHolds(pattern: Partial, path: Partial): 'yes' | 'no' | 'maybe' {
  const own = takes(pattern, path);
  if (own !== 'no') return own;
  const parts = path.split('/');
  return best(parts.slice(1).map((_, at) => takes(pattern, parts.slice(0, at + 1).join('/'))));
}

function best(answers: readonly ('yes' | 'no' | 'maybe')[]): 'yes' | 'no' | 'maybe' {
  return answers.includes('yes') ? 'yes' : answers.includes('maybe') ? 'maybe' : 'no';
}

/** A file whose name tells what it is. */
export function fileAt(path: Partial, place: Place, madeBy: string): DistFile {
  return { path, kind: kindOf(path), place, madeBy, platform: null };
}

export function kindOf(path: Partial): DistFile['kind'] {
  return path.endsWith('.whl') ? 'wheel' : /\.(?:tar\.gz|zip)$/.test(path) ? 'sdist' : 'other';
}
