import type { Files } from '../project/ports.ts';

/** A tree in memory, for tests and for trying rules out: path → text or bytes. */
export function memoryFiles(tree: { readonly [path: string]: string | Uint8Array }): Files {
  const paths = Object.keys(tree).sort();
  return {
    list: async () => paths,
    read: async (path, limit) => {
      const content = Object.hasOwn(tree, path) ? tree[path] : undefined;
      if (content === undefined) return { kind: 'missing' };
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      return { kind: 'bytes', bytes: bytes.subarray(0, limit), size: bytes.length };
    },
  };
}
