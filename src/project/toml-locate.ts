import { parseTOML } from 'toml-eslint-parser';
import type { AST } from 'toml-eslint-parser';
import type { KeyPath, Span } from '../core/place.ts';

// smol-toml keeps no positions, and toml-eslint-parser is slow to load; so this module is imported only for a finding.

/** The syntax tree of a TOML file; null where it does not parse. Parsing takes long, so a locator does it once a file. */
export function parseToml(text: string): AST.TOMLProgram | null {
  try {
    return parseTOML(text);
  } catch {
    return null;
  }
}

/**
 * Span of a key or its value. A string's quotes are left out where it is written in one piece, so that the caret
 * stands under the value. Null where the path is not in the file.
 */
export function locateKey(program: AST.TOMLProgram, path: KeyPath, part: 'key' | 'value'): Span | null {
  const best = { depth: 0, span: null as Span | null };
  for (const node of program.body[0].body) {
    if (node.type === 'TOMLTable') {
      const own = node.resolvedKey as KeyPath;
      if (startsWith(path, own)) {
        if (own.length === path.length) return spanOf(node.key);
        for (const pair of node.body) visitPair(pair, own, path, part, best);
      } else if (part === 'key' && startsWith(own, path)) consider(best, path.length, spanOf(node.key));
    } else visitPair(node, [], path, part, best);
  }
  return best.span;
}

type Best = { depth: number; span: Span | null };

function visitPair(pair: AST.TOMLKeyValue, above: KeyPath, path: KeyPath, part: 'key' | 'value', best: Best): void {
  const own = [...above, ...keysOf(pair)];
  if (!startsWith(path, own)) return;
  const lastKey = pair.key.keys.at(-1);
  if (own.length === path.length) {
    consider(best, own.length, part === 'key' && lastKey !== undefined ? spanOf(lastKey) : valueSpan(pair.value));
    return;
  }
  visitValue(pair.value, own, path, part, best);
}

function visitValue(
  value: AST.TOMLContentNode,
  above: KeyPath,
  path: KeyPath,
  part: 'key' | 'value',
  best: Best,
): void {
  if (value.type === 'TOMLArray') {
    const index = path[above.length];
    const element = typeof index === 'number' ? value.elements[index] : undefined;
    if (element === undefined) return;
    const own = [...above, index as number];
    if (own.length === path.length) consider(best, own.length, valueSpan(element));
    else visitValue(element, own, path, part, best);
  } else if (value.type === 'TOMLInlineTable') {
    for (const pair of value.body) visitPair(pair, above, path, part, best);
  }
}

function consider(best: Best, depth: number, span: Span): void {
  if (depth > best.depth) Object.assign(best, { depth, span });
}

export function keysOf(pair: AST.TOMLKeyValue): readonly string[] {
  return pair.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value));
}

export function startsWith(path: KeyPath, prefix: KeyPath): boolean {
  return prefix.length <= path.length && prefix.every((key, i) => key === path[i]);
}

export function spanOf(node: { readonly range: readonly [number, number] }): Span {
  return { start: node.range[0], end: node.range[1] };
}

function valueSpan(node: AST.TOMLContentNode): Span {
  const span = spanOf(node);
  const isQuoted = node.type === 'TOMLValue' && node.kind === 'string' && !node.multiline;
  return isQuoted ? { start: span.start + 1, end: span.end - 1 } : span;
}
