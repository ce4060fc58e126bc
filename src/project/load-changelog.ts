import type { Maybe } from '../core/unknown.ts';
import { isUnknown, unknown } from '../core/unknown.ts';
import { comparePep440, parsePep440 } from '../version/pep440.ts';
import type { Changelog, ChangelogSettings } from './changelog.ts';
import { loadFolder } from './changelog-folder.ts';
import { findPointers, pathInTree } from './changelog-pointer.ts';
import { parseChangelog } from './parse-changelog.ts';
import { below, parent } from './path.ts';
import type { Reader } from './reader.ts';
import type { SourceText } from './source.ts';

/** In order of preference, without case, `-` and `_`. */
const STEMS = [
  'changelog',
  'changelogs',
  'changes',
  'history',
  'news',
  'releasenotes',
  'releasenote',
  'releases',
  'whatsnew',
  'releasehistory',
  'versionhistory',
];
const ENDINGS = ['.md', '.markdown', '.rst', '.txt', ''];
/** Where documentation keeps it, below the project's root; deeper folders hold other things by these names. */
const DOCS = /^(?:docs?(?:\/(?!_|api|reference|examples?)[\w-]+){0,2}|\.github)$/i;
/** More files than this by such names are an archive of release notes, one for each version. */
const MOST = 12;
const HOPS = 3;
const FEW = 3;

/**
 * Finds and reads the project's changelog; null where there is none under the usual names. `urls` are those that the
 * metadata labels as changelog: one that leads to a file of the tree names it.
 */
export async function loadChangelog(
  reader: Reader,
  root: string,
  settings: ChangelogSettings,
  urls: readonly string[],
): Promise<Maybe<Changelog>> {
  if (settings.file !== null) {
    const path = below(root, settings.file);
    return (await readFollowing(reader, path, false)) ?? notThere(path, settings.file);
  }
  const named = urls.flatMap((url) => pathInTree(url, '', reader.allPaths) ?? []);
  const candidates = [...new Set([...named, ...candidatePaths(reader.paths, root)])].slice(0, MOST);
  let best: Changelog | null = null;
  let obstacle: Maybe<Changelog> = null;
  for (const path of candidates) {
    const found = await readFollowing(reader, path, parent(path) !== root);
    if (isUnknown(found)) obstacle ??= found;
    else if (found !== null && isChangelog(found, root) && (best === null || isLiver(found, best))) best = found;
  }
  if (best !== null && best.entries.length > 0) return best;
  const folder = await loadFolder(reader, root);
  if (folder !== null) return folder;
  if (best !== null && obstacle === null) return best;
  return obstacle ?? sharedChangelog(reader.allPaths, root);
}

function candidatePaths(paths: ReadonlySet<string>, root: string): readonly string[] {
  const found: { readonly path: string; readonly rank: number }[] = [];
  for (const path of paths) {
    const folder = parent(path);
    const inner =
      root === ''
        ? folder
        : folder === root
          ? ''
          : folder.startsWith(`${root}/`)
            ? folder.slice(root.length + 1)
            : null;
    if (inner === null || (inner !== '' && !DOCS.test(inner))) continue;
    const rank = nameRank(path.slice(folder === '' ? 0 : folder.length + 1));
    if (rank !== null) found.push({ path, rank: rank + (inner === '' ? 0 : 100 + 100 * inner.split('/').length) });
  }
  return found.sort((a, b) => a.rank - b.rank || (a.path < b.path ? -1 : 1)).map(({ path }) => path);
}

/** Lower is more usual; null where the name is none of a changelog. */
function nameRank(name: string): number | null {
  const lower = name.toLowerCase();
  const ending = ENDINGS.find((one) => one !== '' && lower.endsWith(one)) ?? '';
  const stem = lower.slice(0, lower.length - ending.length).replace(/[-_ ']/g, '');
  const rank = STEMS.indexOf(stem);
  return rank === -1 ? null : rank * ENDINGS.length + ENDINGS.indexOf(ending);
}

/** A story called `docs/history.rst` is none, nor a page on how to release; a file at the top is one even while it is empty. */
function isChangelog({ file, entries, stub }: Changelog, root: string): boolean {
  return entries.length > 0 || stub !== null || parent(file) === root;
}

/**
 * Whether `a` is preferred to `b`, which has the more usual name or place: it has entries and `b` has none, or its newest
 * one is newer. A page in a folder of the documentation has to have a few, before it outdoes a file at the top.
 */
function isLiver(a: Changelog, b: Changelog): boolean {
  const isBeside = parent(a.file) === parent(b.file);
  if (a.entries.length < (isBeside ? 1 : FEW)) return false;
  if (b.entries.length === 0) return true;
  const [x, y] = [newest(a), newest(b)];
  return x !== null && y !== null && a.entries.length >= FEW && comparePep440(x, y) > 0;
}

function newest({ entries }: Changelog): string | null {
  const versions = entries.map(({ version }) => version.value).filter((version) => parsePep440(version) !== null);
  return versions.sort(comparePep440).at(-1) ?? null;
}

/** Reads a file, and where it only points at another of the tree, that one. `isGuess`: it may be no changelog at all. */
async function readFollowing(reader: Reader, path: string, isGuess: boolean): Promise<Maybe<Changelog>> {
  const seen = new Set<string>();
  let at = path;
  let first: Changelog | null = null;
  for (let hop = 0; hop <= HOPS; hop++) {
    seen.add(at);
    const decoding = { mayCut: true, notUtf8: 'replace', isGuess: isGuess || hop > 0 } as const;
    const source: Maybe<SourceText> = await reader.text(at, decoding);
    if (source === null || isUnknown(source)) return first ?? source;
    const parsed = parseChangelog(source);
    // What a pointer leads to may be any page: only entries make it the changelog.
    if (parsed.entries.length > 0 || (hop === 0 && parsed.unreleased !== null)) return parsed;
    const pointers = findPointers(source, reader.allPaths);
    const inTree = [
      ...new Set(pointers.flatMap((one) => (one.kind === 'path' && !seen.has(one.path) ? [one.path] : []))),
    ];
    const url = pointers.find((one) => one.kind === 'url');
    if (inTree.length > 1) return { ...parsed, stub: `${at} only gathers other files` };
    first ??= url?.kind === 'url' ? { ...parsed, stub: `${at} only points to ${url.url}` } : parsed;
    const [next] = inTree;
    if (next === undefined) return first;
    const owner = projectOf(next, reader.allPaths);
    if (owner !== null && owner !== projectOf(path, reader.allPaths))
      return { ...parsed, stub: `${at} points to ${next}, of the project in ${owner || 'the top folder'}` };
    at = next;
  }
  return first;
}

/** The nearest folder around a file that holds a Python project: in a monorepo each has a changelog of its own. */
function projectOf(file: string, paths: ReadonlySet<string>): string | null {
  for (let folder = parent(file); ; folder = parent(folder)) {
    if (['pyproject.toml', 'setup.py', 'setup.cfg'].some((name) => paths.has(below(folder, name)))) return folder;
    if (folder === '') return null;
  }
}

function notThere(file: string, named: string): Changelog {
  return {
    file,
    isFolder: false,
    isThere: false,
    format: 'markdown',
    entries: [],
    newestFirst: true,
    unreleased: null,
    headingPattern: '',
    stub: `the config names ${named} as the changelog, and there is no such file`,
    elsewhere: null,
    isMadeFromTags: false,
    hidden: [],
    slips: [],
    links: { definitions: [], headings: [] },
    categories: null,
    cutAt: null,
  };
}

/** The changelog at the top of a repository, which is the same for each of its projects. */
const shared = new WeakMap<ReadonlySet<string>, string | null>();

/** In a repository of several projects the changelog at the top may be about any of them. */
function sharedChangelog(allPaths: ReadonlySet<string>, root: string): Maybe<Changelog> {
  if (root === '') return null;
  let path = shared.get(allPaths);
  if (path === undefined) {
    path = candidatePaths(allPaths, '').find((one) => !one.includes('/')) ?? null;
    shared.set(allPaths, path);
  }
  return path === null ? null : unknown(`${path} at the top level may be about other projects of the repository`);
}
