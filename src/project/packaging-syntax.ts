import { parser } from '@lezer/python';
import type { SyntaxNode } from '@lezer/common';
import { atSpan } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import type { SyntaxFloor } from './packaging.ts';
import { below, parent } from './path.ts';
import { isNestedTooDeeply } from './python-nesting.ts';
import type { Reader } from './reader.ts';

// Which Python can compile a module at all, and which names a module binds; read from the syntax tree.

/** How many modules are followed from the package's `__init__.py`. */
const MODULES = 20;

/** The syntax tree of a text; null where it is nested too deeply. */
export function parseTree(text: string): SyntaxNode | null {
  if (isNestedTooDeeply(text)) return null;
  try {
    return parser.parse(text).topNode;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Node → the version that brought the syntax. Only what every older Python refuses to compile. */
const FEATURES: { readonly [node: string]: readonly [string, string] } = {
  FormatString: ['3.6', 'f-strings'],
  NamedExpression: ['3.8', 'the operator :='],
  MatchStatement: ['3.10', 'match statements'],
  TypeParamList: ['3.12', 'type parameters'],
};

/**
 * The oldest Python that compiles what `import package` runs: `__init__.py` and the modules of the package that it
 * imports on every way. Modules that are imported lazily or under a condition may be for newer versions only.
 */
export async function findFloor(reader: Reader, packages: readonly string[]): Promise<SyntaxFloor | null> {
  const queue = packages.map((folder) => `${folder}/__init__.py`).filter((file) => reader.paths.has(file));
  const seen = new Set(queue);
  let floor: SyntaxFloor | null = null;
  for (let file = queue.shift(); file !== undefined && seen.size <= MODULES; file = queue.shift()) {
    const source = await reader.text(file, { notUtf8: 'python-cookie' });
    const tree = source === null || isUnknown(source) ? null : parseTree(source.text);
    if (source === null || isUnknown(source) || tree === null) continue;
    const own = floorOf(tree, source.text, file);
    if (own !== null && (floor === null || minor(own.python) > minor(floor.python))) floor = own;
    for (const next of importsOf(tree, source.text, file, packages, reader.paths))
      if (!seen.has(next)) {
        seen.add(next);
        queue.push(next);
      }
  }
  return floor;
}

function minor(python: string): number {
  return Number(python.split('.')[1]);
}

function floorOf(tree: SyntaxNode, text: string, file: string): SyntaxFloor | null {
  let floor: SyntaxFloor | null = null;
  tree.cursor().iterate((ref) => {
    const feature = featureOf(ref.node, text);
    if (feature !== null && (floor === null || minor(feature[0]) > minor(floor.python)))
      floor = {
        python: feature[0],
        feature: feature[1],
        place: atSpan(file, ref.from, Math.min(ref.to, ref.from + 60)),
      };
  });
  return floor;
}

function featureOf(node: SyntaxNode, text: string): readonly [string, string] | null {
  const listed = FEATURES[node.name];
  // `match(x)` on a line of its own is a call of a function that carries the name.
  if (listed !== undefined)
    return node.name === 'MatchStatement' && node.getChild('MatchBody') === null ? null : listed;
  if (node.name === 'TypeDef')
    return node.parent?.name === 'AssignStatement' ? ['3.6', 'annotated variables'] : ['3.0', 'annotations'];
  if (node.name === 'async' && node.parent?.name === 'FunctionDefinition') return ['3.5', 'async functions'];
  if (node.name === 'ImportStatement' && /^from\s+__future__\s+import\b.*\bannotations\b/.test(head(node, text)))
    return ['3.7', 'from __future__ import annotations'];
  return null;
}

function head(node: SyntaxNode, text: string): string {
  return text.slice(node.from, Math.min(node.to, node.from + 300)).replaceAll(/\s+/g, ' ');
}

/** Modules of the same packages that stand in import statements at the top level. */
function importsOf(
  tree: SyntaxNode,
  text: string,
  file: string,
  packages: readonly string[],
  paths: ReadonlySet<string>,
): readonly string[] {
  return tree.getChildren('ImportStatement').flatMap((node) => {
    const match = /^from (?<dots>\.{0,5}) ?(?<module>[\w.]*) import (?<names>.*)/.exec(head(node, text))?.groups;
    if (match === undefined) return [];
    const { dots = '', module = '', names = '' } = match;
    const bases = dots === '' ? packages.map(parent) : [up(parent(file), dots.length - 1)];
    const parts = module === '' ? [] : module.split('.');
    const listed = names
      .replaceAll(/[()]/g, '')
      .split(',')
      .map((name) => name.trim().split(' ')[0] ?? '');
    return bases.flatMap((base) => {
      const target = below(base, ...parts);
      const candidates = [`${target}.py`, `${target}/__init__.py`, ...listed.map((name) => `${target}/${name}.py`)];
      return candidates.filter((one) => paths.has(one) && packages.some((folder) => one.startsWith(`${folder}/`)));
    });
  });
}

function up(folder: string, levels: number): string {
  let at = folder;
  for (let i = 0; i < levels; i++) at = parent(at);
  return at;
}

/** Names that a module binds at its top level, below `if`, `try`, `with` and loops too; null where code may bind more. */
export function boundNames(text: string): ReadonlySet<string> | null {
  if (/__getattr__|globals\(\)|\bexec\(|\bsetattr\(|\bvars\(|import\s*\*|sys\.modules|^[ \t\f]*global\s/m.test(text))
    return null;
  const tree = parseTree(text);
  if (tree === null) return null;
  const names = new Set<string>();
  const visit = (node: SyntaxNode): void => {
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      // An error node may hide a statement.
      if (child.type.isError) names.add('');
      if (child.name === 'VariableName') names.add(text.slice(child.from, child.to));
      else if (child.name === 'FunctionDefinition' || child.name === 'ClassDefinition') {
        const name = child.getChild('VariableName');
        if (name !== null) names.add(text.slice(name.from, name.to));
      } else if (child.name !== 'LambdaExpression') visit(child);
    }
  };
  // Every name that is mentioned at the top level counts as bound: it has to come from somewhere.
  visit(tree);
  return names;
}
