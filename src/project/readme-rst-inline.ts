import { SIMPLE_NAME } from './readme-rst-explicit.ts';

// Inline markup as docutils' Inliner reads it, start-string by start-string:
// https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#inline-markup-recognition-rules

/** What inline markup says; offsets into the text that was read. */
export type Inline =
  | { readonly kind: 'role'; readonly name: string; readonly at: number }
  /** A reference by name: `name_`, `` `some name`_ ``, `|name|_`. */
  | { readonly kind: 'reference'; readonly name: string; readonly at: number }
  | { readonly kind: 'substitution'; readonly name: string; readonly at: number }
  /** `` `name <uri>`_ ``; the name is empty for an anonymous one. */
  | { readonly kind: 'embedded'; readonly name: string; readonly uri: string; readonly at: number }
  /** `` `name <other_>`_ `` and `` _`name` ``. */
  | { readonly kind: 'target'; readonly name: string; readonly at: number }
  | { readonly kind: 'unclosed'; readonly mark: string; readonly at: number };

/** Longer paragraphs are left unread. */
const LIMIT = 20_000;

const NOT_ASCII = '(?![\\x00-\\x7f])';
const BEFORE = `(?:^|(?<=[\\s"'(<\\[{\\-/:\\p{Ps}\\p{Pi}\\p{Pf}]|${NOT_ASCII}[\\p{Po}\\p{Pd}]))`;
const AFTER = `(?=$|[\\s\\x00\\\\.,;!?\\-/:"')>\\]}\\p{Pe}\\p{Pi}\\p{Pf}]|${NOT_ASCII}[\\p{Po}\\p{Pd}])`;

const START = new RegExp(
  `${BEFORE}(?:` +
    `(?<start>\\*\\*|\\*(?!\\*)|\`\`|_\`|\\|(?!\\|))(?!\\s)` +
    `|(?:(?<name>${SIMPLE_NAME})(?<end>__?)|\\[(?:[0-9]+|#(?:${SIMPLE_NAME})?|\\*|${SIMPLE_NAME})(?<note>\\]_))${AFTER}` +
    `|(?<role>(?::${SIMPLE_NAME}:)?)(?<tick>\`(?!\`))(?!\\s))`,
  'u',
);

const ENDS: { readonly [mark: string]: RegExp } = {
  '*': new RegExp(`(?<![\\s\\x00])\\*${AFTER}`, 'u'),
  '**': new RegExp(`(?<![\\s\\x00])\\*\\*${AFTER}`, 'u'),
  '``': new RegExp(`(?<!\\s)\`\`${AFTER}`, 'u'),
  '_`': new RegExp(`(?<![\\s\\x00])\`${AFTER}`, 'u'),
  '|': new RegExp(`(?<![\\s\\x00])\\|_{0,2}${AFTER}`, 'u'),
};
const END_TICK = new RegExp(
  `(?<!(?<!\\x00)[\\s\\x00])\`(?<suffix>(?<role>:${SIMPLE_NAME}:)?(?<ref>__?)?)${AFTER}`,
  'u',
);
// oxlint-disable-next-line no-control-regex -- NUL stands for a backslash, as in docutils
const EMBEDDED = /(?:[ \n]|^)<(?!\s)(?<target>(?:[^<>\x00]|\x00[^])+)(?<![\s\x00])>$/;

const PAIRS: { readonly [open: string]: string } = {
  '"': '"',
  "'": "'",
  '(': ')',
  '<': '>',
  '[': ']',
  '{': '}',
  '\u201c': '\u201d',
  '\u2018': '\u2019',
  '\u00ab': '\u00bb',
};

/** Reads a paragraph up to the first start-string without an end, which makes docutils halt. */
export function readInline(text: string): readonly Inline[] {
  const found: Inline[] = [];
  if (text.length > LIMIT) return found;
  // docutils' escape2null: what is escaped is no mark.
  let rest = text.replaceAll(/\\([^])/g, '\0$1');
  let at = 0;
  for (let match = START.exec(rest); match !== null; match = START.exec(rest)) {
    const used = readStart(rest, match, at, found);
    if (used === null) break;
    at += used;
    rest = rest.slice(used);
  }
  return found;
}

/** Length of the text that is read; null where nothing after it is. */
function readStart(rest: string, match: RegExpExecArray, at: number, found: Inline[]): number | null {
  const { start, name, end, note, role = '', tick } = match.groups ?? {};
  const after = match.index + match[0].length;
  if (name !== undefined) {
    if (end === '_') found.push({ kind: 'reference', name, at: at + match.index });
    return after;
  }
  if (note !== undefined) return after;
  if (role === '' && isQuoted(rest, match.index, after)) return after;
  if (tick !== undefined) return readTick(rest, match, at, found);
  const mark = start ?? '';
  const close = ENDS[mark]?.exec(rest.slice(after));
  if (close == null || close.index === 0) {
    found.push({ kind: 'unclosed', mark, at: at + match.index });
    return null;
  }
  const inner = rest.slice(after, after + close.index);
  if (mark === '_`') found.push({ kind: 'target', name: unescape(inner), at: at + after });
  if (mark === '|') {
    found.push({ kind: 'substitution', name: unescape(inner), at: at + after });
    if (close[0] === '|_') found.push({ kind: 'reference', name: unescape(inner), at: at + after });
  }
  return after + close.index + close[0].length;
}

function readTick(rest: string, match: RegExpExecArray, at: number, found: Inline[]): number | null {
  const after = match.index + match[0].length;
  const close = END_TICK.exec(rest.slice(after));
  if (close === null || close.index === 0) {
    found.push({ kind: 'unclosed', mark: '`', at: at + after - 1 });
    return null;
  }
  const { role: suffixRole, ref } = close.groups ?? {};
  const inner = rest.slice(after, after + close.index);
  const role = (match.groups?.['role'] ?? '') || (suffixRole ?? '');
  const used = after + close.index + close[0].length;
  if (role !== '') {
    const roleAt = suffixRole === undefined ? match.index : after + close.index + 1;
    found.push({ kind: 'role', name: role.slice(1, -1), at: at + roleAt + 1 });
  } else if (ref !== undefined) readPhrase(inner, ref, at + after, found);
  return used;
}

function readPhrase(inner: string, ref: string, at: number, found: Inline[]): void {
  const embedded = EMBEDDED.exec(inner);
  const target = embedded?.groups?.['target'];
  if (embedded === null || target === undefined) {
    if (ref === '_') found.push({ kind: 'reference', name: unescape(inner), at });
    return;
  }
  const text = unescape(inner.slice(0, embedded.index)).trim();
  const name = ref === '_' ? text : '';
  if (target.endsWith('_') && !target.endsWith('\0_') && !target.includes(':')) {
    found.push({ kind: 'reference', name: unescape(target.slice(0, -1)), at: at + inner.lastIndexOf('<') + 1 });
    if (name !== '') found.push({ kind: 'target', name, at });
    return;
  }
  found.push({ kind: 'embedded', name, uri: unescape(target), at: at + embedded.index + embedded[0].indexOf('<') + 1 });
}

/** A start-string between brackets or quotes that belong together is none. */
function isQuoted(text: string, start: number, end: number): boolean {
  if (end >= text.length) return true;
  return start > 0 && PAIRS[text[start - 1] ?? ''] === text[end];
}

function unescape(text: string): string {
  return text.replaceAll(/\0([^])/g, (_, escaped: string) => (/\s/.test(escaped) ? '' : escaped));
}
