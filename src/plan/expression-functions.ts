import type { FunctionInfo } from '@actions/expressions/funcs/info';
import { isUnknown, unknown } from '../core/unknown.ts';
import type { Partial } from '../core/partial.ts';
import { clean, holesIn, isWhole, knownPieces } from '../core/partial.ts';
import type { Truth, Value } from './value.ts';
import { equalValues, fold, isList, isMap, listOf, mapOf, textOf } from './value.ts';

/** The functions that the parser does not know by itself. */
export const FUNCTIONS: readonly FunctionInfo[] = [
  ...['success', 'failure', 'cancelled', 'always'].map((name) => ({ name, minArgs: 0, maxArgs: 255 })),
  { name: 'hashFiles', minArgs: 1, maxArgs: 255 },
];

/** What a function of expressions gives. https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#functions */
export function callFunction(name: string, args: readonly Value[]): Value {
  const [a = null, b = null] = args;
  switch (name) {
    case 'contains':
      return contains(a, b);
    case 'startswith':
      return hasAffix(a, b, (text, affix) => text.startsWith(affix), 'start');
    case 'endswith':
      return hasAffix(a, b, (text, affix) => text.endsWith(affix), 'end');
    case 'format':
      return format(textOf(a), args.slice(1));
    case 'join':
      return join(a, args.length > 1 ? b : ',');
    case 'tojson':
      return toJson(a);
    case 'fromjson':
      return fromJson(a);
    case 'case':
      return caseOf(args);
    case 'hashfiles':
      return unknown('a hash of files');
    default:
      return unknown(`the function ${name}`);
  }
}

function contains(searched: Value, item: Value): Truth {
  if (isUnknown(searched)) return searched;
  if (isUnknown(item)) return item;
  if (isList(searched)) {
    const answers = searched.items.map((one) => equalValues(one, item));
    return answers.includes(true) ? true : (answers.find(isUnknown) ?? false);
  }
  if (isMap(searched)) return false;
  const [text, sought] = [fold(textOf(searched)), fold(textOf(item))];
  if (isWhole(sought)) {
    if (knownPieces(text).some((piece) => piece.includes(sought))) return true;
    if (isWhole(text)) return false;
  }
  return unknown([...holesIn(text), ...holesIn(sought)].join(', '));
}

function hasAffix(
  searched: Value,
  item: Value,
  test: (text: string, affix: string) => boolean,
  end: 'start' | 'end',
): Truth {
  if (isUnknown(searched)) return searched;
  if (isUnknown(item)) return item;
  const [text, affix] = [fold(textOf(searched)), fold(textOf(item))];
  if (!isWhole(affix)) return unknown(holesIn(affix).join(', '));
  if (isWhole(text)) return test(text, affix);
  const edge = knownPieces(text).at(end === 'start' ? 0 : -1) ?? '';
  if (test(edge, affix)) return true;
  return test(affix, edge) ? unknown(holesIn(text).join(', ')) : false;
}

/** `{0}` gives way to the first argument; `{{` and `}}` are braces. GitHub refuses any other brace. */
function format(pattern: Partial, args: readonly Value[]): Value {
  if (!isWhole(pattern)) return unknown(holesIn(pattern).join(', '));
  let isRefused = false;
  let length = 0;
  const made = pattern.replace(/\{\{|\}\}|\{(\d{1,3})\}|[{}]/g, (found, index?: string) => {
    if (found.length === 1 || (index !== undefined && Number(index) >= args.length)) isRefused = true;
    if (isRefused || length > LONGEST_TEXT) return '';
    const text = index === undefined ? found.charAt(0) : textOf(args[Number(index)] ?? null);
    length += text.length;
    return text;
  });
  if (isRefused) return unknown('a `format` that GitHub refuses');
  return length > LONGEST_TEXT ? unknown('a text that is too long') : made;
}

/** GitHub takes a megabyte of memory for an expression. */
const LONGEST_TEXT = 1_000_000;

function join(list: Value, separator: Value): Value {
  if (isUnknown(list)) return list;
  if (!isList(list)) return isMap(list) ? '' : textOf(list);
  const between = isList(separator) || isMap(separator) ? ',' : textOf(separator);
  const texts = list.items.map(textOf);
  const length = texts.reduce((sum, text) => sum + text.length + between.length, 0);
  return length > LONGEST_TEXT ? unknown('a text that is too long') : texts.join(between);
}

function caseOf(args: readonly Value[]): Value {
  for (let i = 0; i + 1 < args.length; i += 2) {
    const predicate = args[i] ?? null;
    if (isUnknown(predicate)) return predicate;
    if (typeof predicate !== 'boolean') return unknown('a `case` whose condition is no boolean, which GitHub refuses');
    if (predicate) return args[i + 1] ?? null;
  }
  return args.at(-1) ?? null;
}

function toJson(value: Value): Value {
  const plain = plainOf(value);
  return plain === undefined ? unknown('a value that is written as JSON') : clean(JSON.stringify(plain, null, 2));
}

/** The value as JSON has it; undefined where a part of it is not known. */
function plainOf(value: Value): unknown {
  if (isUnknown(value)) return undefined;
  if (typeof value === 'string') return isWhole(value) ? value : undefined;
  if (isList(value)) {
    const items = value.items.map(plainOf);
    return items.includes(undefined) ? undefined : items;
  }
  if (!isMap(value)) return value;
  if (value.otherwise !== null) return undefined;
  const pairs = [...value.entries.values()].map(({ name, get }) => [name, plainOf(get())] as const);
  return pairs.some(([, one]) => one === undefined) ? undefined : Object.fromEntries(pairs);
}

/** Longer JSON is not read. */
const LONGEST_JSON = 100_000;

function fromJson(value: Value): Value {
  if (isUnknown(value)) return value;
  const text = textOf(value);
  if (!isWhole(text)) return unknown(holesIn(text).join(', '));
  if (text.length > LONGEST_JSON) return unknown('JSON that is too long');
  try {
    return valueOfJson(JSON.parse(text), 0);
  } catch {
    return unknown('JSON that cannot be read');
  }
}

/** GitHub takes 100 levels. */
const DEEPEST = 100;

/** A value out of parsed JSON; a reason where it is nested too deeply. */
export function valueOfJson(json: unknown, depth: number): Value {
  if (depth > DEEPEST) return unknown('JSON that is nested too deeply');
  if (json === null || typeof json === 'boolean' || typeof json === 'number') return json;
  if (typeof json === 'string') return clean(json);
  if (Array.isArray(json)) return listOf(json.map((item: unknown) => valueOfJson(item, depth + 1)));
  if (typeof json === 'object')
    return mapOf(Object.entries(json).map(([name, one]) => [name, valueOfJson(one, depth + 1)] as const));
  return null;
}
