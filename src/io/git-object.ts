import type { FileRead } from '../project/ports.ts';
import type { ObjectReader } from './object-reader.ts';

/** Reads a file in the tree of a commit. The name goes to git on a line of its own, so it may not hold a line feed. */
export async function readObjectAt(
  objects: ObjectReader,
  commit: string,
  path: string,
  limit: number,
): Promise<FileRead> {
  if (!/^[0-9a-f]{40,64}$/.test(commit) || /[\n\0]/.test(path)) return { kind: 'missing' };
  const read = await objects.read(`${commit}:${path}`, limit);
  if (read.kind === 'missing') return { kind: 'missing' };
  if (read.kind === 'failed') return { kind: 'unreadable', reason: read.reason };
  return read.type === 'blob'
    ? { kind: 'bytes', bytes: read.bytes, size: read.size }
    : { kind: 'unreadable', reason: 'is a folder' };
}
