import type { Declared } from '../core/place.ts';
import { matchesGlob } from '../core/path-glob.ts';
import { atSpan } from '../core/place.ts';
import type { DockerIgnore } from './dockerfile.ts';
import { below } from './path.ts';
import type { SourceText } from './source.ts';

type Matcher = (path: string) => boolean;

type Pattern = { readonly text: Declared<string>; readonly isException: boolean; readonly matches: Matcher };

/** More than any project writes; and how far the tree is looked through for a file that is kept out. */
const [MOST_PATTERNS, MOST_PATHS] = [200, 1000];

/** The files of the context's folder, relative to it. */
export type ContextPaths = (folder: string) => Iterable<string>;

/** Reads a .dockerignore: the last pattern that fits a path or a folder above it decides (moby/patternmatcher). */
export function readDockerIgnore(
  { file, text }: SourceText,
  folder: string | null,
  paths: ContextPaths,
  root: string,
): DockerIgnore {
  const patterns = patternsOf(file, text);
  const hidesGit = hiding(patterns, '.git') ?? hiding(patterns, '.git/HEAD');
  return {
    file,
    folder,
    hidesGit,
    hidesTracked: hidesGit === null ? trackedFile(patterns, paths(folder ?? root)) : null,
  };
}

function trackedFile(patterns: readonly Pattern[], paths: Iterable<string>): DockerIgnore['hidesTracked'] {
  if (patterns.every(({ isException }) => isException)) return null;
  let left = MOST_PATHS;
  for (const path of paths) {
    if (left-- <= 0) return null;
    const pattern = hiding(patterns, path);
    if (pattern !== null) return { pattern, path };
  }
  return null;
}

function hiding(patterns: readonly Pattern[], path: string): Declared<string> | null {
  const last = patterns.findLast(({ matches }) => matches(path));
  return last === undefined || last.isException ? null : last.text;
}

function patternsOf(file: string, text: string): readonly Pattern[] {
  const found: Pattern[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const written = line.trim();
    const offset = start + line.indexOf(written);
    start += line.length + 1;
    if (written === '' || line.startsWith('#') || found.length >= MOST_PATTERNS) continue;
    const isException = written.startsWith('!');
    const matches = matcherOf(below('', (isException ? written.slice(1) : written).trim().replace(/^\/+/, '')));
    const place = atSpan(file, offset, offset + written.length);
    if (matches === null && isException) return [];
    if (matches !== null) found.push({ text: { value: written, place }, isException, matches });
  }
  return found;
}

/** A pattern fits a path, and all that is below it. Null for character classes, which nobody writes there. */
function matcherOf(pattern: string): Matcher | null {
  if (pattern === '' || pattern.length > 200 || /[[\]\\]/.test(pattern)) return null;
  if (!/[*?]/.test(pattern)) return (path) => path === pattern || path.startsWith(`${pattern}/`);
  return (path) => matchesGlob(pattern, path) || matchesGlob(`${pattern}/**`, path);
}
