import { below, parent } from './path.ts';
import type { LinkedPath } from './readme-document.ts';

/** RFC 3986, 3.1: what starts with a scheme is absolute, and what starts with `//` names a host. */
const ABSOLUTE = /^(?:[a-z][a-z0-9+.-]{0,40}:|\/\/)/i;
/** What a template fills in, and what no path holds. */
const FILLED_IN = /[{}$|<>`"\\^]|%[({a-z]/;

/** Whether an address is looked up beside the page that shows it. A bare anchor or query stays on the page. */
export function isRelative(target: string): boolean {
  return target !== '' && !/^[#?]/.test(target) && !ABSOLUTE.test(target) && !/\s/.test(target);
}

/** Whether an address that leads to nothing in the tree was meant as a path: `docs/x.md`, not the `x` of `f[i](x)`. */
export function looksLikePath(target: string): boolean {
  return !FILLED_IN.test(target) && /\/|\.[a-z]{2,4}\b/i.test(target);
}

/** What a relative address leads to in the repository; a leading slash means its top, as GitHub reads it. */
export function resolveTarget(target: string, file: string, tree: ReadonlySet<string>): LinkedPath | null {
  const cut = /[?#]/.exec(target)?.index ?? target.length;
  const [address, suffix] = [decoded(target.slice(0, cut)), target.slice(cut)];
  if (address === null || climbsOut(address, file)) return null;
  const path = address.startsWith('/') ? below('', address) : below(parent(file), address);
  if (tree.has(path)) return address.endsWith('/') ? null : { path, isFolder: false, suffix };
  return foldersOf(tree).has(path) ? { path, isFolder: true, suffix } : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** `../../issues` climbs from a file's page to the repository's on GitHub: no path of the tree. */
function climbsOut(address: string, file: string): boolean {
  let depth = address.startsWith('/') ? 0 : file.split('/').length - 1;
  for (const part of address.split('/')) {
    if (part === '..') depth--;
    else if (part !== '' && part !== '.') depth++;
    if (depth < 0) return true;
  }
  return false;
}

const foldersOfTree = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();

/** Kept for the tree: the projects of a repository share it. */
function foldersOf(tree: ReadonlySet<string>): ReadonlySet<string> {
  const before = foldersOfTree.get(tree);
  if (before !== undefined) return before;
  const folders = new Set<string>();
  for (const path of tree) for (let up = parent(path); up !== '' && !folders.has(up); up = parent(up)) folders.add(up);
  foldersOfTree.set(tree, folders);
  return folders;
}
