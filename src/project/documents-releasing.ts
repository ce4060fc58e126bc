import { atSpan } from '../core/place.ts';
import { foldName } from '../version/tag-label.ts';
import type { DocumentLine } from './documents-lines.ts';
import { documentLines, isCodeAt } from './documents-lines.ts';
import type { OwnNames } from './documents-mentions.ts';
import type { ImageTag, ReleaseReference } from './documents.ts';
import { below } from './path.ts';
import type { Reader } from './reader.ts';
import type { SourceText } from './source.ts';

export type ReleasingGiven = {
  readonly reader: Reader;
  readonly root: string;
  /** False where only the sections about releasing count. */
  readonly isWhole: boolean;
};

/** What makes a text one about making releases, and not about those that were made. */
const MAKES_RELEASES =
  /\bgit (?:tag|push)\b|\btwine\b|\bpublish\b|\bpypi\b|(?:create|draft|push|make|cut) (?:a |the )?(?:new )?(?:git(?:hub)? )?(?:tag|release)\b|\bbump\b/i;

/** What a document about releasing names: workflows, version files, tags, environments, images. */
export function releaseReferences(
  { file, text }: SourceText,
  own: OwnNames,
  given: ReleasingGiven,
): readonly ReleaseReference[] {
  if (!MAKES_RELEASES.test(text)) return [];
  const lines = given.isWhole ? documentLines(text) : releaseSections(documentLines(text));
  const isInTree = treeLookup(given.reader, given.root);
  return lines.flatMap((line) => {
    if (ASIDE.test(line.text)) return [];
    const known = { file, line };
    return [
      ...workflows(known, own),
      ...versionFiles(known, isInTree),
      ...tags(known),
      ...environments(known),
      ...images(known, own),
    ];
  });
}

/** The line tells of another time or place, or tells to make what is not there. */
const ASIDE =
  /\b(?:creat(?:e|es|ing) (?:a |the |an )?(?:new )?(?:file|workflow|environment)|add(?:s|ing)? (?:a |the )?(?:new )?(?:file|workflow|environment)|for example|e\.g\.|example:|previous(?:ly)?|former(?:ly)?|was removed|no longer|used to|instead of|replaced|renamed|deprecated|legacy|upstream|if (?:it|you have|there is|present|exists)|optional)/i;

function releaseSections(lines: readonly DocumentLine[]): readonly DocumentLine[] {
  const kept: DocumentLine[] = [];
  let level = 0;
  for (const [i, line] of lines.entries()) {
    const heading = /^(?<marks>#{1,6})\s+(?<title>.{1,200})$/.exec(line.text);
    const underlined = /^(?:={3,}|-{3,}|~{3,}|\^{3,})$/.test(lines[i + 1]?.text ?? '') && line.text.trim() !== '';
    const title = heading?.groups?.['title'] ?? (underlined ? line.text : null);
    const depth = heading?.groups?.['marks']?.length ?? 2;
    if (title !== null && !line.isCode) {
      if (/\breleas(?:e|es|ing)\b(?! notes)/i.test(title)) level = level === 0 ? depth : Math.min(level, depth);
      else if (depth <= level) level = 0;
    }
    if (level > 0) kept.push(line);
  }
  return kept;
}

type Known = { readonly file: string; readonly line: DocumentLine };

function placed(
  { file, line }: Known,
  [start, end]: readonly [number, number],
): Pick<ReleaseReference, 'file' | 'place'> {
  return { file, place: atSpan(file, line.start + start, line.start + end) };
}

const WORKFLOW_PATH = /(?<before>\S{0,200}?)\.github\/workflows\/(?<name>[\w.-]{1,80}\.ya?ml)\b/dg;
const WORKFLOW_NAME = /`(?<name>[\w.-]{1,80}\.ya?ml)`/dg;

function workflows(known: Known, { repositories }: OwnNames): readonly ReleaseReference[] {
  const { text } = known.line;
  if (!/\.ya?ml/.test(text)) return [];
  const found: ReleaseReference[] = [];
  for (const match of text.matchAll(WORKFLOW_PATH)) {
    const { before = '', name = '' } = match.groups ?? {};
    const repository = /https?:\/\/[\w.-]+\/(?<name>[\w.-]+\/[\w.-]+)/.exec(before)?.groups?.['name']?.toLowerCase();
    const span = match.indices?.groups?.['name'];
    if (span === undefined || (repository !== undefined && !repositories.has(repository))) continue;
    // A folder before it is another repository's, or a template's.
    if (repository === undefined && /[\w}>]\/$/.test(before)) continue;
    found.push({ ...placed(known, span), kind: 'workflow', name });
  }
  if (found.length > 0 || !/\bworkflow\b|\bactions?\b/i.test(text)) return found;
  for (const match of text.matchAll(WORKFLOW_NAME)) {
    const span = match.indices?.groups?.['name'];
    if (span !== undefined)
      found.push({ ...placed(known, span), kind: 'workflow', name: match.groups?.['name'] ?? '' });
  }
  return found;
}

const NAMES = String.raw`(?:__init__\.py|_?_?version_?_?\.py|__about__\.py|setup\.py|setup\.cfg|pyproject\.toml|VERSION\.txt|Cargo\.toml|package\.json|CITATION\.cff)`;
const VERSION_NAME = new RegExp(`/${NAMES}$`);
const VERSION_FILE = new RegExp(
  String.raw`(?<![\w./<>{}*$-])(?<path>(?:[\w-][\w.-]{0,60}/){0,6}${NAMES})(?![\w./-])`,
  'dg',
);

/** Only where the line speaks of the version, and the file is named as code. */
function versionFiles(known: Known, isInTree: (path: string) => boolean): readonly ReleaseReference[] {
  const { line } = known;
  if (
    !/version|bump|git add/i.test(line.text) ||
    /path\/to|your[-_]|<\w+>|\bpython setup\.py|\bsetup\.py (?:sdist|bdist|--|upload|register)/i.test(line.text)
  )
    return [];
  return Array.from(line.text.matchAll(VERSION_FILE)).flatMap((match): readonly ReleaseReference[] => {
    const span = match.indices?.groups?.['path'];
    if (span === undefined || !isCodeAt(line, span[0])) return [];
    const path = match.groups?.['path'] ?? '';
    return [{ ...placed(known, span), kind: 'version-file', path, isThere: isInTree(path) }];
  });
}

/** Whether a file lies anywhere in the tree under a path; the tree is walked once, where a path is not one from the top. */
function treeLookup({ allPaths }: Reader, root: string): (path: string) => boolean {
  let candidates: readonly string[] | null = null;
  return (path) => {
    if (allPaths.has(path) || allPaths.has(below(root, path))) return true;
    candidates ??= [...allPaths].filter((one) => VERSION_NAME.test(`/${one}`));
    // A folder that the tree does not know is another repository's (pip: `Lib/ensurepip/__init__.py` of CPython).
    const folder = path.slice(0, path.indexOf('/') + 1);
    const isOurs = candidates.some((one) => one.startsWith(folder) || one.includes(`/${folder}`));
    return !isOurs || candidates.some((one) => one.endsWith(`/${path}`));
  };
}

const GIT_TAG =
  /\bgit tag\b(?:\s+(?:-[asfmu]{1,3}|--(?:annotate|sign|force)))*\s+["']?(?<text>(?<prefix>(?:[A-Za-z][\w-]{0,30}?[-_/@])?v?)(?:\d{1,4}(?:\.\d{1,4}){1,3}(?:[-.]?(?:a|b|rc|alpha|beta)[.-]?\d{0,3})?|[XxYyMN]\.[YyZzNM](?:\.[ZzNPp])?))["']?(?=\s|$|`)/dg;
const TAG_CODE = /^(?<prefix>v)?(?:X\.Y\.Z|x\.y\.z|MAJOR\.MINOR\.PATCH|major\.minor\.patch|N\.N\.N)$/;

function tags(known: Known): readonly ReleaseReference[] {
  const { line } = known;
  const commands = Array.from(line.text.matchAll(GIT_TAG)).flatMap((match): readonly ReleaseReference[] => {
    const span = match.indices?.groups?.['text'];
    if (span === undefined || /\s-d\b|--delete/.test(line.text)) return [];
    return [
      {
        ...placed(known, span),
        kind: 'tag',
        text: match.groups?.['text'] ?? '',
        prefix: match.groups?.['prefix'] ?? '',
      },
    ];
  });
  if (commands.length > 0 || !/\btag/i.test(line.text)) return commands;
  const forms = line.spans.flatMap(({ start, end }): readonly Extract<ReleaseReference, { kind: 'tag' }>[] => {
    const text = line.text.slice(start, end);
    const match = TAG_CODE.exec(text);
    if (match === null || !OF_TAG.test(line.text.slice(0, start))) return [];
    return [{ ...placed(known, [start, end]), kind: 'tag', text, prefix: match.groups?.['prefix'] ?? '' }];
  });
  // `X.Y.Z` for the tag and `vX.Y.Z` for its message, or the other way round (titiler).
  return forms.every(({ prefix }) => prefix === forms[0]?.prefix) ? forms : [];
}

/** The form is the tag's, and not its message's, or a branch's. */
const OF_TAG = /\btags?\b(?:(?!annotat|message|branch|title|version)[^.;]){0,40}`{1,2}$/i;

const ENVIRONMENT =
  /^[\s>]*(?:[-*+]|\d{1,2}\.)?\s*[*_`]{0,3}environment(?: name)?[*_`]{0,3}\s*[:=]\s*[*_]{0,3}\s*[`"'*]{1,3}(?<name>[\w.-]{1,60})[`"'*]{1,3}\s*\.?$/di;

/** As the form of PyPI asks for it: `Environment: release`; a line that leaves a choice says nothing. */
function environments(known: Known): readonly ReleaseReference[] {
  const match = ENVIRONMENT.exec(known.line.text);
  const span = match?.indices?.groups?.['name'];
  if (span === undefined) return [];
  return [{ ...placed(known, span), kind: 'environment', name: match?.groups?.['name'] ?? '' }];
}

const IMAGE =
  /(?<![\w./:@-])(?<image>(?:[a-z0-9][\w.-]{0,60}(?::\d{1,5})?\/){1,4}[A-Za-z0-9][\w.-]{0,80}):(?<tag>[\w{}<>$.-]{1,80})/dg;
const NUMBER = /\d{1,6}(?:\.\d{1,6}){1,3}|(?:X|x)\.(?:Y|y)(?:\.(?:Z|z))?|[{<$]{1,3}\s?version\s?[}>]{0,2}/;

function images(known: Known, own: OwnNames): readonly ReleaseReference[] {
  const { line } = known;
  // What a push of a branch makes is another matter.
  if (/\b(?:main|master|branch|nightly|edge|dev|develop|locally|local)\b/i.test(line.text)) return [];
  return Array.from(line.text.matchAll(IMAGE)).flatMap((match): readonly ReleaseReference[] => {
    const { image = '', tag = '' } = match.groups ?? {};
    const span = match.indices?.groups?.['tag'];
    if (span === undefined || !isCodeAt(line, span[0]) || !isOwn(image, own)) return [];
    const read = imageTag(tag.replace(/[.-]+$/, ''));
    if (read === null) return [];
    return [{ ...placed(known, [span[0], span[0] + read.text.length]), kind: 'image', image, tag: read }];
  });
}

function isOwn(image: string, { distribution, repositories }: OwnNames): boolean {
  const parts = image.toLowerCase().split('/');
  if (repositories.has(parts.slice(-2).join('/')) || repositories.has(parts.slice(-3, -1).join('/'))) return true;
  return distribution !== null && foldName(parts.at(-1) ?? '') === foldName(distribution);
}

/** A tag that a release gives: of its version, or a moving one. */
function imageTag(text: string): ImageTag | null {
  const number = NUMBER.exec(text);
  if (number === null)
    return /^latest(?:-[\w.-]+)?$|^[\w-]+-latest$/.test(text) ? { text, around: null, parts: 0 } : null;
  const [found] = number;
  const around = { before: text.slice(0, number.index), after: text.slice(number.index + found.length) };
  return { text, around, parts: /version/i.test(found) ? 3 : found.split('.').length };
}
