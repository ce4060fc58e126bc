import { inFile } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import { comparePep440, parsePep440 } from '../version/pep440.ts';
import { sameVersion } from '../version/scope.ts';
import type { Changelog, ChangelogEntry } from './changelog.ts';
import { parseChangelog } from './parse-changelog.ts';
import { parent } from './path.ts';
import type { Reader } from './reader.ts';

/** Where projects keep a file for each release: `docs/releases/1.2.3.md`, `docs/changelog/1.2.0.rst`. */
const FOLDER =
  /^(?:docs?\/(?:[\w-]+\/){0,2})?(?:changelogs?|changes|release[-_]?notes?|releases?|news|whats[-_]?new|history)$/i;
const FILE = /^v?(?<version>\d+\.\d+(?:\.\d+)*(?:[-.]?(?:a|b|rc|alpha|beta|post)[-.]?\d*)?)\.(?<ending>md|rst|txt)$/i;
/** Fewer files by the names of versions are no habit. */
const ENOUGH = 3;
/** Files that are read, newest first: the release at hand is among them. */
const READ = 20;

type VersionFile = { readonly path: string; readonly version: string };

/** The folder that holds a file for each release, read as a changelog; null where there is none. */
export async function loadFolder(reader: Reader, root: string): Promise<Changelog | null> {
  const best = findFolder(reader.paths, root);
  if (best === null) return null;
  const { folder, files } = best;
  const entries: ChangelogEntry[] = [];
  for (const [i, file] of files.entries()) entries.push(await readEntry(reader, file, i < READ));
  const [newest] = files;
  return {
    file: folder,
    isFolder: true,
    isThere: true,
    format: newest?.path.endsWith('.md') === true ? 'markdown' : 'rst',
    entries,
    newestFirst: true,
    unreleased: null,
    headingPattern: newest?.path.replace(newest.version, '{version}') ?? '',
    stub: null,
    elsewhere: null,
    isMadeFromTags: false,
    hidden: [],
    slips: [],
    links: { definitions: [], headings: [] },
    categories: null,
    cutAt: null,
  };
}

/** The folder with most of such files, each with its newest version first. */
function findFolder(
  paths: ReadonlySet<string>,
  root: string,
): { readonly folder: string; readonly files: readonly VersionFile[] } | null {
  const folders = new Map<string, VersionFile[]>();
  for (const path of paths) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const version = /^v?\d/i.test(name) ? FILE.exec(name)?.groups?.['version'] : undefined;
    const folder = parent(path);
    const inner = root === '' ? folder : folder.startsWith(`${root}/`) ? folder.slice(root.length + 1) : '';
    if (version === undefined || parsePep440(version) === null || !FOLDER.test(inner)) continue;
    const files = folders.get(folder) ?? [];
    files.push({ path, version });
    folders.set(folder, files);
  }
  const [best] = [...folders].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  if (best === undefined || best[1].length < ENOUGH) return null;
  return { folder: best[0], files: best[1].sort((a, b) => comparePep440(b.version, a.version)) };
}

/** What the file says of its version; where it says nothing of its own, that it is there. */
async function readEntry(reader: Reader, { path, version }: VersionFile, isRead: boolean): Promise<ChangelogEntry> {
  const source = isRead ? await reader.text(path, { mayCut: true, notUtf8: 'replace', isGuess: true }) : null;
  const text = source === null || isUnknown(source) ? null : source.text;
  if (source !== null && !isUnknown(source)) {
    const { entries } = parseChangelog(source);
    const own = entries.find((entry) => entry.scope.kind === 'one' && sameVersion(entry.version.value, version));
    if (own !== undefined && entries.length === 1) return own;
  }
  const place = inFile(path);
  return {
    version: { value: version, place },
    scope: { kind: 'one', version },
    heading: { value: path, place },
    frame: { next: null, over: null, under: null },
    date: null,
    unreleasedMark: null,
    dateLine: null,
    content: text?.trim() === '' ? 'empty' : 'filled',
    placeholder: null,
  };
}
