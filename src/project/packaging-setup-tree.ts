import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../core/place.ts';
import { isUnknown, known } from '../core/unknown.ts';
import type { PythonProject } from './load-metadata.ts';
import { parseTree } from './packaging-syntax.ts';
import { below } from './path.ts';
import type { Reader } from './reader.ts';

// What setup.py reads from the tree while it runs: found in its syntax tree, nothing is executed.

/** A file that is opened at the top level of setup.py; the path as far as it is spelled out, relative to setup.py. */
export type OpenedFile = { readonly path: string; readonly span: Span };

export type SetupTree = {
  /** Files opened on every way: not below `try`, `if` or in a function that looks before it opens. */
  readonly opened: readonly OpenedFile[];
  /** Strings that the value of a keyword of setup() is made of, names and local functions followed; null: not given. */
  readonly stringsOf: (keyword: string) => { readonly strings: readonly string[]; readonly source: string } | null;
};

export function readSetupTree(text: string): SetupTree | null {
  const tree = parseTree(text);
  if (tree === null) return null;
  const definitions = definitionsOf(tree, text);
  const opened: OpenedFile[] = [];
  walkStraight(tree, text, (node) => {
    if (node.name !== 'CallExpression') return;
    const path = openedPath(node, text, definitions);
    if (path !== null && path !== '') opened.push({ path, span: { start: node.from, end: node.to } });
  });
  return { opened, stringsOf: (keyword) => stringsOfKeyword(tree, text, definitions, keyword) };
}

/** Name → the top-level statements that bind it, whole. */
type Definitions = ReadonlyMap<string, readonly SyntaxNode[]>;

function definitionsOf(tree: SyntaxNode, text: string): Definitions {
  const found = new Map<string, SyntaxNode[]>();
  const add = (name: SyntaxNode | null, statement: SyntaxNode): void => {
    if (name === null) return;
    const key = text.slice(name.from, name.to);
    found.set(key, [...(found.get(key) ?? []), statement]);
  };
  const visit = (node: SyntaxNode): void => {
    if (node.name === 'FunctionDefinition') return add(node.getChild('VariableName'), node);
    if (node.name === 'AssignStatement' || node.name === 'UpdateStatement') return add(node.firstChild, node);
    if (node.name === 'WithStatement')
      for (const as of node.getChildren('as')) {
        const name = as.nextSibling;
        if (name?.name === 'VariableName' && as.prevSibling !== null) add(name, as.prevSibling);
      }
    for (let child = node.firstChild; child !== null; child = child.nextSibling)
      if (/(?:Statement|Body|Group)$/.test(child.name) || child.name === 'FunctionDefinition') visit(child);
  };
  visit(tree);
  return found;
}

/** Walks what always runs: no function or class bodies, no `try`, no `if` but the main guard. */
function walkStraight(node: SyntaxNode, text: string, look: (node: SyntaxNode) => void): void {
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    const isGuarded =
      /^(?:FunctionDefinition|ClassDefinition|TryStatement|LambdaExpression|ConditionalExpression)$/.test(child.name) ||
      (child.name === 'IfStatement' && !/^if\s*\(?\s*__name__\s*==/.test(text.slice(child.from, child.from + 40)));
    if (isGuarded) continue;
    look(child);
    walkStraight(child, text, look);
  }
}

function calleeOf(call: SyntaxNode, text: string): string {
  const callee = call.firstChild;
  return callee === null ? '' : text.slice(callee.from, callee.to).replaceAll(/\s/g, '');
}

function argumentsOf(call: SyntaxNode): readonly SyntaxNode[] {
  const list = call.getChild('ArgList');
  const found: SyntaxNode[] = [];
  for (let child = list?.firstChild ?? null; child !== null; child = child.nextSibling) {
    if (/^[(),]$|^\*{1,2}$|^Comment$/.test(child.name)) continue;
    if (child.nextSibling?.name === 'AssignOp') break;
    found.push(child);
  }
  return found;
}

/** The path that a call opens for reading; null where it opens none, or computes the path. */
function openedPath(call: SyntaxNode, text: string, definitions: Definitions): string | null {
  const callee = calleeOf(call, text);
  const args = argumentsOf(call);
  const [first, mode] = args;
  if (/^(?:io\.|codecs\.)?open$/.test(callee)) {
    const isWrite = mode?.name === 'String' && /[wax+]/.test(text.slice(mode.from, mode.to));
    return first === undefined || isWrite ? null : pathOf(first, text, definitions, 0);
  }
  const method = /\.(?:read_text|read_bytes|open)$/.test(callee) ? call.firstChild?.firstChild : null;
  if (method != null && !callee.startsWith('os.')) return pathOf(method, text, definitions, 0);
  const helper = definitions.get(callee);
  const [only] = helper ?? [];
  if (helper?.length !== 1 || only?.name !== 'FunctionDefinition' || args.length === 0) return null;
  const body = text.slice(only.from, only.to);
  // A helper that looks before it opens has a way out.
  if (!/\bopen\(|\.read_text\(/.test(body) || /\btry\b|exists|isfile|is_file|suppress/.test(body)) return null;
  const parts = args.map((arg) => (arg.name === 'String' ? stringOf(arg, text) : null));
  return parts.includes(null) ? null : below('', ...parts.map((part) => part ?? ''));
}

/** Plain strings only; formatted ones are computed. */
function stringOf(node: SyntaxNode, text: string): string | null {
  const match = /^[rRuU]?(?<quote>"""|'''|"|')(?<body>[^\\]*)\k<quote>$/.exec(text.slice(node.from, node.to));
  return match?.groups?.['body'] ?? null;
}

const WRAPPERS =
  /^(?:pathlib\.)?(?:Path|PurePath)$|^str$|^(?:os\.)?(?:fspath|path\.(?:join|abspath|realpath|normpath))$|^(?:join|abspath|realpath)$/;

/** A path relative to setup.py; null where it cannot be told. */
function pathOf(node: SyntaxNode, text: string, definitions: Definitions, depth: number): string | null {
  if (depth > 8) return null;
  const part = (one: SyntaxNode): string | null => pathOf(one, text, definitions, depth + 1);
  const source = text.slice(node.from, node.to);
  if (node.name === 'String') return stringOf(node, text);
  // The folder of setup.py, however it is written; one step up, no more.
  if (source.includes('__file__') && !/["']/.test(source))
    return (source.match(/dirname|\.parent\b/g) ?? []).length === 1 ? '' : null;
  if (/^(?:os\.)?(?:getcwd\(\)|curdir)$/.test(source)) return '';
  if (node.name === 'VariableName') {
    const [only, second] = definitions.get(source) ?? [];
    return only?.name === 'AssignStatement' && second === undefined && only.lastChild !== null
      ? part(only.lastChild)
      : null;
  }
  if (node.name === 'ParenthesizedExpression' || node.name === 'BinaryExpression') {
    const inner = operands(node).map((one) => part(one));
    return inner.includes(null) ? null : below('', ...inner.map((one) => one ?? ''));
  }
  if (node.name !== 'CallExpression') return null;
  const callee = calleeOf(node, text);
  const args = argumentsOf(node).map((one) => part(one));
  const base = callee.endsWith('.joinpath') ? call1(node) : null;
  if (base === null && !WRAPPERS.test(callee)) return null;
  const all = base === null ? args : [part(base), ...args];
  return all.includes(null) ? null : below('', ...all.map((one) => one ?? ''));
}

function call1(node: SyntaxNode): SyntaxNode | null {
  return node.firstChild?.firstChild ?? null;
}

/** `a / b`, `a + b` and what stands in brackets. */
function operands(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (!/^(?:[()]|ArithOp|Comment)$/.test(child.name)) found.push(child);
  return found;
}

function stringsOfKeyword(
  tree: SyntaxNode,
  text: string,
  definitions: Definitions,
  keyword: string,
): ReturnType<SetupTree['stringsOf']> {
  const value = findKeyword(tree, text, keyword);
  if (value === null) return null;
  const strings: string[] = [];
  const sources: string[] = [];
  const seen = new Set<string>();
  const visit = (node: SyntaxNode): void => {
    sources.push(text.slice(node.from, node.to));
    node.cursor().iterate((ref) => {
      if (ref.name === 'String') {
        const content = stringOf(ref.node, text);
        if (content !== null) strings.push(content);
      }
      if (ref.name !== 'VariableName') return;
      const name = text.slice(ref.from, ref.to);
      if (seen.has(name)) return;
      seen.add(name);
      for (const statement of definitions.get(name) ?? []) visit(statement);
    });
  };
  visit(value);
  return { strings, source: sources.join('\n') };
}

/** The value of a keyword in the call of setup(). */
function findKeyword(tree: SyntaxNode, text: string, keyword: string): SyntaxNode | null {
  let found: SyntaxNode | null = null;
  walkStraight(tree, text, (node) => {
    if (node.name !== 'CallExpression' || !/(?:^|\.)setup$/.test(calleeOf(node, text))) return;
    for (const name of node.getChild('ArgList')?.getChildren('VariableName') ?? [])
      if (text.slice(name.from, name.to) === keyword && name.nextSibling?.name === 'AssignOp')
        found = name.nextSibling.nextSibling;
  });
  return found;
}

/** The tree of setup.py; null where there is none, or it is nested too deeply for our own walks. */
export async function loadSetupTree(reader: Reader, python: PythonProject): Promise<SetupTree | null> {
  const py = known(python.setupPy);
  const source = py === null ? null : await reader.text(py.file);
  if (source === null || isUnknown(source)) return null;
  try {
    return readSetupTree(source.text);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
