import { knownDistributions } from './imports-known.ts';
import { normalized, readLockedTree, requirementName } from './imports-locked.ts';
import type { Metadata } from './metadata.ts';
import type { Reader } from './reader.ts';

/** What the declared dependencies install, as far as it is known. */
export type Provision = {
  /** Normalised names: what is declared, and all that may come along. */
  readonly brought: ReadonlySet<string>;
  /** A dependency of which nothing is known: it may bring anything. Null where everything is known. */
  readonly unknown: string | null;
};

/** Dependencies that are installed with the distribution itself, without any of its extras. */
function required({ requirements }: Metadata): readonly { readonly name: string; readonly text: string }[] {
  return requirements.items.flatMap(({ text, extra }) => {
    const name = extra === null && !/\bextra\s{0,9}==/.test(text) ? requirementName(text) : null;
    return name === null ? [] : [{ name: normalized(name), text }];
  });
}

/** Whether a declared dependency, by its name or by what it is known to provide, may hold the module. Extras do not count. */
export function mayProvide(metadata: Metadata, module: string, distribution: string): boolean {
  const wanted = fold(module);
  return required(metadata).some(({ name }) => {
    if (name === distribution || knownDistributions().get(name)?.imports.includes(module) === true) return true;
    const own = fold(name);
    return wanted.length > 2 && (own.includes(wanted) || (own.length > 2 && wanted.includes(own)));
  });
}

/** Whether a dependency stands in for a module of the standard library: `dataclasses`, `graphlib-backport`, `legacy-cgi`. */
export function standsIn(metadata: Metadata, module: string): boolean {
  // setuptools brings `distutils` back (setuptools/_distutils), and any dependency may bring setuptools.
  if (module === 'distutils')
    return required(metadata).some(({ name }) => knownDistributions().get(name)?.brings.length !== 0);
  return required(metadata).some(({ name }) => fold(name).includes(fold(module)));
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]/g, '');
}

/** Follows the requirements through the lock file, else through the table of well-known distributions. */
export async function provisionOf(reader: Reader, root: string, metadata: Metadata): Promise<Provision> {
  const table = knownDistributions();
  const open = (name: string, text: string): boolean =>
    !table.has(name) || (/^[^;]{0,300}\[/.test(text) && table.get(name)?.brings.length !== 0);
  const wanted = required(metadata);
  // A lock file may be megabytes, so it is read only where the table does not do.
  const locked = wanted.some(({ name, text }) => open(name, text)) ? await readLockedTree(reader, root) : null;
  const brought = new Set<string>();
  const queue = wanted.map(({ name }) => name);
  const unknown = wanted.find(({ name, text }) => open(name, text) && locked?.has(name) !== true);
  if (unknown !== undefined) return { brought, unknown: unknown.name };
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (brought.has(name)) continue;
    brought.add(name);
    queue.push(...(table.get(name)?.brings ?? []), ...(locked?.get(name) ?? []));
  }
  return { brought, unknown: null };
}
