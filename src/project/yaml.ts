import { Composer, Lexer, Parser, isAlias, isCollection, isMap, isPair, isScalar, isSeq } from 'yaml';
import type { CST, Document, ParsedNode, Scalar } from 'yaml';
import type { Span } from '../core/place.ts';

/** A YAML value with its span. Aliases and merge keys are resolved: the same node may stand in several places. */
export type YamlNode = YamlMap | YamlSeq | YamlScalar;

export type YamlScalar = {
  readonly kind: 'scalar';
  /** Without the quotes where it is quoted in one piece; with the `|` or `>` of a block. */
  readonly span: Span;
  /** As written, quotes, escapes and block indentation undone: `1.10` stays `1.10`. `''` for nothing. */
  readonly text: string;
  /** As YAML 1.2 (core schema) reads it: `on` and `yes` are strings. */
  readonly value: string | number | boolean | null;
  readonly style: 'plain' | 'quoted' | 'literal' | 'folded';
};

export type YamlSeq = { readonly kind: 'seq'; readonly span: Span; readonly items: readonly YamlNode[] };

export type YamlMap = { readonly kind: 'map'; readonly span: Span; readonly entries: readonly YamlEntry[] };

/** Duplicate keys are all kept, in file order; what `<<` merges in comes last, as far as it is not overridden. */
export type YamlEntry = {
  /** The key as written; the source text where it is no scalar. */
  readonly name: string;
  readonly key: Span;
  readonly value: YamlNode;
};

export type YamlProblem = { readonly message: string; readonly offset: number };

export type YamlDocument = {
  /** Of the first document in the file, as far as it can be read; null where there is nothing in it but comments. */
  readonly root: YamlNode | null;
  /** What the parser complains about. GitHub accepts files that are not without problems. */
  readonly problems: readonly YamlProblem[];
};

/** GitHub refuses more than 50 levels. Beyond some thousands, the parser's recursion ends the process: V8 aborts inside a regular expression. */
const DEEPEST = 100;

/** Some of the parser's messages quote what they found in full. */
const LONGEST_MESSAGE = 120;

/** Nodes that aliases may add to a document, each use counted in full. GitHub refuses files that expand too far. */
const ALIAS_BUDGET = 100_000;

/** Quoted texts that are mended in a file; each costs one more parse. */
const MOST_MENDED = 20;

/** Parses the first document of a file that holds anything, tolerantly; never expands an alias. */
export function parseYaml(text: string): YamlDocument {
  let best = parseOnce(text);
  let mended = text;
  for (let i = 0; i < MOST_MENDED; i++) {
    const cut = best.problems.find(({ message }) => message.startsWith(UNCLOSED));
    const joined = cut === undefined ? null : joinQuoted(mended, cut);
    const next = joined === null ? best : parseOnce(joined);
    if (joined === null || next.problems.length >= best.problems.length) break;
    mended = joined;
    best = next;
  }
  return best;
}

const UNCLOSED = 'Missing closing ';

/**
 * GitHub lets quoted text go on with less indentation than YAML wants; the parser cuts it off there, and with it all that
 * follows. Blanks for its line ends let it read on, and keep every offset.
 */
function joinQuoted(text: string, cut: YamlProblem): string | null {
  const closing = cut.message.charAt(UNCLOSED.length) === '"' ? /(?<!\\)"/g : /'/g;
  closing.lastIndex = cut.offset;
  const close = closing.exec(text)?.index;
  if (close === undefined) return null;
  return text.slice(0, cut.offset) + text.slice(cut.offset, close).replace(/[\r\n]/g, ' ') + text.slice(close);
}

function parseOnce(text: string): YamlDocument {
  const tokens = tokenise(text);
  if ('tooDeepAt' in tokens)
    return { root: null, problems: [{ message: `nested more than ${DEEPEST} levels deep`, offset: tokens.tooDeepAt }] };
  const composer = new Composer({ strict: false, uniqueKeys: false, schema: 'core', merge: false, logLevel: 'silent' });
  const problems: YamlProblem[] = [];
  for (const document of composer.compose(tokens.tokens, true, text.length)) {
    for (const { message, pos } of document.errors)
      problems.push({ message: message.slice(0, LONGEST_MESSAGE), offset: Math.min(pos[0], text.length) });
    const root = rootOf(document, text);
    if (root !== null) return { root, problems };
  }
  return { root: null, problems };
}

/** The value below a route of keys; the first one where a key is repeated, null where there is none. */
export function at(node: YamlNode | null, ...route: readonly string[]): YamlNode | null {
  let here = node;
  for (const name of route) here = entriesOf(here).find((entry) => entry.name === name)?.value ?? null;
  return here;
}

/** The entries of a map; none where it is none. */
export function entriesOf(node: YamlNode | null): readonly YamlEntry[] {
  return node?.kind === 'map' ? node.entries : [];
}

/** The items of a list; none where it is none. */
export function itemsOf(node: YamlNode | null): readonly YamlNode[] {
  return node?.kind === 'seq' ? node.items : [];
}

/** The scalar itself where it says something; null for `null`, `~`, nothing, and collections. */
export function scalarOf(node: YamlNode | null): YamlScalar | null {
  return node?.kind === 'scalar' && node.value !== null ? node : null;
}

/**
 * File offset at which each line of a scalar's text begins; null where the text is not written line for line (folded
 * blocks, escapes, quoted text over several lines).
 */
export function lineOffsets(source: string, scalar: YamlScalar): readonly number[] | null {
  const { span, text } = scalar;
  if (scalar.style !== 'literal')
    return source.startsWith(text, span.start) && !text.includes('\n') ? [span.start] : null;
  const offsets: number[] = [];
  let lineStart = source.indexOf('\n', span.start) + 1;
  for (const line of text.split('\n')) {
    const newline = source.indexOf('\n', lineStart);
    const lineEnd = newline === -1 ? source.length : newline;
    const end = source[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
    offsets.push(Math.max(lineStart, end - line.length));
    lineStart = lineEnd + 1;
  }
  return offsets;
}

/** Drives the parser lexeme by lexeme, so that a file of a million brackets is given up at the first that lies too deep. */
function tokenise(text: string): { readonly tokens: readonly CST.Token[] } | { readonly tooDeepAt: number } {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > DEEPEST) return { tooDeepAt: parser.offset };
  }
  tokens.push(...parser.end());
  return { tokens };
}

type State = {
  readonly text: string;
  readonly anchors: Map<string, YamlNode>;
  /** Nodes below each node, itself included, aliases counted in full. */
  readonly sizes: Map<YamlNode, number>;
  budget: number;
};

function rootOf(document: Document.Parsed, text: string): YamlNode | null {
  const { contents } = document;
  // Composing hands back an empty scalar for an empty document; a written `null` has a source.
  if (contents === null || (isScalar(contents) && (contents.source ?? '') === '' && contents.type === 'PLAIN'))
    return null;
  return convert(contents, { text, anchors: new Map(), sizes: new Map(), budget: ALIAS_BUDGET });
}

function convert(node: ParsedNode, state: State): YamlNode {
  if (isAlias(node)) return resolveAlias(node, state);
  const made = isMap(node)
    ? convertMap(node, state)
    : isSeq(node)
      ? convertSeq(node, state)
      : convertScalar(node, state.text);
  const parts = made.kind === 'map' ? made.entries.map(({ value }) => value) : made.kind === 'seq' ? made.items : [];
  let size = 1;
  for (const part of parts) size += state.sizes.get(part) ?? 1;
  state.sizes.set(made, size);
  // Registered only now: within itself, an anchor is not known yet, so a cycle ends in nothing (and GitHub refuses it).
  if (node.anchor !== undefined) state.anchors.set(node.anchor, made);
  return made;
}

function resolveAlias(node: ParsedNode & { readonly source: string }, state: State): YamlNode {
  const target = state.anchors.get(node.source);
  const size = target === undefined ? 0 : (state.sizes.get(target) ?? 1);
  if (target === undefined || size > state.budget) return nothing(node.range[0], node.range[1]);
  state.budget -= size;
  return target;
}

function convertMap(node: ParsedNode & { readonly items: readonly unknown[] }, state: State): YamlMap {
  const own: YamlEntry[] = [];
  const merged: YamlEntry[] = [];
  for (const pair of node.items) {
    if (!isPair<ParsedNode, ParsedNode | null>(pair)) continue;
    const key = convert(pair.key, state);
    const value = pair.value === null ? nothing(key.span.end, key.span.end) : convert(pair.value, state);
    const name = key.kind === 'scalar' ? key.text : state.text.slice(key.span.start, key.span.end);
    if (name !== '<<') own.push({ name, key: key.span, value });
    else for (const source of value.kind === 'seq' ? value.items : [value]) merged.push(...entriesOf(source));
  }
  const taken = new Set(own.map(({ name }) => name));
  const fresh = merged.filter(({ name }) => !taken.has(name) && taken.add(name));
  return { kind: 'map', span: spanOf(node), entries: fresh.length === 0 ? own : [...own, ...fresh] };
}

function convertSeq(node: ParsedNode & { readonly items: readonly unknown[] }, state: State): YamlSeq {
  const items: YamlNode[] = [];
  for (const item of node.items) {
    if (isAlias(item) || isScalar(item) || isCollection(item)) items.push(convert(item as ParsedNode, state));
    // `[a: b]` is a list with a map of one entry in it.
    else if (isPair<ParsedNode, ParsedNode | null>(item))
      items.push(convertMap({ ...node, items: [item] } as never, state));
  }
  return { kind: 'seq', span: spanOf(node), items };
}

const STYLES: { readonly [type: string]: YamlScalar['style'] } = {
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
  QUOTE_DOUBLE: 'quoted',
  QUOTE_SINGLE: 'quoted',
};

function convertScalar(node: ParsedNode, text: string): YamlScalar {
  const { value, source, type } = node as Scalar.Parsed;
  const style = STYLES[type ?? ''] ?? 'plain';
  const { start, end } = spanOf(node);
  const isClosed = style === 'quoted' && end - start >= 2 && text[end - 1] === text[start];
  const span = isClosed ? { start: start + 1, end: end - 1 } : { start, end };
  const written = source ?? '';
  const isTyped = style === 'plain' && (typeof value === 'number' || typeof value === 'boolean' || value === null);
  return { kind: 'scalar', span, text: written, value: isTyped ? value : written, style };
}

function nothing(start: number, end: number): YamlScalar {
  return { kind: 'scalar', span: { start, end }, text: '', value: null, style: 'plain' };
}

function spanOf(node: ParsedNode): Span {
  return { start: node.range[0], end: node.range[1] };
}
