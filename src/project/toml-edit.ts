import type { AST } from 'toml-eslint-parser';
import type { KeyPath, Span } from '../core/place.ts';
import type { TomlValue } from '../core/fix.ts';
import type { Splice } from './splice.ts';
import { keysOf, spanOf, startsWith } from './toml-locate.ts';

/** Where a key path leads in a TOML file. */
type Found =
  | { readonly kind: 'table'; readonly table: AST.TOMLTable }
  | { readonly kind: 'pair'; readonly pair: AST.TOMLKeyValue; readonly inline: AST.TOMLInlineTable | null }
  | { readonly kind: 'item'; readonly array: AST.TOMLArray; readonly index: number };

type File = { readonly text: string; readonly program: AST.TOMLProgram };

/** Gives a key a value; what is not there is added: the key, and the table that holds it. */
export function setToml(file: File, path: KeyPath, value: TomlValue): readonly Splice[] {
  const found = find(file.program, path);
  if (found?.kind === 'table') return [];
  if (found === null) return addKey(file, path, value);
  const node = found.kind === 'pair' ? found.pair.value : found.array.elements[found.index];
  return node === undefined ? [] : [{ ...spanOf(node), text: literal(value, quoteOf(file.text, node)) }];
}

/** Adds strings to an array: each at its place where the array is sorted, else at the end. */
export function addToml(file: File, path: KeyPath, values: readonly string[]): readonly Splice[] {
  const array = valueOf(find(file.program, path));
  if (array === null) return setToml(file, path, values);
  if (array.type !== 'TOMLArray') return [];
  const { elements } = array;
  const last = elements.at(-1);
  if (last === undefined) {
    const { start, end } = spanOf(array);
    return file.text.slice(start, end).includes('#') ? [] : [{ start, end, text: literal(values, '"') }];
  }
  const known = elements.map(textOf);
  const isSorted = known.every((text, i) => text !== null && (i === 0 || (known[i - 1] ?? '') <= text));
  const quote = quoteOf(file.text, last);
  const before = new Map<number, string[]>();
  for (const value of [...values].sort()) {
    const next = isSorted ? known.findIndex((text) => text !== null && text > value) : -1;
    const index = next === -1 ? elements.length : next;
    before.set(index, [...(before.get(index) ?? []), literal(value, quote)]);
  }
  return [...before].flatMap(([index, items]) =>
    index < elements.length ? insertBefore(file, elements[index], items) : append(file, array, last, items),
  );
}

/** Takes out keys, tables, or items of arrays; with their lines where they have lines of their own. */
export function removeToml(file: File, paths: readonly KeyPath[]): readonly Splice[] {
  const splices: Splice[] = [];
  const items = new Map<AST.TOMLArray, number[]>();
  for (const path of paths) {
    const found = find(file.program, path);
    if (found === null) return [];
    if (found.kind === 'item') items.set(found.array, [...(items.get(found.array) ?? []), found.index]);
    else if (found.kind === 'table') splices.push(cut(tableSpan(file, found.table)));
    else if (found.inline === null) splices.push(cut(linesOf(file.text, spanOf(found.pair))));
    else splices.push(...removeFrom(file.text, found.inline.body, [found.inline.body.indexOf(found.pair)]));
  }
  for (const [array, indexes] of items) splices.push(...removeFrom(file.text, array.elements, indexes));
  return splices;
}

function cut(span: Span): Splice {
  return { ...span, text: '' };
}

function find(program: AST.TOMLProgram, path: KeyPath): Found | null {
  for (const node of program.body[0].body) {
    if (node.type === 'TOMLTable') {
      const own = node.resolvedKey as KeyPath;
      if (!startsWith(path, own)) continue;
      if (own.length === path.length) return { kind: 'table', table: node };
      const found = findInPairs(node.body, own, path, null);
      if (found !== null) return found;
    } else {
      const found = findInPairs([node], [], path, null);
      if (found !== null) return found;
    }
  }
  return null;
}

function findInPairs(
  pairs: readonly AST.TOMLKeyValue[],
  above: KeyPath,
  path: KeyPath,
  inline: AST.TOMLInlineTable | null,
): Found | null {
  for (const pair of pairs) {
    const own = [...above, ...keysOf(pair)];
    if (!startsWith(path, own)) continue;
    return own.length === path.length ? { kind: 'pair', pair, inline } : findInValue(pair.value, own, path);
  }
  return null;
}

function findInValue(value: AST.TOMLContentNode, above: KeyPath, path: KeyPath): Found | null {
  if (value.type === 'TOMLInlineTable') return findInPairs(value.body, above, path, value);
  const index = path[above.length];
  if (value.type !== 'TOMLArray' || typeof index !== 'number') return null;
  const element = value.elements[index];
  if (element === undefined) return null;
  return above.length + 1 === path.length
    ? { kind: 'item', array: value, index }
    : findInValue(element, [...above, index], path);
}

function valueOf(found: Found | null): AST.TOMLContentNode | null {
  if (found === null || found.kind === 'table') return null;
  return found.kind === 'pair' ? found.pair.value : (found.array.elements[found.index] ?? null);
}

function addKey(file: File, path: KeyPath, value: TomlValue): readonly Splice[] {
  const parent = path.slice(0, -1);
  const key = path.at(-1);
  if (typeof key !== 'string') return [];
  const line = `${bare(key)} = ${literal(value, '"')}`;
  const found = find(file.program, parent);
  const holder = valueOf(found);
  if (holder?.type === 'TOMLInlineTable') {
    const last = holder.body.at(-1);
    if (last === undefined) return [{ ...spanOf(holder), text: `{ ${line} }` }];
    const { end } = spanOf(last);
    return [{ start: end, end, text: `, ${line}` }];
  }
  if (holder !== null) return [];
  if (found?.kind === 'table') return [insertLine(file.text, endOfBody(found.table), line)];
  const dotted = lastDotted(file.program, parent);
  if (dotted !== null) return [insertLine(file.text, spanOf(dotted.pair).end, `${dotted.prefix}.${line}`)];
  if (parent.length === 0) return [{ start: 0, end: 0, text: `${line}\n` }];
  return [newTable(file, parent, line)];
}

/** The last pair that says something of a table that has no header of its own: `urls.Home = …` in `[project]`. */
function lastDotted(
  program: AST.TOMLProgram,
  parent: KeyPath,
): { readonly pair: AST.TOMLKeyValue; readonly prefix: string } | null {
  let best: { pair: AST.TOMLKeyValue; prefix: string } | null = null;
  for (const node of program.body[0].body) {
    const own = node.type === 'TOMLTable' ? (node.resolvedKey as KeyPath) : [];
    if (own.length >= parent.length) continue;
    for (const pair of node.type === 'TOMLTable' ? node.body : [node]) {
      const keys = [...own, ...keysOf(pair)];
      if (keys.length <= parent.length || !startsWith(keys, parent)) continue;
      best = { pair, prefix: parent.slice(own.length).map(bare).join('.') };
    }
  }
  return best;
}

/** A new table, after the one that it belongs below, or at the end. */
function newTable({ text, program }: File, path: KeyPath, line: string): Splice {
  const above = program.body[0].body.findLast(
    (node): node is AST.TOMLTable =>
      node.type === 'TOMLTable' && startsWith(node.resolvedKey as KeyPath, path.slice(0, 1)),
  );
  const table = `[${path.map(bare).join('.')}]\n${line}\n`;
  const at = above === undefined ? text.length : lineEnd(text, endOfBody(above));
  const open = at > 0 && !/[\r\n]/.test(text[at - 1] ?? '') ? '\n' : '';
  return { start: at, end: at, text: at === 0 ? table : `${open}\n${table}` };
}

function insertLine(text: string, after: number, line: string): Splice {
  const at = lineEnd(text, after);
  const isOpen = at > 0 && !/[\r\n]/.test(text[at - 1] ?? '');
  return { start: at, end: at, text: isOpen ? `\n${line}` : `${line}\n` };
}

function endOfBody(table: AST.TOMLTable): number {
  const last = table.body.at(-1);
  // The header's closing brackets stand on the line of its key.
  return last === undefined ? spanOf(table.key).end : spanOf(last).end;
}

/** The table's lines, up to where the next one begins. */
function tableSpan({ text, program }: File, table: AST.TOMLTable): Span {
  const start = lineStart(text, spanOf(table).start);
  const next = program.body[0].body.find((node) => spanOf(node).start > spanOf(table).start);
  const nextStart = next === undefined ? text.length : lineStart(text, spanOf(next).start);
  const own = text.slice(start, nextStart);
  // A comment above the next table is that table's.
  const comment = next === undefined ? null : /(?:\r?\n)(?:[ \t]*#[^\n]*\r?\n|[ \t]*\r?\n)*$/.exec(own);
  const isCommented = comment !== null && comment[0].includes('#');
  const end = isCommented ? start + comment.index + (own[comment.index] === '\r' ? 2 : 1) : nextStart;
  return { start, end: isCommented ? end + blankLines(text, end) : end };
}

function blankLines(text: string, from: number): number {
  return /^(?:[ \t]*\r?\n)*/.exec(text.slice(from))?.[0].length ?? 0;
}

function insertBefore(
  { text }: File,
  element: AST.TOMLContentNode | undefined,
  items: readonly string[],
): readonly Splice[] {
  if (element === undefined) return [];
  const { start } = spanOf(element);
  const line = lineStart(text, start);
  const indent = text.slice(line, start);
  const isFirst = indent.trim() === '' && line > 0;
  return isFirst
    ? [{ start: line, end: line, text: items.map((item) => `${indent}${item},\n`).join('') }]
    : [{ start, end: start, text: items.map((item) => `${item}, `).join('') }];
}

function append(
  { text }: File,
  array: AST.TOMLArray,
  last: AST.TOMLContentNode,
  items: readonly string[],
): readonly Splice[] {
  const { start, end } = spanOf(last);
  const line = lineStart(text, start);
  const indent = text.slice(line, start);
  if (indent.trim() !== '' || line <= spanOf(array).start)
    return [{ start: end, end, text: items.map((item) => `, ${item}`).join('') }];
  const hasComma = /^[ \t]*,/.test(text.slice(end));
  const stop = endOfLine(text, end);
  const lines = items.map((item, i) => `\n${indent}${item}${hasComma || i < items.length - 1 ? ',' : ''}`).join('');
  const after = { start: stop, end: stop, text: lines };
  if (hasComma) return [after];
  return stop === end ? [{ ...after, text: `,${lines}` }] : [{ start: end, end, text: ',' }, after];
}

/** Items of a list that commas part: lines of their own go as a whole, else a run goes with one comma. */
function removeFrom(
  text: string,
  nodes: readonly (AST.TOMLContentNode | AST.TOMLKeyValue)[],
  indexes: readonly number[],
): readonly Splice[] {
  const splices: Splice[] = [];
  const sorted = [...new Set(indexes)].sort((a, b) => a - b);
  for (let i = 0; i < sorted.length; i++) {
    const first = sorted[i] ?? 0;
    const node = nodes[first];
    if (node === undefined) return [];
    const own = ownLines(text, spanOf(node));
    if (own !== null) {
      splices.push(cut(own));
      continue;
    }
    let last = first;
    while (sorted[i + 1] === last + 1) last = sorted[++i] ?? last;
    const [previous, end, next] = [nodes[first - 1], nodes[last], nodes[last + 1]];
    const stop = end === undefined ? 0 : spanOf(end).end;
    if (next !== undefined) splices.push(cut({ start: spanOf(node).start, end: spanOf(next).start }));
    else if (previous === undefined)
      splices.push(
        cut({ start: spanOf(node).start, end: stop + (/^[ \t]*,/.exec(text.slice(stop))?.[0].length ?? 0) }),
      );
    else splices.push(cut({ start: spanOf(previous).end, end: stop }));
  }
  return splices;
}

/** The lines of an item that shares them with nothing but its comma and a comment; null where it shares them. */
function ownLines(text: string, { start, end }: Span): Span | null {
  const from = lineStart(text, start);
  const rest = text.slice(end, endOfLine(text, end));
  const isAlone = from > 0 && text.slice(from, start).trim() === '' && /^[ \t]*,?[ \t]*(?:#.*)?$/.test(rest);
  return isAlone ? { start: from, end: lineEnd(text, end) } : null;
}

function linesOf(text: string, { start, end }: Span): Span {
  return { start: lineStart(text, start), end: lineEnd(text, end) };
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

/** Offset of the line end at or after one; the length of the text where there is none. */
function endOfLine(text: string, offset: number): number {
  const found = /[\r\n]/.exec(text.slice(offset));
  return found === null ? text.length : offset + found.index;
}

/** Offset behind the line end. */
function lineEnd(text: string, offset: number): number {
  const end = endOfLine(text, offset);
  return end + (text.startsWith('\r\n', end) ? 2 : end < text.length ? 1 : 0);
}

function textOf(node: AST.TOMLContentNode): string | null {
  return node.type === 'TOMLValue' && node.kind === 'string' ? node.value : null;
}

type Quote = '"' | "'";

function quoteOf(text: string, node: AST.TOMLContentNode): Quote {
  return text[node.range[0]] === "'" ? "'" : '"';
}

/** JSON's escapes are among those of TOML's basic strings. */
function literal(value: TomlValue, quote: Quote): string {
  if (typeof value === 'string')
    return quote === "'" && /^[^'\p{Cc}]*$/u.test(value) ? `'${value}'` : JSON.stringify(value);
  if (typeof value === 'object') return `[${value.map((item) => literal(item, quote)).join(', ')}]`;
  return String(value);
}

function bare(key: string | number): string {
  return typeof key === 'string' && /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
}
