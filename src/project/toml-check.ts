import { getStaticTOMLValue } from 'toml-eslint-parser';
import type { AST } from 'toml-eslint-parser';
import type { Edit, TomlValue } from '../core/fix.ts';
import type { KeyPath } from '../core/place.ts';
import type { Splice } from './splice.ts';
import { splice } from './splice.ts';
import { parseToml } from './toml-locate.ts';

/** What an edit asks of the data: a key's value, more strings in an array, or paths that are to be gone. */
export type Meant = Pick<Extract<Edit, { kind: 'set' }>, 'kind' | 'path' | 'value'> | Adding | Removing;
type Adding = Pick<Extract<Edit, { kind: 'add' }>, 'kind' | 'path' | 'values'>;
type Removing = { readonly kind: 'remove'; readonly paths: readonly KeyPath[] };

/** Whether the edited text is TOML that says what was meant, and beside it the same as before. */
export function saysWhatIsMeant(
  { text, program }: { readonly text: string; readonly program: AST.TOMLProgram },
  splices: readonly Splice[],
  meant: Meant,
): boolean {
  const after = parseToml(splice(text, splices));
  if (after === null) return false;
  const [old, made] = [getStaticTOMLValue(program) as Data, getStaticTOMLValue(after) as Data];
  if (meant.kind === 'remove') {
    // From the last, so that no index moves.
    for (const path of [...meant.paths].sort(byLastIndex)) remove(old, path);
    // What dotted keys alone made goes with the last of them.
    for (const path of meant.paths) for (const data of [old, made]) removeEmpty(data, path.slice(0, -1));
    return isSame(old, made);
  }
  const found = at(made, meant.path);
  if (
    !(meant.kind === 'set'
      ? isSame(found, meant.value)
      : holdsAll(found, [...asList(at(old, meant.path)), ...meant.values]))
  )
    return false;
  for (const data of [old, made]) put(data, meant.path, null);
  return isSame(old, made);
}

function holdsAll(found: Data, items: readonly Data[]): boolean {
  const list = asList(found);
  return list.length === items.length && items.every((item) => list.some((one) => isSame(one, item)));
}

type Data = { [key: string | number]: Data } | Data[] | string | number | boolean | bigint | Date | null | undefined;

function asList(data: Data): readonly Data[] {
  return Array.isArray(data) ? data : [];
}

function isHolder(data: Data): data is { [key: string | number]: Data } {
  return typeof data === 'object' && data !== null && !(data instanceof Date);
}

function at(data: Data, path: KeyPath): Data {
  let held = data;
  for (const key of path) held = isHolder(held) && Object.hasOwn(held, key) ? held[key] : undefined;
  return held;
}

function put(data: Data, path: KeyPath, value: Data): void {
  let holder = data;
  for (const key of path.slice(0, -1)) {
    if (!isHolder(holder)) return;
    if (!Object.hasOwn(holder, key)) holder[key] = {};
    holder = holder[key];
  }
  const last = path.at(-1);
  if (last !== undefined && isHolder(holder)) holder[last] = value;
}

function remove(data: Data, path: KeyPath): void {
  const holder = at(data, path.slice(0, -1));
  const last = path.at(-1);
  if (Array.isArray(holder) && typeof last === 'number') holder.splice(last, 1);
  else if (last !== undefined && isHolder(holder)) delete holder[last];
}

function removeEmpty(data: Data, path: KeyPath): void {
  const found = at(data, path);
  if (path.length === 0 || !isHolder(found) || Array.isArray(found) || Object.keys(found).length > 0) return;
  remove(data, path);
  removeEmpty(data, path.slice(0, -1));
}

function byLastIndex(a: KeyPath, b: KeyPath): number {
  const [m, n] = [a.at(-1), b.at(-1)];
  return typeof m === 'number' && typeof n === 'number' ? n - m : 0;
}

/** The order of keys tells nothing in TOML. */
function isSame(a: Data, b: Data | TomlValue): boolean {
  if (Object.is(a, b)) return true;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  const other = b as Data;
  if (!isHolder(a) || !isHolder(other) || Array.isArray(a) !== Array.isArray(other)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(a[key], other[key]))
  );
}
