import { atSpan } from '../core/place.ts';
import type { Maybe, Unknown } from '../core/unknown.ts';
import { isUnknown, known, unknown } from '../core/unknown.ts';
import type { PythonProject } from './load-metadata.ts';
import { readDescription } from './packaging-description.ts';
import type { SetupTree } from './packaging-setup-tree.ts';
import { loadSetupTree } from './packaging-setup-tree.ts';
import { below, parent } from './path.ts';
import type { Reader } from './reader.ts';
import { MOST_LINKS } from './readme-document.ts';
import type { ReadmeDocument, RelativeLink } from './readme-document.ts';
import { scanMarkdown } from './readme-scan.ts';
import type { Address } from './readme-markdown.ts';
import { isRelative, looksLikePath, resolveTarget } from './readme-target.ts';
import { stringAt, tableAt } from './toml-file.ts';

/** Characters; the longest real readme met has 130,000. */
const LONGEST = 256 * 1024;

/** Reads the declared long description; null where none is declared. */
export async function loadReadme(reader: Reader, root: string, python: PythonProject): Promise<Maybe<ReadmeDocument>> {
  const described = await describedFile(reader, root, python);
  if (described === null || isUnknown(described)) return described;
  const { path, contentType } = described;
  const source = await reader.text(path, { notUtf8: 'replace' });
  if (source === null) return unknown(`${path} is not in the tree`);
  if (isUnknown(source)) return source;
  const { file, text } = source;
  const markup = markupOf(path, contentType);
  if (markup === 'plain') return { file, markup, links: [], problems: [] };
  if (text.length > LONGEST) return unknown(`${file} has more than ${LONGEST} characters`);
  const linksOf = (addresses: readonly Address[]): readonly RelativeLink[] => relativeLinks(addresses, file, reader);
  if (markup === 'markdown') {
    const addresses = await markdownAddresses(text);
    if (addresses === null) return unknown(`${file} is nested too deeply, or has too many marks, to be read`);
    return { file, markup, links: linksOf(addresses), problems: [] };
  }
  const { readRst } = await import('./readme-rst.ts');
  const { addresses, problems } = readRst(text, file);
  return { file, markup, links: linksOf(addresses.map((one) => ({ ...one, isShared: false }))), problems };
}

/** The parser is loaded where there is something to find; null where the text is more than it can read. */
async function markdownAddresses(text: string): Promise<readonly Address[] | null> {
  const found = scanMarkdown(text);
  if (found !== 'some') return found === 'none' ? [] : null;
  const { addressesInMarkdown } = await import('./readme-markdown.ts');
  return addressesInMarkdown(text);
}

type Described = { readonly path: string; readonly contentType: string | null };

/** The one file that is the long description as it stands; unknown where the build makes something of it. */
async function describedFile(reader: Reader, root: string, python: PythonProject): Promise<Maybe<Described>> {
  const metadata = known(python.metadata);
  if (metadata === null) return isUnknown(python.metadata) ? python.metadata : null;
  const { origin, readme } = metadata;
  const pyproject = known(python.pyproject);
  if (origin === 'project' || origin === 'poetry') {
    if (readme === null || isUnknown(readme)) return readme;
    const poetry = pyproject === null ? undefined : tableAt(pyproject.data, 'tool', 'poetry')?.['readme'];
    if (origin === 'poetry' && Array.isArray(poetry) && poetry.length > 1)
      return unknown('the long description is put together of several files');
    const declared = pyproject === null ? null : stringAt(pyproject.data, 'project', 'readme', 'content-type');
    return { path: readme.path, contentType: declared };
  }
  const tree = await loadSetupTree(reader, python);
  const rewritten = rewrites(tree);
  if (rewritten !== null) return rewritten;
  const description = readDescription(python, tree);
  if (description === null || isUnknown(description)) return description;
  const [only, second] = description.files;
  if (only === undefined || second !== undefined)
    return unknown('the long description is put together of several files');
  const { contentType } = description;
  if (isUnknown(contentType)) return contentType;
  return { path: below(parent(below(root, 'setup.py')), only), contentType: contentType?.value ?? '' };
}

/** What makes another text of the file: links made absolute, badges cut off, a changelog or a notice put after it. */
const REWRITES =
  /\.(?:replace|sub|subn|split|rsplit|splitlines|partition|format|join)\((?!__file__|os\.path|\s*["'][^"']{0,80}["']\s*\)$)|re\.|\[[^\]"']*:[^\]]*\]|\+|%\s*[({\w]|\blines?\b|\.find\(|\.index\(/;
/** Ways to write the path, which are no change of the text. */
const PATHS =
  /\b(?:os\.)?path\.join\(|\bjoin\(|\.splitext\(|['"]\s*\+\s*['"]|open\([^()]{0,120}(?:\([^()]{0,80}\)[^()]{0,40}){0,3}\)/g;

function rewrites(tree: SetupTree | null): Unknown | null {
  const read = tree?.stringsOf('long_description') ?? null;
  if (read === null || !REWRITES.test(read.source.replaceAll(PATHS, ' '))) return null;
  return unknown('setup.py makes the long description of the readme by code');
}

/** The declared type; else the suffix, which the build backends go by; else what PyPI takes an undeclared text for. */
function markupOf(path: string, contentType: string | null): ReadmeDocument['markup'] {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  const suffix = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  if (type === 'text/markdown' || (type !== 'text/plain' && /^(?:md|markdown)$/.test(suffix))) return 'markdown';
  // A Markdown file that is called reStructuredText is for readme-content-type.
  if (type === 'text/x-rst' || (type === '' && suffix === 'rst')) return 'rst';
  return type === '' && contentType !== null ? 'rst' : 'plain';
}

function relativeLinks(addresses: readonly Address[], file: string, reader: Reader): readonly RelativeLink[] {
  const links: RelativeLink[] = [];
  for (const { kind, target, start, isShared } of addresses) {
    if (links.length === MOST_LINKS) break;
    if (!isRelative(target)) continue;
    const found = resolveTarget(target, file, reader.allPaths);
    if (found === null && !looksLikePath(target)) continue;
    const place = atSpan(file, start, start + target.length);
    links.push({ kind, target, place, found: isShared ? null : found });
  }
  return links;
}
