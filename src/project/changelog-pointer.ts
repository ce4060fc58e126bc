import type { Declared } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import type { Head } from './changelog-entries.ts';
import type { Outline } from './changelog-outline.ts';
import { below, parent } from './path.ts';
import type { SourceText } from './source.ts';

/** "For 4.0 and later see the GitHub releases", "highlights of each release": what is new is noted elsewhere. */
const NEWER =
  /\b(?:overview|highlights|newer|later|after|onwards?|from now on|starting|as of|since|latest|recent|subsequent|moved|instead|no longer|discontinued|frozen|archived?|historical)\b/i;
const RELEASES =
  /\breleases?\s+(?:pages?|notes?|section|tab)\b|\bgithub\s+releases?\b|\/releases\b|\breleases\s+(?:on|at|in)\s+github\b/i;
const NOT_KEPT =
  /\b(?:file|changelog|document|page)\b[^.]{0,60}\b(?:no longer|not|isn't)\b[^.]{0,30}\b(?:updated|maintained|kept|used)\b|\bno longer (?:updat|maintain|keep)\w*\b[^.]{0,40}\b(?:file|changelog)\b/i;
/** "The changelog is maintained in `docs/releases`": kept in, moved to, and a place that can be told from a phrase. */
const MOVED =
  /\b(?:changelog|changes|release notes|history|files?)\b[^.]{0,60}\b(?:maintained|kept|moved|found|available|lives?|located|published)\b[^.]{0,20}\b(?:in|to|at|on|under)\b(?! this (?:file|document))[^.]{0,40}(?:`|<|\]\(|https?:)/i;

/** What a file with entries says, above them or in one for all later versions, of newer releases being noted elsewhere. */
export function saysElsewhere(file: string, { lines }: Outline, heads: readonly Head[]): Declared<string> | null {
  const first = heads.findIndex(({ reading }) => reading !== null);
  if (first === -1) return null;
  const isOpen = heads[first]?.reading?.scope.kind === 'range';
  const end = (isOpen ? heads[first + 1] : heads[first])?.title.line ?? lines.length;
  const shown = lines.slice(0, Math.min(end, 60)).filter(({ kind }) => kind === 'text' || kind === 'title');
  for (const [i, line] of shown.entries()) {
    // A sentence may run over the line's end.
    const text = `${line.text.slice(0, 300)} ${shown[i + 1]?.text.slice(0, 300) ?? ''}`;
    if ((NEWER.test(text) && RELEASES.test(text)) || NOT_KEPT.test(text) || MOVED.test(text)) {
      const value = line.text.trim();
      const start = line.start + line.text.indexOf(value);
      return { value, place: atSpan(file, start, start + value.length) };
    }
  }
  return null;
}

/** How a file that has nothing of its own points at another: a link, an include, a symbolic link's text, a bare path. */
const POINTERS: readonly RegExp[] = [
  /\]\((?<target>[^()\s]+)\)/g,
  /<(?<target>[^<>\s]+)>`?_/g,
  /\.\.\s+(?:include|literalinclude|mdinclude|md-include|git_changelog)::\s*(?<target>\S+)/g,
  /\{%-?\s*include[\w-]*\s+["'](?<target>[^"']+)["']/g,
  /\{include\}\s*(?<target>\S+)/g,
  /--8<--\s*["'](?<target>[^"':]+)/g,
  /(?<target>(?:https?:\/\/|\.{0,2}\/)?[\w./-]+\.(?:md|rst|txt|markdown))\b/g,
  /(?<target>https?:\/\/[^\s)>\]`"']+)/g,
];

export type Pointer = { readonly kind: 'path'; readonly path: string } | { readonly kind: 'url'; readonly url: string };

/** Longest text that can be called a pointer to another file, in characters. */
const SHORT = 3000;

/** Where a short file points to: files of the tree first. */
export function findPointers({ file, text }: SourceText, paths: ReadonlySet<string>): readonly Pointer[] {
  if (text.length > SHORT) return [];
  const targets = POINTERS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => match.groups?.['target'] ?? ''),
  );
  const found = targets.flatMap((target): Pointer[] => {
    const path = pathInTree(target, file, paths);
    if (path !== null) return path === file ? [] : [{ kind: 'path', path }];
    return /^https?:\/\//.test(target) ? [{ kind: 'url', url: target }] : [];
  });
  return [...found.filter(({ kind }) => kind === 'path'), ...found.filter(({ kind }) => kind === 'url')];
}

/** A path of the tree that a link means: relative to the file or to the top, or in the repository's own web address. */
export function pathInTree(target: string, from: string, paths: ReadonlySet<string>): string | null {
  const inWeb = /^https?:\/\/[^/]+\/[^/]+\/[^/]+\/(?:-\/)?(?:blob|tree|raw|src)\/(?<rest>.+)$/.exec(target)?.groups?.[
    'rest'
  ];
  if (inWeb !== undefined) {
    // The reference before the path may have slashes itself (`release/1.x`).
    const parts = inWeb.replace(/[#?].*$/, '').split('/');
    for (let i = 1; i < parts.length; i++) {
      const path = parts.slice(i).join('/');
      if (paths.has(path)) return path;
    }
    return null;
  }
  if (/^[a-z]+:/i.test(target)) return null;
  const clean = target.replace(/[#?].*$/, '');
  return [below(parent(from), clean), below('', clean)].find((path) => path !== '' && paths.has(path)) ?? null;
}
