import type { Place } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import type { BumpTarget } from './bump-tools.ts';
import { below } from './path.ts';
import type { Reader } from './reader.ts';

/** What a config says of a file. */
export type TargetRequest = {
  /** Path below the project's root, as written. */
  readonly path: string;
  readonly place: Place;
  readonly onMiss: BumpTarget['onMiss'];
  /** What is looked for; null where that cannot be told. */
  readonly text: string | null;
  /** The config says that the file need not be there. */
  readonly mayBeMissing?: boolean;
  /** Decides for the file's text; where it is left out, `text` has to be in it. Null: cannot be told. */
  readonly isIn?: (text: string) => boolean | null;
};

/** Looks whether a file has what the tool will look for. */
export async function readTarget(reader: Reader, root: string, request: TargetRequest): Promise<BumpTarget> {
  const { path, place, text, onMiss } = request;
  const file = below(root, path);
  const target = { file, place, text, onMiss };
  const isInTree = !/^(?:[/~\\]|[A-Za-z]:)|(?:^|\/)\.\.(?:\/|$)|[*?[\]{}$]/.test(path);
  if (!isInTree) return { ...target, state: 'unknown' };
  const source = await reader.text(file, { notUtf8: 'replace', isGuess: true });
  if (source === null) {
    const isAllowed = request.mayBeMissing === true || (await mayAppear(reader, root, file));
    return { ...target, state: isAllowed ? 'unknown' : 'file-missing' };
  }
  if (isUnknown(source) || source.cutAt !== null) return { ...target, state: 'unknown' };
  const body = source.text.includes('\r') ? source.text.replaceAll('\r\n', '\n') : source.text;
  const found = request.isIn === undefined ? (text === null ? null : body.includes(text)) : request.isIn(body);
  return { ...target, state: found === null ? 'unknown' : found ? 'found' : 'text-missing' };
}

/** A file that git ignores or that lies in a submodule is on the maintainer's disk all the same, and so is a link's aim. */
async function mayAppear(reader: Reader, root: string, file: string): Promise<boolean> {
  const parts = file.split('/');
  for (const listing of new Set(['.gitmodules', '.gitignore', below(root, '.gitignore')])) {
    const source = await reader.text(listing, { notUtf8: 'replace', isGuess: true });
    if (source === null) continue;
    if (isUnknown(source) || parts.some((part) => source.text.includes(part))) return true;
  }
  // A folder that is named as a file, or a link to a folder on the way.
  return parts.some((_, at) => reader.allPaths.has(parts.slice(0, at).join('/')));
}

/**
 * Fills a template of Python's `str.format`; null where it has a field that is not given, or a format behind it
 * (`{now:%Y}`).
 */
export function fillTemplate(template: string, fields: { readonly [name: string]: string }): string | null {
  let isWhole = true;
  const filled = template.replace(/\{\{|\}\}|\{([^{}]*)\}|[{}]/g, (token, field: string | undefined) => {
    if (token === '{{') return '{';
    if (token === '}}') return '}';
    const value = field !== undefined && Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (value === undefined) isWhole = false;
    return value ?? '';
  });
  return isWhole ? filled : null;
}
