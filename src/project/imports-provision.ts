import { knownDistributions } from './imports-known.ts';
import { readLockedTree, requirementName } from './imports-locked.ts';
import type { Metadata, Requirement } from './metadata.ts';
import type { Reader } from './reader.ts';
import { normalName } from '../version/distribution-name.ts';

/** What the declared dependencies install, as far as it is known. */
export type Provision = {
  /** Normalised names: what is declared, and all that may come along. */
  readonly brought: ReadonlySet<string>;
  /** A dependency of which nothing is known: it may bring anything. Null where everything is known. */
  readonly unknown: string | null;
};

/** Whether a requirement holds without any extra; the keys of `extras_require` may also be markers: `:python_version < "3"`. */
export function isBase({ extra, text }: Requirement): boolean {
  return (extra === null || extra.startsWith(':')) && !/\bextra\s{0,9}==/.test(text);
}

/** Dependencies that are installed with the distribution itself, without any of its extras. */
function required({ requirements }: Metadata): readonly { readonly name: string; readonly text: string }[] {
  return requirements.items.flatMap((one) => {
    const name = isBase(one) ? requirementName(one.text) : null;
    return name === null ? [] : [{ name: normalName(name), text: one.text }];
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

/**
 * Modules of the standard library whose backport, if there is one, is imported by another name. The rest may come along
 * with any dependency: `dataclasses` with pydantic, `distutils` with setuptools, `cgi` with WebOb (legacy-cgi).
 */
const WITHOUT_STAND_IN =
  /^(?:tomllib|zoneinfo|annotationlib|profiling|(?:asyncio|compression|concurrent|dbm|importlib|math|multiprocessing|pathlib|string|tkinter|wsgiref)\.)/;

export function mayComeAlong(module: string): boolean {
  return !WITHOUT_STAND_IN.test(module);
}

/** Whether a distribution stands in for a standard module: `dataclasses`, `graphlib-backport`, `legacy-cgi`, `pyasyncore`. */
export function standsIn(names: Iterable<string>, module: string): boolean {
  return [...names].some(
    (name) =>
      name.split('-').includes(module) ||
      (module.length > 5 && fold(name).includes(fold(module))) ||
      (module === 'distutils' && name === 'setuptools'),
  );
}

export function requiredNames(metadata: Metadata): readonly string[] {
  return required(metadata).map(({ name }) => name);
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]/g, '');
}

/**
 * Follows the requirements through the lock file, else through the table of well-known distributions.
 * `withExtras` are those of which an extra is asked for, where their text does not say so.
 */
export async function provisionOf(
  reader: Reader,
  root: string,
  metadata: Metadata,
  withExtras: ReadonlySet<string>,
): Promise<Provision> {
  const table = knownDistributions();
  // The table does not know what an extra brings.
  const open = (name: string, text: string): boolean =>
    !table.has(name) || withExtras.has(name) || /^[^;]{0,300}\[/.test(text);
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
