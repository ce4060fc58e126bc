import { parseSync } from 'rolldown/utils';

/** One import of a module, however it is written. */
export type Import = { readonly specifier: string; readonly typeOnly: boolean; readonly line: number };

/** What the architecture test wants to know of a module. */
export type ModuleFacts = {
  readonly imports: readonly Import[];
  /** Free names and where they are used; property names and keys are left out. */
  readonly names: readonly { readonly name: string; readonly line: number }[];
  /** Lines of `export default`, `await`/`async`, and of reads of the clock (`Date.now()`, `new Date()`). */
  readonly defaultExports: readonly number[];
  readonly asynchronous: readonly number[];
  readonly clockReads: readonly number[];
};

type Node = { readonly type: string; readonly start: number; readonly [key: string]: unknown };

/** Parses a module and lists what it imports and uses. Throws where the text does not parse. */
export function walkModule(file: string, text: string): ModuleFacts {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0]?.message ?? ''}`);
  const facts = {
    imports: [] as Import[],
    names: [] as { name: string; line: number }[],
    defaultExports: [] as number[],
    asynchronous: [] as number[],
    clockReads: [] as number[],
  };
  const lineOf = (node: Node): number => text.slice(0, node.start).split('\n').length;
  visit(program as unknown as Node, null, (node, parent) => {
    const imported = importOf(node);
    if (imported !== null) facts.imports.push({ ...imported, line: lineOf(node) });
    if (node.type === 'ExportDefaultDeclaration') facts.defaultExports.push(lineOf(node));
    if (node.type === 'AwaitExpression' || node['async'] === true || node['await'] === true)
      facts.asynchronous.push(lineOf(node));
    if (readsClock(node)) facts.clockReads.push(lineOf(node));
    if (isFreeName(node, parent)) facts.names.push({ name: String(node['name']), line: lineOf(node) });
  });
  return facts;
}

function visit(node: Node, parent: Node | null, enter: (node: Node, parent: Node | null) => void): void {
  enter(node, parent);
  for (const child of Object.values(node)) {
    for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) visit(one, node, enter);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function importOf(node: Node): Omit<Import, 'line'> | null {
  const source = node.type === 'TSExternalModuleReference' ? node['expression'] : node['source'];
  if (!isNode(source)) return null;
  // A specifier that is computed cannot be judged, so it counts as one that no room may import.
  const specifier = source.type === 'Literal' ? String(source['value']) : '(computed)';
  if (node.type === 'TSImportType') return { specifier, typeOnly: true };
  if (node['importKind'] === 'type' || node['exportKind'] === 'type') return { specifier, typeOnly: true };
  const specifiers = Array.isArray(node['specifiers']) ? node['specifiers'].filter(isNode) : [];
  const allTypes =
    specifiers.length > 0 && specifiers.every((one) => one['importKind'] === 'type' || one['exportKind'] === 'type');
  return { specifier, typeOnly: allTypes };
}

function isFreeName(node: Node, parent: Node | null): boolean {
  if (node.type !== 'Identifier' || parent === null) return false;
  if (parent.type === 'MemberExpression' && parent['property'] === node) return parent['computed'] === true;
  if (parent['key'] === node && parent['computed'] !== true) return parent['shorthand'] === true;
  return (
    !/^(MetaProperty|Import|Export|Label|TS)/.test(parent.type) ||
    parent.type === 'TSAsExpression' ||
    parent.type === 'TSSatisfiesExpression' ||
    parent.type === 'TSNonNullExpression'
  );
}

function readsClock(node: Node): boolean {
  if (node.type === 'NewExpression') {
    const { callee, arguments: given } = node;
    return isNode(callee) && callee['name'] === 'Date' && Array.isArray(given) && given.length === 0;
  }
  if (node.type !== 'MemberExpression') return false;
  const { object, property } = node;
  return isNode(object) && object['name'] === 'Date' && isNode(property) && property['name'] === 'now';
}
