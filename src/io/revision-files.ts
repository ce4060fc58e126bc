import type { FileRead, Files } from '../project/ports.ts';
import { PyrelError } from '../core/error.ts';
import type { GitOutcome, GitProcess } from './git-process.ts';
import { refusal } from './git-process.ts';
import type { ObjectReader } from './object-reader.ts';
import type { PathList } from './path-list.ts';
import { pathList, records } from './path-list.ts';

type Entry = { readonly mode: string; readonly id: string };

type Tree = {
  readonly list: PathList;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly folders: ReadonlySet<string>;
};

const LINK = '120000';
const SUBMODULE = '160000';

/** As in Linux, where a path may lead through forty links. */
const MOST_LINKS = 40;
const LONGEST_TARGET = 4096;

/** The tree of a commit, as git holds it: no checkout, and so no filters, no line ending conversion and no disk. */
export function revisionFiles(git: GitProcess, commit: string, objects: ObjectReader): Files {
  const listing = git.run(['ls-tree', '-r', '-z', '--full-tree', commit]);
  let parsed: Promise<Tree> | null = null;
  const tree = (): Promise<Tree> => (parsed ??= listing.then((outcome) => parseTree(commit, outcome)));
  return {
    list: async () => (await tree()).list.paths,
    read: async (path, limit) => {
      const found = await resolve(path, await tree(), objects);
      if (!('id' in found)) return found;
      const read = await objects.read(found.id, limit);
      return read.kind === 'object' ? { kind: 'bytes', bytes: read.bytes, size: read.size } : refused(unreadable(read));
    },
  };
}

function parseTree(commit: string, outcome: GitOutcome): Tree {
  if (outcome.kind === 'failed' || outcome.code !== 0) {
    throw new PyrelError(
      'root-unreadable',
      `the tree of ${commit} cannot be listed: ${refusal(outcome)}`,
      'Fetch the commit, or check the repository with `git fsck`.',
    );
  }
  const names = new Map<string, Buffer>();
  const entries = new Map<string, Entry>();
  const folders = new Set<string>();
  for (const record of records(outcome.stdout)) {
    const tab = record.indexOf('\t');
    const [mode = '', , id = ''] = record.toString('latin1', 0, tab).split(' ');
    const name = record.subarray(tab + 1);
    const path = name.toString();
    entries.set(path, { mode, id });
    if (mode !== SUBMODULE) names.set(path, name);
    for (let end = path.lastIndexOf('/'); end !== -1; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return { list: pathList(names), entries, folders };
}

/** The entry that a path leads to; links are followed within the tree, part by part, as the disk would. */
async function resolve(path: string, tree: Tree, objects: ObjectReader): Promise<Entry | FileRead> {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..'))
    return refused('lies outside of the repository');
  const walked: string[] = [];
  let links = 0;
  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (walked.pop() === undefined) return refused('is a symbolic link out of the repository');
      continue;
    }
    walked.push(part);
    const entry = tree.entries.get(walked.join('/'));
    if (entry?.mode !== LINK) continue;
    if (++links > MOST_LINKS) return refused('is a symbolic link in a loop');
    const target = await objects.read(entry.id, LONGEST_TARGET);
    if (target.kind !== 'object') return refused(unreadable(target));
    const text = target.bytes.toString();
    if (text.startsWith('/')) return refused('is a symbolic link out of the repository');
    walked.pop();
    parts.unshift(...text.split('/'));
  }
  return entryAt(walked.join('/'), tree, links > 0);
}

function entryAt(path: string, { entries, folders }: Tree, isLinked: boolean): Entry | FileRead {
  const entry = entries.get(path);
  if (entry !== undefined && entry.mode !== SUBMODULE) return entry;
  const isFolder = entry !== undefined || path === '' || folders.has(path);
  if (isFolder) return refused(isLinked ? 'is a symbolic link to a folder' : 'is a folder');
  return isLinked ? refused('is a symbolic link to a file that is not there') : { kind: 'missing' };
}

function refused(reason: string): FileRead {
  return { kind: 'unreadable', reason };
}

function unreadable(read: { readonly kind: 'missing' } | { readonly kind: 'failed'; readonly reason: string }): string {
  return read.kind === 'missing'
    ? 'is not in this clone, which is partial or damaged'
    : `cannot be read: ${read.reason}`;
}
