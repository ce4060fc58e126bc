import type { Files } from '../project/ports.ts';

/** A tree with some files replaced or added, none of which is on the disk yet. */
export function overlayFiles(files: Files, changed: ReadonlyMap<string, Uint8Array>): Files {
  return {
    list: async () => {
      const listed = await files.list();
      const known = new Set(listed);
      const added = [...changed.keys()].filter((path) => !known.has(path));
      return added.length === 0 ? listed : [...listed, ...added].sort();
    },
    read: async (path, limit) => {
      const bytes = changed.get(path);
      if (bytes === undefined) return files.read(path, limit);
      return { kind: 'bytes', bytes: bytes.subarray(0, limit), size: bytes.length };
    },
  };
}
