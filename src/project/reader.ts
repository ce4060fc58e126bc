import { inFile, atPosition } from '../core/place.ts';
import type { Maybe } from '../core/unknown.ts';
import { isUnknown, unknown } from '../core/unknown.ts';
import type { Files } from './ports.ts';
import type { Unreadable } from './project.ts';
import type { SourceText } from './source.ts';

/** Largest text that is read, in bytes: ten times the largest real changelog met (redis-py, 0.4 MB). */
export const TEXT_LIMIT: number = 4 * 1024 * 1024;

/** How a kind of file is turned into text. */
export type Decoding = {
  /** The start of a larger file is of use (changelogs: newest first). Otherwise such a file is not used at all. */
  readonly mayCut?: boolean;
  /** What to do with bytes that are not UTF-8: refuse the file (TOML, YAML), or read it all the same. */
  readonly notUtf8?: 'refuse' | 'replace' | 'python-cookie';
  /** The path is a guess (a program that a script calls): that it cannot be used is not recorded. */
  readonly isGuess?: boolean;
};

/** Reads files once, keeps their text, and records what could not be used. */
export type Reader = {
  /** Every path of the project's own subtree: of the whole repository where its root is the top. */
  readonly paths: ReadonlySet<string>;
  /** Every path of the repository. */
  readonly allPaths: ReadonlySet<string>;
  readonly sources: ReadonlyMap<string, SourceText>;
  readonly unreadable: readonly Unreadable[];
  /** null: not there. Unknown: there, but not usable; already recorded in `unreadable`. */
  readonly text: (path: string, decoding?: Decoding) => Promise<Maybe<SourceText>>;
  /** Records that a file's text is broken, for `unreadable-file`. */
  readonly reject: (entry: Unreadable) => void;
  /** The same reader for the project in a folder: its `paths` are those below. */
  readonly within: (folder: string) => Reader;
};

export async function createReader(files: Files): Promise<Reader> {
  const sources = new Map<string, SourceText>();
  const unreadable: Unreadable[] = [];
  const asked = new Map<string, Promise<Maybe<SourceText>>>();
  const listed = await files.list();
  const paths = new Set(listed);
  const reject = (entry: Unreadable): void => void unreadable.push(entry);

  const load = async (path: string, decoding: Decoding): Promise<Maybe<SourceText>> => {
    const loaded = await readText(files, path, decoding, decoding.isGuess === true ? () => {} : reject);
    if (loaded !== null && !isUnknown(loaded)) sources.set(path, loaded);
    return loaded;
  };

  const reader: Reader = {
    paths,
    allPaths: paths,
    within: (folder) => (folder === '' ? reader : { ...reader, paths: pathsBelow(listed, `${folder}/`) }),
    sources,
    unreadable,
    reject,
    text: (path, decoding = {}) => {
      let pending = asked.get(path);
      if (pending === undefined) {
        // A path outside the list is ignored by git or not there: not part of the release either way.
        pending = paths.has(path) ? load(path, decoding) : Promise.resolve(null);
        asked.set(path, pending);
      }
      return pending;
    },
  };
  return reader;
}

/** Of a sorted list: found by halving, so that a thousand projects do not walk it a thousand times. */
function pathsBelow(sorted: readonly string[], prefix: string): ReadonlySet<string> {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  const below = new Set<string>();
  for (let i = low; sorted[i]?.startsWith(prefix) === true; i++) below.add(sorted[i] ?? '');
  return below;
}

async function readText(
  files: Files,
  path: string,
  decoding: Decoding,
  reject: Reader['reject'],
): Promise<Maybe<SourceText>> {
  const read = await files.read(path, TEXT_LIMIT);
  if (read.kind === 'missing') return null;
  if (read.kind === 'unreadable') {
    reject({
      file: path,
      place: inFile(path),
      kind: 'no-access',
      problem: read.reason,
      todo: 'Make the file readable, or remove it from the tree',
    });
    return unknown(`${path} ${read.reason}`);
  }
  const cutAt = read.size > read.bytes.length ? read.bytes.length : null;
  if (cutAt !== null) {
    const sizes = `is ${megabytes(read.size)} large, and pyrel reads ${megabytes(cutAt)} of a file`;
    reject({
      file: path,
      place: inFile(path),
      kind: 'cut',
      isUsed: decoding.mayCut === true,
      problem: sizes,
      todo: 'Split the file: move what is old into a file of its own',
    });
    if (decoding.mayCut !== true) return unknown(`${path} ${sizes}`);
  }
  const { text, hasBom, problem } = decode(read.bytes, decoding, cutAt !== null);
  if (problem !== null) {
    reject({
      file: path,
      place: atPosition(path, problem.line, problem.column),
      kind: 'encoding',
      isUsed: text !== null,
      problem: 'is not UTF-8',
      todo: 'Save the file as UTF-8',
    });
  }
  return text === null ? unknown(`${path} is not UTF-8`) : { file: path, text, cutAt, hasBom };
}

type Decoded = {
  readonly text: string | null;
  readonly hasBom: boolean;
  readonly problem: { line: number; column: number } | null;
};

const PYTHON_COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)/;

function decode(bytes: Uint8Array, decoding: Decoding, isCut: boolean): Decoded {
  const hasBom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const whole = isCut ? withoutPartialCharacter(bytes) : bytes;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(whole), hasBom, problem: null };
  } catch {
    const problem = firstInvalid(whole);
    if (decoding.notUtf8 === 'replace') return { text: new TextDecoder('utf-8').decode(whole), hasBom, problem };
    if (decoding.notUtf8 === 'python-cookie') {
      const text = decodeByCookie(whole);
      if (text !== null) return { text, hasBom, problem: null };
    }
    return { text: null, hasBom, problem };
  }
}

/** PEP 263: a comment in the first two lines names the encoding of a Python source. */
function decodeByCookie(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 400)).split('\n', 2);
  for (const line of head) {
    const label = PYTHON_COOKIE.exec(line)?.[1]?.toLowerCase().replaceAll('_', '-');
    if (label === undefined) continue;
    // Python's `latin-1` is `latin1` to the Encoding Standard, which knows most of the other names.
    for (const name of [label, label.replaceAll('-', '')]) {
      try {
        return new TextDecoder(name, { fatal: true }).decode(bytes);
      } catch {
        // Not a name that is known, or not text in it: the next one, or refuse.
      }
    }
    return null;
  }
  return null;
}

/** Drops the bytes of a character that the size limit cut in two. */
function withoutPartialCharacter(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && end > bytes.length - 4 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end--;
  const lead = bytes[end - 1] ?? 0;
  return lead >= 0xc0 ? bytes.subarray(0, end - 1) : bytes;
}

/** Line and column (1-based) of the first byte that is not UTF-8. */
function firstInvalid(bytes: Uint8Array): { line: number; column: number } {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let lineStart = 0;
  for (let i = 0; i <= bytes.length; i++) {
    if (i < bytes.length && bytes[i] !== 0x0a) continue;
    const slice = bytes.subarray(lineStart, i);
    try {
      decoder.decode(slice);
    } catch {
      const readable = new TextDecoder('utf-8').decode(slice).indexOf('\ufffd');
      return { line, column: Math.max(0, readable) + 1 };
    }
    line++;
    lineStart = i + 1;
  }
  return { line: 1, column: 1 };
}

function megabytes(size: number): string {
  return `${(size / 1024 / 1024).toFixed(size < 10 * 1024 * 1024 ? 1 : 0)} MiB`;
}
