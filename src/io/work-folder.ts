import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkFolder } from '../project/work-folder.ts';
import { readInside } from './disk-files.ts';

/** What lies below a folder on the disk, ignored by git or not. */
export function workFolder(top: string): WorkFolder {
  return {
    read: (path, limit) => readInside(top, Buffer.from(path), limit),
    changedAt: (path) => {
      try {
        return lstatSync(join(top, path)).mtimeMs;
      } catch {
        return null;
      }
    },
  };
}
