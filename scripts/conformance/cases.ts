import type { Node, Scope } from './literals.ts';
import { child, children, isNode, nameOf, nodesOf, valueOf } from './literals.ts';

/** One row of a `test.each` table. */
export type Case = {
  /** `describe`'s name and the row's: `tag tag07`, or its number where it has no name. */
  readonly id: string;
  /** The columns by the names of the test's parameters. */
  readonly columns: { readonly [name: string]: unknown };
  /** What the test sets of the environment. */
  readonly env: { readonly [name: string]: string };
  /** Why the row cannot be read as data. */
  readonly unread: string | null;
};

/** All rows of all tables of a module of tests. */
export function casesOf(module: Node, scope: Scope): readonly Case[] {
  return nodesOf(module, 'CallExpression')
    .filter((call) => calls(call, 'describe'))
    .flatMap((describe) => {
      const [title, body] = children(describe, 'arguments');
      const name = title === undefined ? '' : String(valueOf(title, scope));
      return nodesOf(body, 'CallExpression').flatMap((call) => tableOf(call, name, module, scope));
    });
}

function calls(call: Node, name: string): boolean {
  return nameOf(child(call, 'callee')) === name;
}

/** `test.each(table)(title, test)`. */
function tableOf(call: Node, name: string, module: Node, scope: Scope): readonly Case[] {
  const each = child(call, 'callee');
  if (each.type !== 'CallExpression') return [];
  const callee = child(each, 'callee');
  if (callee.type !== 'MemberExpression' || nameOf(child(callee, 'property')) !== 'each') return [];
  const [table] = children(each, 'arguments');
  const [, written] = children(call, 'arguments');
  if (table?.type !== 'ArrayExpression' || written === undefined) throw new Error(`${name}: no table of literals`);
  const test = written.type === 'Identifier' ? functionOf(module, nameOf(written) ?? '') : written;
  const parameters = children(test, 'params').map((one) => nameOf(one) ?? '');
  const env = environmentOf(test, scope);
  return children(table, 'elements').map((row, number) => caseOf({ row, number, name, parameters, env, scope }));
}

function caseOf({
  row,
  number,
  name,
  parameters,
  env,
  scope,
}: {
  readonly row: Node;
  readonly number: number;
  readonly name: string;
  readonly parameters: readonly string[];
  readonly env: Case['env'];
  readonly scope: Scope;
}): Case {
  try {
    const values = valueOf(row, scope) as readonly unknown[];
    const columns = Object.fromEntries(parameters.map((parameter, i) => [parameter, values[i]]));
    const own = typeof columns['name'] === 'string' ? columns['name'] : String(number + 1);
    return { id: `${name} ${own}`, columns, env, unread: null };
  } catch (error) {
    const unread = error instanceof Error ? error.message : String(error);
    return { id: `${name} ${number + 1}`, columns: {}, env, unread };
  }
}

/** `const name = async (…) => {…}`. */
function functionOf(module: Node, name: string): Node {
  const found = nodesOf(module, 'VariableDeclarator').find((one) => nameOf(child(one, 'id')) === name);
  if (found === undefined) throw new Error(`no function ${name}`);
  return child(found, 'init');
}

/** `process.env.NAME = 'value'`. */
function environmentOf(test: Node, scope: Scope): Case['env'] {
  const set = nodesOf(test, 'AssignmentExpression').flatMap((one): readonly [string, string][] => {
    const { left, right } = one;
    if (!isNode(left) || left.type !== 'MemberExpression' || !isNode(right) || right.type !== 'Literal') return [];
    return [[nameOf(child(left, 'property')) ?? '', String(valueOf(right, scope))]];
  });
  return Object.fromEntries(set);
}
