import { parseAst } from 'rolldown/parseAst';

/** A node of a parsed module, of which only what is asked for is known. */
export type Node = { readonly type: string; readonly [key: string]: unknown };

/** Values of names that a literal may use: enums, constants. */
export type Scope = ReadonlyMap<string, unknown>;

/** Parses TypeScript; nothing of it is run. */
export function parseModule(text: string): Node {
  return parseAst(text, { lang: 'ts' }) as unknown as Node;
}

/** All nodes of a kind below a node, in the order of the text. */
export function nodesOf(top: unknown, type: string): readonly Node[] {
  if (Array.isArray(top)) return top.flatMap((one) => nodesOf(one, type));
  if (!isNode(top)) return [];
  const below = Object.values(top).flatMap((one) => nodesOf(one, type));
  return top.type === type ? [top, ...below] : below;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

export function child(node: Node, key: string): Node {
  const found = node[key];
  if (!isNode(found)) throw new Error(`${node.type} has no ${key}`);
  return found;
}

export function children(node: Node, key: string): readonly Node[] {
  const found = node[key];
  return Array.isArray(found) ? found.filter(isNode) : [];
}

export function nameOf(node: Node): string | null {
  return typeof node['name'] === 'string' ? node['name'] : null;
}

/** The value of a literal: lists, objects, texts, numbers, members of enums, `new Map([…])`. Throws at anything else. */
export function valueOf(node: Node, scope: Scope): unknown {
  switch (node.type) {
    case 'Literal':
      return node['value'];
    case 'TemplateLiteral':
      return textOf(node, scope);
    case 'ArrayExpression':
      return children(node, 'elements').map((one) => valueOf(one, scope));
    case 'ObjectExpression':
      return objectOf(node, scope);
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'ParenthesizedExpression':
      return valueOf(child(node, 'expression'), scope);
    case 'UnaryExpression':
      return signed(node, scope);
    case 'Identifier':
      return named(nameOf(node), scope);
    case 'MemberExpression':
      return member(node, scope);
    case 'NewExpression':
      return mapOf(node, scope);
    default:
      throw new Error(`${node.type} is no literal`);
  }
}

function textOf(node: Node, scope: Scope): string {
  const values = children(node, 'expressions').map((one) => String(valueOf(one, scope)));
  return children(node, 'quasis')
    .map((part, i) => {
      const { cooked } = part['value'] as { readonly cooked: string };
      return cooked + (values[i] ?? '');
    })
    .join('');
}

function objectOf(node: Node, scope: Scope): { readonly [key: string]: unknown } {
  const entries = children(node, 'properties').map((property): [string, unknown] => {
    if (property.type !== 'Property') throw new Error(`${property.type} in an object is no literal`);
    const key = child(property, 'key');
    const name = property['computed'] === true || key.type === 'Literal' ? valueOf(key, scope) : nameOf(key);
    return [String(name), valueOf(child(property, 'value'), scope)];
  });
  return Object.fromEntries(entries);
}

function signed(node: Node, scope: Scope): number {
  const value = valueOf(child(node, 'argument'), scope);
  if (node['operator'] !== '-' || typeof value !== 'number') throw new Error('an operator is no literal');
  return -value;
}

function named(name: string | null, scope: Scope): unknown {
  if (name === 'undefined') return undefined;
  if (name === null || !scope.has(name)) throw new Error(`${name} is no literal`);
  return scope.get(name);
}

function member(node: Node, scope: Scope): unknown {
  const object = valueOf(child(node, 'object'), scope);
  const property = child(node, 'property');
  const key = node['computed'] === true ? String(valueOf(property, scope)) : (nameOf(property) ?? '');
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, key)) {
    throw new Error(`${key} is no member of a literal`);
  }
  return (object as { readonly [key: string]: unknown })[key];
}

function mapOf(node: Node, scope: Scope): ReadonlyMap<unknown, unknown> {
  const [entries] = children(node, 'arguments');
  if (nameOf(child(node, 'callee')) !== 'Map' || entries === undefined) throw new Error('new is no literal');
  return new Map(valueOf(entries, scope) as readonly (readonly [unknown, unknown])[]);
}

/** The enums and the constants of a module that are literals. */
export function scopeOf(module: Node): Scope {
  const scope = new Map<string, unknown>();
  for (const one of nodesOf(module, 'TSEnumDeclaration')) {
    const members = nodesOf(one, 'TSEnumMember').map((entry) => {
      return [nameOf(child(entry, 'id')) ?? '', valueOf(child(entry, 'initializer'), scope)];
    });
    scope.set(nameOf(child(one, 'id')) ?? '', Object.fromEntries(members));
  }
  for (const one of nodesOf(module, 'VariableDeclarator')) {
    if (!isNode(one['init']) || one['init'].type !== 'ObjectExpression') continue;
    scope.set(nameOf(child(one, 'id')) ?? '', valueOf(one['init'], scope));
  }
  return scope;
}
