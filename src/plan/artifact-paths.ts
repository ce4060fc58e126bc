import type { Partial } from '../core/partial.ts';
import { fillHoles, isWhole, knownPieces, leadingHole } from '../core/partial.ts';

/** Holes that stand for the folder which steps run in. */
const WORKSPACE = /^(?:the workspace|github\.workspace|\$GITHUB_WORKSPACE|env\.GITHUB_WORKSPACE)$/;

/** Stands for what is not known in a path while it is matched. */
const ANY = '\uE012';

/** A path below the workspace, from a path as a step writes it in a folder: no `./`, no closing slash. `''` is the workspace. */
export function pathIn(folder: Partial, path: Partial): Partial {
  const plain = path.trim().replaceAll('\\', '/');
  const start = leadingHole(plain);
  if (start !== null && WORKSPACE.test(start.reason) && /^(?:\/|$)/.test(start.rest)) return settled(start.rest);
  if (start !== null || /^(?:\/|~|[A-Za-z]:\/)/.test(plain)) return plain.replace(/\/+$/, '');
  return settled(`${folder}/${plain}`);
}

function settled(path: Partial): Partial {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** The path of a file below a folder; null where it does not lie there. */
export function below(folder: Partial, path: Partial): Partial | null {
  if (folder === '') return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;
}

/** Whether one of two folders lies in the other, or may. */
export function overlap(one: Partial, other: Partial): boolean {
  if (!isWhole(one) || !isWhole(other)) {
    const [a = '', b = ''] = [knownPieces(one)[0], knownPieces(other)[0]];
    return a.startsWith(b) || b.startsWith(a);
  }
  return one === other || below(one, other) !== null || below(other, one) !== null;
}

/** A pattern up to its first part with a wildcard: `dist` of `dist/*.whl`. */
export function literalFolder(pattern: Partial): Partial {
  const parts = pattern.split('/');
  const at = parts.findIndex((part) => /[*?[{]/.test(part));
  return (at === -1 ? parts : parts.slice(0, at)).join('/');
}

export function hasWildcard(pattern: Partial): boolean {
  return /[*?[{]/.test(pattern);
}

/** Longer patterns and paths are not matched. */
const LONGEST = 500;

/** Whether a pattern takes a path of which parts may be unknown. */
export function takes(pattern: Partial, path: Partial): 'yes' | 'no' | 'maybe' {
  const masked = fillHoles(path, () => ANY).replace(/\*+/g, ANY);
  const glob = fillHoles(pattern, () => '*');
  const globs = expandBraces(glob);
  if (globs === null || glob.length > LONGEST || masked.length > LONGEST) return 'maybe';
  if (globs.some((one) => fits(tokensOf(one), masked))) return isWhole(pattern) ? 'yes' : 'maybe';
  return masked.includes(ANY) && globs.some((one) => mayFit(one, masked)) ? 'maybe' : 'no';
}

const MOST_ALTERNATIVES = 32;

/** `dist/*.{whl,tar.gz}` as two patterns; null where they are too many. */
function expandBraces(glob: string): readonly string[] | null {
  const open = [glob];
  const done: string[] = [];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const found = /\{([^{}]*,[^{}]*)\}/.exec(one);
    if (found === null) done.push(one);
    else
      for (const part of (found[1] ?? '').split(','))
        open.push(one.slice(0, found.index) + part + one.slice(found.index + found[0].length));
    if (open.length + done.length > MOST_ALTERNATIVES) return null;
  }
  return done;
}

/** `folders` is a `**` and its slash: any number of folders. */
type Token = { readonly kind: 'one' | 'star' | 'deep' | 'folders'; readonly takes: (char: string) => boolean };

function tokensOf(glob: string): readonly Token[] {
  const parts = glob.match(/\*\*\/|\*\*|\*|\?|\[[^\]/]{1,40}\]|[^]/g) ?? [];
  return parts.map((part): Token => {
    if (part === '**/') return { kind: 'folders', takes: () => true };
    if (part === '**') return { kind: 'deep', takes: () => true };
    if (part === '*') return { kind: 'star', takes: (char) => char !== '/' };
    if (part === '?') return { kind: 'one', takes: (char) => char !== '/' };
    if (part.length > 1) return { kind: 'one', takes: inClass(part.slice(1, -1)) };
    return { kind: 'one', takes: (char) => char === part };
  });
}

/** `a-z_`, `!0-9`. */
function inClass(text: string): (char: string) => boolean {
  const isNot = /^[!^]/.test(text);
  const ranges = (isNot ? text.slice(1) : text).match(/[^]-[^]|[^]/g) ?? [];
  return (char) =>
    char !== '/' && ranges.some((range) => char >= (range[0] ?? '') && char <= (range.at(-1) ?? '')) !== isNot;
}

/** Follows all ways through a pattern at once, so that no text makes it slow. */
function fits(tokens: readonly Token[], text: string): boolean {
  const enter = (states: Set<number>, at: number): void => {
    states.add(at);
    for (let next = at; next < tokens.length && tokens[next]?.kind !== 'one'; next++) states.add(next + 1);
  };
  let states = new Set<number>();
  enter(states, 0);
  for (const char of text) {
    const next = new Set<number>();
    for (const at of states) {
      const token = tokens[at];
      if (token === undefined || !token.takes(char)) continue;
      if (token.kind === 'one') enter(next, at + 1);
      // Between the folders of `**/` no file may begin.
      else if (token.kind === 'folders' && char !== '/') next.add(at);
      else enter(next, at);
    }
    states = next;
  }
  return states.has(tokens.length);
}

/** Whether what is known at both ends agrees. */
function mayFit(glob: string, masked: string): boolean {
  const [headA, tailA] = endsOf(glob, /[*?[{]/);
  const [headB, tailB] = endsOf(masked, new RegExp(ANY));
  const headsFit = headA.startsWith(headB) || headB.startsWith(headA);
  return headsFit && (tailA.endsWith(tailB) || tailB.endsWith(tailA));
}

function endsOf(text: string, mark: RegExp): readonly [head: string, tail: string] {
  const at = text.search(mark);
  if (at === -1) return [text, text];
  const tail = /[^*?[\]{}\uE012]*$/.exec(text)?.[0] ?? '';
  return [text.slice(0, at), tail];
}

/** The folder that all of some paths lie in, as actions/upload-artifact takes it for the root of what it stores. */
export function commonFolder(paths: readonly Partial[]): Partial {
  const [first = [], ...others] = paths.map((path) => path.split('/'));
  let length = first.length;
  for (const other of others) {
    let same = 0;
    while (same < length && same < other.length && other[same] === first[same]) same++;
    length = same;
  }
  return first.slice(0, length).join('/');
}
