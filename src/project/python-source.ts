import { parser } from '@lezer/python';
import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../core/place.ts';
import { isNestedTooDeeply } from './python-nesting.ts';

// What a Python source says, read from its syntax tree; nothing is executed. @lezer/python recovers from errors and
// marks error nodes in valid files too (bare `yield`, parenthesised `with … as`), so an error node never means "broken":
// only the expression it stands in reads as `other`.

/** An expression, as far as release facts need it. Spans are UTF-16 offsets; a string's leaves its quotes out. */
export type PyValue =
  | { readonly kind: 'string'; readonly text: string; readonly span: Span }
  | { readonly kind: 'number'; readonly text: string; readonly span: Span }
  | { readonly kind: 'list'; readonly items: readonly PyValue[]; readonly span: Span }
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [PyValue, PyValue])[]; readonly span: Span }
  /** A name, dotted or not: `VERSION`, `demo.__version__`. */
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | {
      readonly kind: 'call';
      readonly callee: string | null;
      readonly args: readonly PyValue[];
      readonly keywords: readonly PyKeyword[];
      readonly spread: readonly PyValue[];
      readonly span: Span;
    }
  | { readonly kind: 'other'; readonly span: Span };

export type PyKeyword = { readonly name: string; readonly value: PyValue; readonly span: Span };

/** Where in the control flow a statement stands. */
export type Branch = 'main' | 'try' | 'except' | 'conditional';

/** A name bound at module level, in file order. */
export type Binding = {
  readonly name: string;
  readonly branch: Branch;
  readonly value:
    | PyValue
    | { readonly kind: 'import'; readonly module: string; readonly original: string; readonly span: Span };
  /** `x += …`: what the name holds afterwards is not the value alone. */
  readonly isUpdate: boolean;
};

export type PythonSource = {
  readonly bindings: readonly Binding[];
  /** Calls that stand as statements at module level, below `if` and `with` too: `setup(…)`. */
  readonly calls: readonly (PyValue & { readonly kind: 'call' })[];
};

/** What a source says; null where it is nested too deeply to be read, as no program that a person wrote is. */
export function readPython(text: string): PythonSource | null {
  if (isNestedTooDeeply(text)) return null;
  try {
    return readTree(text);
  } catch (error) {
    // The parser's and our own recursion end in this, at some thousands of levels.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readTree(text: string): PythonSource {
  const bindings: Binding[] = [];
  const calls: (PyValue & { kind: 'call' })[] = [];
  const visitBody = (node: SyntaxNode, branch: Branch): void => {
    for (const child of children(node)) visit(child, branch);
  };
  const visit = (node: SyntaxNode, branch: Branch): void => {
    if (node.name === 'AssignStatement') bindings.push(...readAssignment(node, text, branch));
    else if (node.name === 'UpdateStatement') bindings.push(...readUpdate(node, text, branch));
    else if (node.name === 'ImportStatement') bindings.push(...readImport(node, text, branch));
    else if (node.name === 'ExpressionStatement') calls.push(...readCalls(node, text));
    else if (node.name === 'StatementGroup') visitBody(node, branch);
    else if (node.name === 'WithStatement') for (const body of node.getChildren('Body')) visitBody(body, branch);
    else if (node.name === 'IfStatement')
      for (const body of node.getChildren('Body'))
        visitBody(body, nested(branch, isMainGuard(node, text) ? 'main' : 'conditional'));
    else if (node.name === 'TryStatement') visitTry(node, branch);
  };
  const visitTry = (node: SyntaxNode, branch: Branch): void => {
    let part: Branch = 'try';
    for (const child of children(node)) {
      if (child.name === 'except') part = 'except';
      else if (child.name === 'finally') part = 'main';
      else if (child.name === 'else') part = 'try';
      else if (child.name === 'Body') visitBody(child, nested(branch, part));
    }
  };
  visitBody(parser.parse(text).topNode, 'main');
  return { bindings, calls };
}

/** Nested branches: the most doubtful one counts. */
function nested(outer: Branch, own: Branch): Branch {
  if (outer === 'main') return own;
  if (outer === 'except' || own === 'except') return 'except';
  return own === 'main' ? outer : own;
}

/** `if __name__ == "__main__":` runs when setup.py is run, so what stands in it counts. */
function isMainGuard(node: SyntaxNode, text: string): boolean {
  return /^if\s*\(?\s*__name__\s*==/.test(text.slice(node.from, node.from + 40));
}

function children(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child);
  return found;
}

/** `a: str = b = "1.0"`, also for tuple targets, whose values are `other`. */
function readAssignment(node: SyntaxNode, text: string, branch: Branch): readonly Binding[] {
  const parts = children(node);
  const ops = parts.filter((part) => part.name === 'AssignOp');
  const last = ops.at(-1);
  if (last === undefined) return [];
  const values = parts.filter((part) => part.from >= last.to && part.name !== ',');
  const only = values.length === 1 ? values[0] : undefined;
  const value: PyValue =
    only === undefined ? { kind: 'other', span: { start: last.to, end: node.to } } : readValue(only, text);
  const bindings: Binding[] = [];
  for (const target of splitTargets(parts, last)) {
    const single = target.length === 1;
    for (const name of target.flatMap((part) =>
      part.name === 'VariableName' ? [part] : part.name === 'TupleExpression' ? part.getChildren('VariableName') : [],
    )) {
      const isTuple = !single || target[0]?.name === 'TupleExpression';
      bindings.push({
        name: text.slice(name.from, name.to),
        branch,
        value: isTuple ? { kind: 'other', span: spanOf(name) } : value,
        isUpdate: false,
      });
    }
  }
  return bindings;
}

/** The parts left of each `=`, type annotations and commas left out. */
function splitTargets(parts: readonly SyntaxNode[], last: SyntaxNode): readonly (readonly SyntaxNode[])[] {
  const targets: SyntaxNode[][] = [[]];
  for (const part of parts) {
    if (part.from > last.from) break;
    if (part.name === 'AssignOp') targets.push([]);
    else if (part.name !== ',' && part.name !== 'TypeDef') targets.at(-1)?.push(part);
  }
  return targets.filter((target) => target.length > 0);
}

function readUpdate(node: SyntaxNode, text: string, branch: Branch): readonly Binding[] {
  const target = node.firstChild;
  if (target?.name !== 'VariableName') return [];
  return [
    { name: text.slice(target.from, target.to), branch, value: { kind: 'other', span: spanOf(node) }, isUpdate: true },
  ];
}

/** `from ._version import version as __version__`; plain `import x` binds nothing of interest. */
function readImport(node: SyntaxNode, text: string, branch: Branch): readonly Binding[] {
  const match = /^from\s+(?<module>[.\w\s]+?)\s+import\b/.exec(text.slice(node.from, node.to));
  const module = match?.groups?.['module']?.replaceAll(/\s/g, '');
  if (module === undefined) return [];
  const bindings: Binding[] = [];
  const parts = children(node);
  const from = parts.findIndex((part) => part.name === 'import');
  for (let i = from + 1; i < parts.length; i++) {
    const part = parts[i];
    if (part?.name !== 'VariableName') continue;
    const original = text.slice(part.from, part.to);
    const alias = parts[i + 1]?.name === 'as' ? parts[i + 2] : undefined;
    if (alias !== undefined) i += 2;
    const name = alias === undefined ? original : text.slice(alias.from, alias.to);
    bindings.push({ name, branch, value: { kind: 'import', module, original, span: spanOf(part) }, isUpdate: false });
  }
  return bindings;
}

function readCalls(node: SyntaxNode, text: string): readonly (PyValue & { kind: 'call' })[] {
  const first = node.firstChild;
  if (first === null) return [];
  const value = readValue(first, text);
  return value.kind === 'call' ? [value] : [];
}

function readValue(node: SyntaxNode, text: string): PyValue {
  const span = spanOf(node);
  switch (node.name) {
    case 'String':
      return readString(node, text);
    case 'ContinuedString': {
      const parts = children(node).map((part) => readString(part, text));
      const whole = parts.every((part) => part.kind === 'string') ? parts.map((part) => part.text).join('') : null;
      return whole === null ? { kind: 'other', span } : { kind: 'string', text: whole, span };
    }
    case 'Number':
      return { kind: 'number', text: text.slice(node.from, node.to), span };
    case 'VariableName':
    case 'MemberExpression':
      return dottedName(node, text);
    case 'ParenthesizedExpression': {
      const inside = children(node).filter((part) => part.name !== '(' && part.name !== ')' && part.name !== 'Comment');
      return inside.length === 1 && inside[0] !== undefined ? readValue(inside[0], text) : { kind: 'other', span };
    }
    case 'TupleExpression':
    case 'ArrayExpression':
      return { kind: 'list', items: elements(node).map((part) => readValue(part, text)), span };
    case 'DictionaryExpression':
      return readDict(node, text);
    case 'CallExpression':
      return readCall(node, text);
    default:
      return { kind: 'other', span };
  }
}

function elements(node: SyntaxNode): readonly SyntaxNode[] {
  return children(node).filter((part) => !/^[()[\]{},:]$/.test(part.name) && part.name !== 'Comment');
}

function readDict(node: SyntaxNode, text: string): PyValue {
  const parts = elements(node);
  const entries: (readonly [PyValue, PyValue])[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const [key, value] = [parts[i], parts[i + 1]];
    if (key !== undefined && value !== undefined) entries.push([readValue(key, text), readValue(value, text)]);
  }
  return { kind: 'dict', entries, span: spanOf(node) };
}

function readCall(node: SyntaxNode, text: string): PyValue {
  const span = spanOf(node);
  const [callee, list] = children(node);
  if (callee === undefined || list?.name !== 'ArgList') return { kind: 'other', span };
  const name = dottedName(callee, text);
  const args: PyValue[] = [];
  const keywords: PyKeyword[] = [];
  const spread: PyValue[] = [];
  const parts = children(list);
  for (let i = 0; i < parts.length; i++) {
    const [part, op, value] = [parts[i], parts[i + 1], parts[i + 2]];
    if (part === undefined || /^[(),]$|^\*{1,2}$|^Comment$/.test(part.name)) continue;
    if (part.name === 'VariableName' && op?.name === 'AssignOp' && value !== undefined) {
      keywords.push({ name: text.slice(part.from, part.to), value: readValue(value, text), span: spanOf(part) });
      i += 2;
    } else if (parts[i - 1]?.name === '**') spread.push(readValue(part, text));
    else if (parts[i - 1]?.name !== '*') args.push(readValue(part, text));
  }
  return { kind: 'call', callee: name.kind === 'name' ? name.name : null, args, keywords, spread, span };
}

function dottedName(node: SyntaxNode, text: string): PyValue {
  const name = text.slice(node.from, node.to).replaceAll(/\s/g, '');
  // Most names are ASCII, and compiling the Unicode pattern takes milliseconds.
  const isName = /^[A-Za-z_][\w.]*$/.test(name) || /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name);
  return isName ? { kind: 'name', name, span: spanOf(node) } : { kind: 'other', span: spanOf(node) };
}

const STRING = /^(?<prefix>[rRuUbB]{0,2})(?<quote>"""|'''|"|')(?<body>[\s\S]*)\k<quote>$/;

/** Content of a string literal; `other` for bytes and for escapes beyond the plain ones, which no version holds. */
function readString(node: SyntaxNode, text: string): PyValue {
  const span = spanOf(node);
  const match = node.name === 'String' ? STRING.exec(text.slice(node.from, node.to)) : null;
  const { prefix = '', quote = '', body = '' } = match?.groups ?? {};
  if (match === null || /b/i.test(prefix)) return { kind: 'other', span };
  const start = node.from + prefix.length + quote.length;
  const content: Span = { start, end: start + body.length };
  if (/r/i.test(prefix) || !body.includes('\\')) return { kind: 'string', text: body, span: content };
  if (/\\(?![\\'"nt\n])/.test(body)) return { kind: 'other', span };
  const unescaped = body.replaceAll(/\\([\\'"nt\n])/g, (_, c: string) =>
    c === 'n' ? '\n' : c === 't' ? '\t' : c === '\n' ? '' : c,
  );
  return { kind: 'string', text: unescaped, span: content };
}

function spanOf(node: SyntaxNode): Span {
  return { start: node.from, end: node.to };
}
