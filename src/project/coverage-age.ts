import type { ReadReport, ReportTime } from './coverage.ts';
import { below, parent } from './path.ts';
import type { WorkFolder } from './work-folder.ts';

/** Where a report lies, and what is around it. */
export type ReportPlace = {
  /** The project's folder relative to the git top level. */
  readonly root: string;
  /** Relative to the git top level. */
  readonly file: string;
  /** The project's own paths. */
  readonly paths: ReadonlySet<string>;
  readonly folder: WorkFolder;
};

/** Sources are looked at up to this number and size: a report may name what it likes. */
const MOST_FILES = 5000;
const LARGEST_SOURCE = 2 * 1024 * 1024;

/**
 * Why a report is not one of this tree, or why that cannot be told; null where the evidence says that it is: every file
 * that it names is there and long enough, and no Python file beside them was written after it.
 *
 * The commit's date is no evidence: tests are run before the commit as often as after it.
 */
export function doubtAbout(report: ReadReport, at: ReportPlace): string | null {
  const python = report.files.filter(({ path }) => /\.pyi?w?$/.test(path));
  if (python.length === 0) return `${at.file} names no Python files`;
  if (python.length > MOST_FILES) return `${at.file} names more than ${MOST_FILES} files`;
  const found = new Map<string, number>();
  let missing: string | null = null;
  for (const { path, lastLine } of python) {
    const own = findSource(path, report.sources, at);
    if (own === null) missing ??= path;
    else found.set(own, Math.max(lastLine, found.get(own) ?? 0));
  }
  if (found.size === 0) return `${at.file} names no file of this tree (${missing ?? '?'})`;
  if (missing !== null) return `${at.file} is of another tree: it names ${missing}, which is not there`;
  return doubtAboutLength(found, at) ?? doubtAboutTime(report.made, newestBeside([...found.keys()], at), at);
}

/**
 * The file that a report means. Paths are relative to the folder of the run or to one of the sources, which are absolute
 * on the machine of the run; what was tested installed (`…/site-packages/demo/a.py`) comes from the tree all the same.
 */
function findSource(path: string, sources: readonly string[], at: ReportPlace): string | null {
  const isAbsolute = /^(?:\/|[A-Za-z]:)/.test(path);
  const full = isAbsolute ? [path] : [...sources.map((source) => `${source}/${path}`), path];
  // Of an absolute path the folder is kept: `utils.py` alone could be any.
  const least = isAbsolute ? 2 : partsOf(path).length;
  const candidates = full.flatMap((one) => endsOf(one, least, at.root));
  return candidates.find((one) => at.paths.has(one) || isIgnoredSource(one, at)) ?? null;
}

const MOST_PARTS = 30;

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

/** Longest first. */
function endsOf(path: string, least: number, root: string): readonly string[] {
  const installed = /\/(?:site|dist)-packages\/(.*)$/.exec(path)?.[1];
  if (installed !== undefined) return [below(root, installed), below(root, 'src', installed)];
  const parts = partsOf(path).slice(-MOST_PARTS);
  if (parts.includes('..')) return [];
  const ends = parts.map((_, i) => parts.slice(i).join('/')).slice(0, Math.max(1, parts.length - least + 1));
  return ends.flatMap((end) => (root === '' ? [end] : [below(root, end), end]));
}

/** A file that a build writes beside the sources, such as `_version.py`: git ignores it, and the tests ran it. */
function isIgnoredSource(path: string, { folder }: ReportPlace): boolean {
  return path.includes('/') && folder.changedAt(path) !== null;
}

function doubtAboutLength(files: ReadonlyMap<string, number>, { file, folder }: ReportPlace): string | null {
  for (const [path, lastLine] of files) {
    const read = lastLine === 0 ? null : folder.read(path, LARGEST_SOURCE);
    if (read?.kind !== 'bytes' || read.size > LARGEST_SOURCE) continue;
    const lines = countLines(read.bytes);
    if (lines < lastLine)
      return `${file} is of another tree: it speaks of line ${lastLine} of ${path}, which has ${lines}`;
  }
  return null;
}

function countLines(bytes: Uint8Array): number {
  let lines = bytes.length > 0 && bytes.at(-1) !== 0x0a ? 1 : 0;
  for (const byte of bytes) if (byte === 0x0a) lines++;
  // Python also ends lines at a lone CR; such files are rare, and too few lines would raise a doubt.
  return bytes.includes(0x0d) && lines <= 1 ? Infinity : lines;
}

type Written = { readonly path: string; readonly ms: number };

/** The Python file written last in the folders that the report covers: also one that the report does not know yet. */
function newestBeside(found: readonly string[], { paths, folder }: ReportPlace): Written | null {
  const folders = new Set(found.map(parent));
  let newest: Written | null = null;
  for (const path of paths) {
    if (!path.endsWith('.py') || !folders.has(parent(path))) continue;
    const ms = folder.changedAt(path);
    if (ms !== null && (newest === null || ms > newest.ms)) newest = { path, ms };
  }
  return newest;
}

const HOUR = 3_600_000;
/** Local time is at most so far ahead of UTC, and behind it (Kiribati, Baker Island). */
const AHEAD = 14 * HOUR;
const BEHIND = 12 * HOUR;

function doubtAboutTime(made: ReportTime, newest: Written | null, at: ReportPlace): string | null {
  const written = at.folder.changedAt(at.file);
  if (newest === null || written === null) return `${at.file} covers no file of this tree`;
  const older = `${at.file} is older than ${newest.path}: run the tests again`;
  if (made.kind === 'instant') {
    // A copy of the file is younger than the report, never older.
    if (made.ms > written + HOUR) return `${at.file} says that it was made after it was written`;
    return made.ms < newest.ms ? older : null;
  }
  // Without a time of its own the file's has to do, which is that of the checkout where git keeps the file.
  if (made.kind === 'none' && at.paths.has(at.file))
    return `${at.file} does not say when it was made, and git keeps it`;
  if (made.kind === 'none' || isThatInstant(made.ms, written)) return written < newest.ms ? older : null;
  if (made.ms - AHEAD >= newest.ms) return null;
  if (made.ms + BEHIND < newest.ms) return older;
  return `${at.file} does not say in which time zone it was made, so it may be older than ${newest.path}`;
}

/** The file was written at that local time in some zone: zones differ from UTC by quarters of an hour. */
function isThatInstant(local: number, written: number): boolean {
  const offset = local - written;
  const beside = Math.abs(offset - Math.round(offset / (HOUR / 4)) * (HOUR / 4));
  return offset <= AHEAD + HOUR / 4 && offset >= -BEHIND - HOUR / 4 && beside < 20_000;
}
