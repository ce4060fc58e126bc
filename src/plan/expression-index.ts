import { isUnknown, unknown } from '../core/unknown.ts';
import { isWhole, shownPartial } from '../core/partial.ts';
import type { Value, ValueList } from './value.ts';
import { isList, isMap, listOf, memberOf, numberOf, textOf } from './value.ts';

/** A value, and how it was reached, for reasons: `github.event.release`. */
export type Found = { readonly value: Value; readonly path: string };

export function found(value: Value, path = ''): Found {
  return { value, path };
}

/** What `value[key]` and `value.key` hold. */
export function memberAt(from: Found, key: Value): Found {
  const { value } = from;
  if (isUnknown(value) && !isUnknown(key)) return memberFound(from, key);
  if (isUnknown(key)) return found(isList(value) || isMap(value) || isUnknown(value) ? key : null);
  if (!isList(value) || !value.isFiltered) return memberFound(from, key);
  const having = value.items.filter((item) => mayHave(item, key));
  return found(filtered(having.map((item) => memberFound({ ...from, value: item }, key).value)));
}

/** What a key or an index holds. */
function memberFound({ value, path: from }: Found, key: Value): Found {
  const name = textOf(key);
  const path = from === '' ? '' : `${from}.${shownPartial(name)}`;
  if (isList(key) || isMap(key)) return found(isUnknown(value) ? value : null);
  if (!isList(value))
    return isWhole(name) ? found(memberOf(value, name, from), path) : found(unknown(`a name that depends on ${path}`));
  const at = numberOf(key);
  if (isUnknown(at)) return found(at);
  return found(at >= 0 ? (value.items[Math.floor(at)] ?? null) : null, path);
}

/** Whether an item of what `.*` gave has a member, or may have it. */
function mayHave(item: Value, key: Value): boolean {
  if (isUnknown(item)) return true;
  if (isList(key) || isMap(key)) return false;
  if (isMap(item))
    return item.otherwise !== null || !isWhole(textOf(key)) || item.entries.has(textOf(key).toLowerCase());
  if (!isList(item)) return false;
  const at = numberOf(key);
  return isUnknown(at) || (at >= 0 && at < item.items.length);
}

function filtered(items: readonly Value[]): ValueList {
  return { ...listOf(items), isFiltered: true };
}

/** What `.*` and `[*]` give. */
export function starOf({ value, path }: Found): Found {
  if (isUnknown(value)) return found(value, path);
  if (!isList(value) || !value.isFiltered) return found(childrenOfValue(value), path);
  const inner = value.items.map(childrenOfValue);
  const open = inner.find(isUnknown);
  return found(open ?? filtered(inner.flatMap((one) => (isList(one) ? one.items : []))), path);
}

/** What `.*` gives of one value. */
function childrenOfValue(value: Value): Value {
  if (isUnknown(value)) return value;
  if (isList(value)) return filtered(value.items);
  if (!isMap(value)) return filtered([]);
  return value.otherwise ?? filtered([...value.entries.values()].map(({ get }) => get()));
}
