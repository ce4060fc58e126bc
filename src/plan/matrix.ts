import type { Unknown } from '../core/unknown.ts';
import { isUnknown, unknown } from '../core/unknown.ts';
import type { YamlNode } from '../project/yaml.ts';
import type { Contexts } from './expression.ts';
import { evaluateValue } from './expression.ts';
import { shownPartial } from '../core/partial.ts';
import type { Truth, Value, ValueEntry, ValueMap } from './value.ts';
import { equalValues, isList, isMap, listOf, mapOf, textOf } from './value.ts';

/** One combination of a matrix. */
export type Leg = {
  /** `matrix` as expressions see it. */
  readonly values: ValueMap;
  /** For a reader: `linux/amd64, 3.12`. */
  readonly shown: string;
  /** False where the legs themselves are not known, and this one stands for all of them. */
  readonly isKnown: boolean;
};

/** GitHub makes no more jobs of a matrix. */
const MOST_LEGS = 256;

/**
 * The combinations of `strategy.matrix`; null for a job without one.
 * https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations
 */
export function legsOf(node: YamlNode | null, contexts: Contexts): readonly Leg[] | null {
  if (node === null) return null;
  const matrix = valueOfYaml(node, contexts);
  if (!isMap(matrix)) return [openLeg(isUnknown(matrix) ? matrix.unknown : 'a matrix that cannot be read')];
  const vectors: (readonly [string, readonly Value[]])[] = [];
  let include: Value = listOf([]);
  let exclude: Value = listOf([]);
  for (const { name, get } of matrix.entries.values()) {
    const value = get();
    if (name === 'include') include = value;
    else if (name === 'exclude') exclude = value;
    else if (isUnknown(value) || !isList(value)) return [openLeg(isUnknown(value) ? value.unknown : `matrix.${name}`)];
    else vectors.push([name, value.items]);
  }
  if (isUnknown(include)) return [openLeg(include.unknown)];
  if (isUnknown(exclude)) return [openLeg(exclude.unknown)];
  const empty = vectors.find(([, values]) => values.length === 0);
  if (empty !== undefined) return [openLeg(`matrix.${empty[0]}, which is empty`)];
  const all = combined(vectors, itemsOf(include), itemsOf(exclude));
  if (isUnknown(all)) return [openLeg(all.unknown)];
  if (all.length > MOST_LEGS) return [openLeg(`a matrix of more than ${MOST_LEGS} jobs, which GitHub refuses`)];
  return all.map((one) => ({
    values: mapOf([...one.values()].map(({ name, value }) => [name, value] as const)),
    shown: shownLeg(one),
    isKnown: true,
  }));
}

type Combination = Map<string, { readonly name: string; readonly value: Value }>;

function openLeg(reason: string): Leg {
  return {
    values: { kind: 'map', entries: new Map<string, ValueEntry>(), otherwise: unknown(reason) },
    shown: '',
    isKnown: false,
  };
}

/** Combinations times what is included and excluded. */
const MOST_COMPARISONS = 100_000;

/** All combinations; unknown where a value that is not known decides whether one is left out, or what is added to it. */
function combined(
  vectors: readonly (readonly [string, readonly Value[]])[],
  included: readonly Value[],
  excluded: readonly Value[],
): readonly Combination[] | Unknown {
  const made = product(vectors);
  if (made.length * (included.length + excluded.length) > MOST_COMPARISONS)
    return unknown('a matrix that is too large to be followed');
  const kept: Combination[] = [];
  for (const one of made) {
    const outs = excluded.map((out) => isIn(out, one));
    const open = outs.includes(true) ? undefined : outs.find(isUnknown);
    if (open !== undefined) return open;
    if (!outs.includes(true)) kept.push(one);
  }
  return withIncluded(kept, included, new Set(vectors.map(([name]) => name.toLowerCase())));
}

function product(vectors: readonly (readonly [string, readonly Value[]])[]): Combination[] {
  if (vectors.length === 0) return [];
  let combinations: Combination[] = [new Map()];
  for (const [name, values] of vectors) {
    const next: Combination[] = [];
    for (const one of combinations) {
      for (const value of values) {
        // Excludes and includes come after, so a few more than GitHub takes are made; a hostile product is cut.
        if (next.length >= MOST_LEGS * 8) break;
        next.push(new Map([...one, [name.toLowerCase(), { name, value }]]));
      }
    }
    combinations = next;
  }
  return combinations;
}

/** Whether an entry under `exclude` takes a combination out. */
function isIn(out: Value, one: Combination): Truth {
  if (isUnknown(out)) return out;
  if (!isMap(out) || out.entries.size === 0) return false;
  return every([...out.entries], ([key, { get }]) => {
    const value = one.get(key);
    return value !== undefined && matches(get(), value.value);
  });
}

function matches(wanted: Value, value: Value): Truth {
  if (isMap(wanted) && isMap(value))
    return every([...wanted.entries], ([key, { get }]) => matches(get(), value.entries.get(key)?.get() ?? null));
  if (isList(wanted) && isList(value))
    return (
      wanted.items.length === value.items.length &&
      every([...wanted.items.entries()], ([at, item]) => matches(item, value.items[at] ?? null))
    );
  return equalValues(wanted, value);
}

function every<T>(items: readonly T[], test: (item: T) => Truth): Truth {
  let open: Unknown | null = null;
  for (const item of items) {
    const truth = test(item);
    if (truth === false) return false;
    if (isUnknown(truth)) open ??= truth;
  }
  return open ?? true;
}

/**
 * "For each object in the include list, the key:value pairs will be added to each of the matrix combinations if none of
 * the key:value pairs overwrite any of the original matrix values", else it is a combination of its own.
 */
function withIncluded(
  kept: readonly Combination[],
  included: readonly Value[],
  names: ReadonlySet<string>,
): readonly Combination[] | Unknown {
  const all: Combination[] = kept.map((one) => new Map(one));
  const added: Combination[] = [];
  for (const item of included) {
    if (isUnknown(item)) return item;
    if (!isMap(item)) continue;
    const entries = [...item.entries].map(([key, { name, get }]) => [key, { name, value: get() }] as const);
    const original = entries.filter(([key]) => names.has(key));
    const fits = all.map((one) => every(original, ([key, { value }]) => matches(value, one.get(key)?.value ?? null)));
    const open = fits.find(isUnknown);
    if (open !== undefined) return open;
    const fitting = all.filter((_, at) => fits[at] === true);
    for (const one of fitting) for (const [key, entry] of entries) one.set(key, entry);
    if (fitting.length === 0) added.push(new Map(entries));
  }
  return [...all, ...added];
}

function shownLeg(one: Combination): string {
  return [...one.values()]
    .map(({ value }) => value)
    .filter((value) => !isMap(value) && !isList(value))
    .map((value) => shownPartial(textOf(value)))
    .filter((text) => text !== '')
    .slice(0, 4)
    .join(', ');
}

function itemsOf(value: Value): readonly Value[] {
  return isList(value) ? value.items : [];
}

/** A node of YAML as GitHub reads it, expressions evaluated. */
export function valueOfYaml(node: YamlNode, contexts: Contexts): Value {
  if (node.kind === 'seq') return listOf(node.items.map((item) => valueOfYaml(item, contexts)));
  if (node.kind === 'map')
    return mapOf(node.entries.map(({ name, value }) => [name, valueOfYaml(value, contexts)] as const));
  return typeof node.value === 'string' ? evaluateValue(node.value, contexts) : node.value;
}
