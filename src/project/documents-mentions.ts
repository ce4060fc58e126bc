import { atSpan } from '../core/place.ts';
import { foldName } from '../version/tag-label.ts';
import type { DocumentLine } from './documents-lines.ts';
import { documentLines, isCodeAt } from './documents-lines.ts';
import type { MentionKind, VersionMention } from './documents.ts';
import { normalName } from '../version/distribution-name.ts';

/** Under which names documents speak of the project. */
export type OwnNames = {
  /** Of the distribution, as PEP 503 normalises it; null where it is not known. */
  readonly distribution: string | null;
  /** `owner/name` on a forge, in lower case. */
  readonly repositories: ReadonlySet<string>;
  /** Whether a path is a file of the tree. */
  readonly isFile: (path: string) => boolean;
};

/** A mention with what makes it the same as one in an earlier text. */
export type FoundMention = Omit<VersionMention, 'past' | 'isOlder'> & { readonly key: string };

/** `1.2`, `v1.2.3`, `1.2.0rc1`; not the beginning of `1.2.*`, and not a single number, which is an alias. */
const VERSION =
  '(?<version>v?\\d{1,6}(?:\\.\\d{1,6}){1,3}(?:[-_.]?(?:alpha|beta|rc|post|dev|a|b)[-_.]?\\d{0,6})?)(?![\\w*+]|\\.[\\dx*])';

type Pattern = {
  readonly kind: MentionKind;
  /** What a line has to hold before it is looked at closely. */
  readonly sign: RegExp;
  readonly pattern: RegExp;
  /** An address is one wherever it stands; the rest counts in code only. */
  readonly isAddress: boolean;
  readonly isOwn: (groups: { readonly [name: string]: string | undefined }, own: OwnNames, line: string) => boolean;
};

const isRepository = (name: string | undefined, { repositories }: OwnNames): boolean =>
  repositories.has((name ?? '').replace(/\.git$/, '').toLowerCase());

const PATTERNS: readonly Pattern[] = [
  {
    kind: 'pin',
    sign: /[=~@]=?\s{0,2}v?\d/,
    pattern: new RegExp(
      `(?<![\\w./@:-])(?<name>[A-Za-z][\\w.-]{0,80})(?:\\[[\\w., -]{0,80}\\])?\\s{0,2}(?:===?|~=|@)\\s{0,2}${VERSION}`,
      'dg',
    ),
    isAddress: false,
    isOwn: ({ name }, { distribution }) => distribution !== null && normalName(name ?? '') === distribution,
  },
  {
    kind: 'image',
    sign: /:v?\d/,
    pattern: new RegExp(
      `(?<![\\w./:@-])(?<name>(?:[\\w.-]{1,80}(?::\\d{1,5})?/){0,4}[\\w.-]{1,80}):${VERSION}(?<suffix>-[\\w.-]{1,60})?`,
      'dg',
    ),
    isAddress: false,
    isOwn: ({ name }, own, line) => isOwnImage(name ?? '', own, line),
  },
  {
    kind: 'option',
    sign: /--?(?:version|tag)[ =]/,
    pattern: new RegExp(
      `(?<![\\w.-])(?<name>(?:\\.{1,2}/)?[\\w./-]{1,120}\\.(?:sh|bash|ps1|py))\\s[^\\n\`]{0,200}?--?(?:version|tag)[ =]${VERSION}`,
      'dg',
    ),
    isAddress: false,
    isOwn: ({ name }, { isFile }) => isFile((name ?? '').replace(/^(?:\.{1,2}\/)+/, '')),
  },
  {
    kind: 'reference',
    sign: /\buses:/,
    pattern: new RegExp(
      `\\buses:\\s{0,4}["']?(?<name>[\\w.-]{1,100}/[\\w.-]{1,100})(?:/[\\w./-]{1,100})?@${VERSION}`,
      'dg',
    ),
    isAddress: false,
    isOwn: ({ name }, own) => isRepository(name, own),
  },
  {
    kind: 'git',
    sign: /git\+/,
    pattern: new RegExp(
      `git\\+(?:https?|ssh)://[\\w.@-]{1,100}[/:](?<name>[\\w.-]{1,100}/[\\w.-]{1,100}?)(?:\\.git)?@${VERSION}`,
      'dg',
    ),
    isAddress: true,
    isOwn: ({ name }, own) => isRepository(name, own),
  },
  {
    kind: 'download',
    sign: /\/releases\/download\/|\/archive\//,
    pattern: new RegExp(
      `https?://[\\w.-]{1,100}/(?<name>[\\w.-]{1,100}/[\\w.-]{1,100})/(?:releases/download/|archive/(?:refs/tags/)?)${VERSION}`,
      'dg',
    ),
    isAddress: true,
    isOwn: ({ name }, own) => isRepository(name, own),
  },
  {
    kind: 'badge',
    sign: /img\.shields\.io/i,
    pattern: new RegExp(
      `img\\.shields\\.io/badge/(?<name>(?:latest[_ -]{1,2}|current[_ -]{1,2})?(?:version|release|pypi))-${VERSION}`,
      'dgi',
    ),
    isAddress: true,
    isOwn: () => true,
  },
];

/** What stands before a version that shows the form, and not the one to take (astral-sh/uv, `e.g., uv:0.8`). */
const AS_EXAMPLE = /(?:\be\.g\.|\bfor (?:example|instance)\b|\bsuch as\b)[^.;|]{0,60}$/i;

/** What makes a text worth a closer look. */
const MAY_MENTION = /\d\.\d/;

/** Every place of a document that names a version of the project. */
export function findMentions(file: string, text: string, own: OwnNames): readonly FoundMention[] {
  if (!MAY_MENTION.test(text)) return [];
  const lines = documentLines(text);
  const found: FoundMention[] = [];
  const hook = hookReader(own);
  for (const line of lines) {
    const isHook = hook(line);
    if (!MAY_MENTION.test(line.text)) continue;
    const before = found.length;
    for (const one of PATTERNS) found.push(...matchesOf(one, line, file, own));
    if (isHook) found.push(...matchesOf(REV, line, file, own));
    if (found.length === before) found.push(...besideLatest(line, file));
  }
  const options = found.some(({ kind }) => kind === 'option') ? lines.flatMap((line) => bareOptions(line, file)) : [];
  return [...found, ...options].sort((a, b) => startOf(a) - startOf(b));
}

function startOf({ place }: FoundMention): number {
  return place.kind === 'span' ? place.span.start : 0;
}

function matchesOf(
  { kind, sign, pattern, isAddress, isOwn }: Pattern,
  line: DocumentLine,
  file: string,
  own: OwnNames,
): readonly FoundMention[] {
  if (!sign.test(line.text)) return [];
  const found: FoundMention[] = [];
  for (const match of line.text.matchAll(pattern)) {
    const span = match.indices?.groups?.['version'];
    if (span === undefined || !isOwn(match.groups ?? {}, own, line.text)) continue;
    if (!isAddress && !isCodeAt(line, span[0])) continue;
    if (AS_EXAMPLE.test(line.text.slice(Math.max(0, match.index - 80), match.index))) continue;
    found.push(mention(line, file, { kind, span, text: match[0] }));
  }
  return found;
}

type Found = { readonly kind: MentionKind; readonly span: readonly [number, number]; readonly text: string };

function mention(line: DocumentLine, file: string, { kind, span: [start, end], text }: Found): FoundMention {
  const value = line.text.slice(start, end);
  const number = value.replace(/^v/, '');
  const rest = line.text.slice(end).split(/[\s)"'<>\]]/, 1)[0] ?? '';
  return {
    file,
    kind,
    value,
    text,
    place: atSpan(file, line.start + start, line.start + end),
    isRepeated: rest.includes(number),
    key: `${kind} ${line.text.slice(0, start).replaceAll(NUMBERS, '#').trimStart()}|${line.text.slice(end).replaceAll(NUMBERS, '#').trimEnd()}`,
  };
}

/** Versions in the rest of a line go with the one in question. */
const NUMBERS = /\d+(?:\.\d+)+(?:(?:a|b|rc)\d+)?/g;

function isOwnImage(name: string, { distribution, repositories }: OwnNames, line: string): boolean {
  const parts = name.toLowerCase().split('/');
  const last = foldName(parts.at(-1) ?? '');
  const path = parts.slice(-3).join('/');
  const isOfRepository = [...repositories].some(
    (repository) => path === repository || path.includes(`/${repository}`) || path.startsWith(`${repository}/`),
  );
  if (isOfRepository) return true;
  const isNamed = distribution !== null && last === foldName(distribution);
  return isNamed && (parts.length > 1 || /\b(?:docker|podman|FROM|image:)/.test(line));
}

/** `rev:` of a hook comes behind the `repo:` that it is of. */
function hookReader(own: OwnNames): (line: DocumentLine) => boolean {
  let left = 0;
  return ({ text }) => {
    const repo = /\brepo:\s{0,4}["']?(?:https?:\/\/|git@)[\w.-]{1,100}[/:](?<name>[\w.-]{1,100}\/[\w.-]{1,100})/.exec(
      text,
    );
    if (repo !== null) left = isRepository(repo.groups?.['name'], own) ? 4 : 0;
    else left = Math.max(0, left - 1);
    return left > 0;
  };
}

const REV: Pattern = {
  kind: 'reference',
  sign: /\brev:/,
  pattern: new RegExp(`\\brev:\\s{0,4}["']?${VERSION}`, 'dg'),
  isAddress: false,
  isOwn: () => true,
};

/** `latest-slim` and `1.2.3-slim` on one line: the tags of an image. */
const LATEST = /^(?:[\w./-]{1,120}:)?latest(?:-[\w.-]{1,60})?$/;
const IMAGE_TAG = new RegExp(`^${VERSION}(?<suffix>-[\\w.-]{1,60})?$`, 'd');

function besideLatest(line: DocumentLine, file: string): readonly FoundMention[] {
  const { spans, text } = line;
  if (spans.length < 2 || !spans.some(({ start, end }) => LATEST.test(text.slice(start, end)))) return [];
  return spans.flatMap(({ start, end }) => {
    const code = text.slice(start, end);
    const span = IMAGE_TAG.exec(code)?.indices?.groups?.['version'];
    if (span === undefined) return [];
    return [mention(line, file, { kind: 'image', span: [start + span[0], start + span[1]], text: code })];
  });
}

const BARE_OPTION = new RegExp(`^--?(?:version|tag)[ =]${VERSION}$`, 'd');

/** `--version 1.2.3` alone, in a text that shows the script it is for. */
function bareOptions(line: DocumentLine, file: string): readonly FoundMention[] {
  return line.spans.flatMap(({ start, end }) => {
    const code = line.text.slice(start, end);
    const span = BARE_OPTION.exec(code)?.indices?.groups?.['version'];
    if (span === undefined) return [];
    return [mention(line, file, { kind: 'option', span: [start + span[0], start + span[1]], text: code })];
  });
}
