import { known } from '../core/unknown.ts';
import { foldersUp } from './locks-crates.ts';
import { below } from './path.ts';
import type { Reader } from './reader.ts';
import { isTable, parseToml, stringsAt, tableAt } from './toml-file.ts';
import { normalName } from '../version/distribution-name.ts';

/** Which distributions each locked one may bring along: all versions, markers and extras taken together. */
export type LockedTree = ReadonlyMap<string, ReadonlySet<string>>;

const LOCKS = ['uv.lock', 'poetry.lock', 'pdm.lock'];

/** The nearest lock file of the project, in its folder or above it; null where there is none that can be read. */
export async function readLockedTree(reader: Reader, root: string): Promise<LockedTree | null> {
  for (const folder of foldersUp(root))
    for (const name of LOCKS) {
      const file = below(folder, name);
      const source = reader.allPaths.has(file) ? known(await reader.text(file, { isGuess: true })) : null;
      const parsed = source === null ? null : parseToml(source.text);
      if (parsed !== null && 'data' in parsed) return treeOf(parsed.data['package']);
    }
  return null;
}

function treeOf(packages: unknown): LockedTree {
  const tree = new Map<string, Set<string>>();
  for (const one of Array.isArray(packages) ? packages : []) {
    if (!isTable(one) || typeof one['name'] !== 'string') continue;
    const brings = tree.get(normalName(one['name'])) ?? new Set<string>();
    tree.set(normalName(one['name']), brings);
    const optional = Object.values(tableAt(one, 'optional-dependencies') ?? {});
    for (const list of [one['dependencies'], ...optional]) for (const name of namesIn(list)) brings.add(name);
  }
  return tree;
}

/** uv: a list of tables with a name. Poetry: a table by name. PDM: a list of requirements. */
function namesIn(list: unknown): readonly string[] {
  if (isTable(list)) return Object.keys(list).map((name) => normalName(name));
  if (!Array.isArray(list)) return [];
  const named = list.flatMap((item: unknown) =>
    isTable(item) && typeof item['name'] === 'string' ? [item['name']] : [],
  );
  return [...named, ...stringsAt({ list }, 'list')].map((text) => normalName(requirementName(text) ?? ''));
}

export function requirementName(text: string): string | null {
  return /^\s*(?<name>[A-Za-z0-9](?:[\w.-]{0,200}[A-Za-z0-9])?)/.exec(text)?.groups?.['name'] ?? null;
}
