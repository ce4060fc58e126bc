import { mkdir, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { PyrelError } from '../core/error.ts';
import { below } from '../project/path.ts';
import { TEXT_LIMIT } from '../project/reader.ts';
import type { SourceText } from '../project/source.ts';
import type { Repository } from './repository.ts';
import { writeChanges } from './write-changes.ts';

export type BaselineRequest = {
  readonly repository: Pick<Repository, 'top' | 'root' | 'revision' | 'files'>;
  readonly cwd: string;
  /** `--baseline`, relative to the current directory: this file of the disk, also where a revision is linted. */
  readonly given: string | null;
  /** What the config names, relative to ROOT. */
  readonly configured: string | null;
  /** What it is called where nobody says. */
  readonly usual: string;
  /** Whether it is to be written: then it need not be there. */
  readonly task: 'use' | 'update' | 'prune';
};

/** A baseline's text, and the way to write it back. */
export type BaselineFile = {
  /** Null where the file is not there yet. */
  readonly source: SourceText | null;
  /** As shown to the user. */
  readonly name: string;
  /** Throws `PyrelError`, also where the file is not any more what was read. */
  readonly write: (text: string) => Promise<void>;
};

/** The baseline of a run; null where none is asked for and there is none. */
export async function openBaseline(request: BaselineRequest): Promise<BaselineFile | null> {
  const { repository, given, configured, usual, task } = request;
  if (given !== null) return givenFile(request, given);
  if (task !== 'use' && repository.revision !== null)
    throw new PyrelError(
      'usage',
      `--${task}-baseline cannot change a revision that --at names`,
      'Name the file to write with `--baseline FILE`.',
    );
  const path = below(repository.root, configured ?? usual);
  const read = await repository.files.read(path, TEXT_LIMIT);
  if (read.kind === 'missing' && configured === null && task === 'use') return null;
  if (read.kind === 'missing' && task !== 'update') throw absent(path, configured === null ? null : 'config');
  if (read.kind === 'unreadable' || (read.kind === 'bytes' && read.size > read.bytes.length))
    throw unreadable(path, read.kind === 'unreadable' ? read.reason : `is larger than ${TEXT_LIMIT} bytes`);
  const before = read.kind === 'bytes' ? read.bytes : null;
  return {
    name: path,
    source: before === null ? null : sourceOf(path, before),
    write: async (text) => {
      await refuseLinkedFolder(repository.top, dirname(path));
      await writeChanges(repository.top, [{ path, before, after: Buffer.from(text) }]);
    },
  };
}

/** The config is the repository's, and may name a folder that is a link out of it. */
async function refuseLinkedFolder(top: string, folder: string): Promise<void> {
  const full = join(await realpath(top), folder);
  const real = await realpath(full).catch(() => null);
  if (real === null && folder !== '.') return refuseLinkedFolder(top, dirname(folder));
  if (real !== null && real !== full) throw unreadable(folder, 'would be written through a symbolic link');
  return undefined;
}

async function givenFile({ repository, cwd, task }: BaselineRequest, given: string): Promise<BaselineFile> {
  const full = resolve(cwd, given);
  const real = await realpath(full).catch(() => full);
  const before = await bytesOf(real, given);
  if (before === null && task !== 'update') throw absent(given, 'flag');
  const inside = relative(repository.top, real).replaceAll(sep, '/');
  const name = /^\.\.(\/|$)/.test(inside) || resolve(inside) === inside ? given : inside;
  return {
    name,
    source: before === null ? null : sourceOf(name, before),
    write: async (text) => {
      await mkdir(dirname(real), { recursive: true }).catch(() => {});
      await writeChanges(dirname(real), [{ path: basename(real), before, after: Buffer.from(text) }]);
    },
  };
}

async function bytesOf(path: string, shown: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (code === 'ENOENT') return null;
    throw unreadable(shown, `cannot be read (${code})`);
  }
}

function sourceOf(file: string, bytes: Uint8Array): SourceText {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { file, text, cutAt: null, hasBom: false };
  } catch {
    throw unreadable(file, 'is not UTF-8');
  }
}

function absent(name: string, by: 'flag' | 'config' | null): PyrelError {
  const named = by === 'flag' ? ', which --baseline names,' : by === 'config' ? ', which the config names,' : '';
  return new PyrelError(
    'config-unreadable',
    `the baseline ${name}${named} does not exist`,
    'Make it with `--update-baseline`, or name a file that is there.',
  );
}

function unreadable(name: string, reason: string): PyrelError {
  return new PyrelError('config-unreadable', `the baseline ${name} ${reason}`, 'Mend the file, or name another one.');
}
