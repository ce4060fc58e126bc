import type { Declared } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import { unknown } from '../core/unknown.ts';
import type { Variables } from './workflow.ts';
import type { YamlNode } from './yaml.ts';
import { entriesOf, itemsOf, scalarOf } from './yaml.ts';

/** A scalar as written; null for nothing, `null` and collections. */
export function declared(file: string, node: YamlNode | null): Declared<string> | null {
  const scalar = scalarOf(node);
  return scalar === null ? null : { value: scalar.text, place: atSpan(file, scalar.span.start, scalar.span.end) };
}

/** A scalar, or a list of scalars. */
export function readList(file: string, node: YamlNode | null): readonly Declared<string>[] {
  const single = declared(file, node);
  return single !== null ? [single] : itemsOf(node).flatMap((item) => declared(file, item) ?? []);
}

/** More variables than any runner takes; a hostile file has a million. */
const MOST_VARIABLES = 1000;

/** `env`, `with`, `secrets`, `outputs`. A value that is nothing or a collection reads as `''`. */
export function readVariables(file: string, node: YamlNode | null): Variables {
  if (scalarOf(node) !== null) return unknown('the block is an expression');
  const entries = entriesOf(node);
  if (entries.length > MOST_VARIABLES) return unknown('the block is too long to be read');
  return entries.map(({ name, key, value }) => ({
    name: { value: name, place: atSpan(file, key.start, key.end) },
    value: declared(file, value) ?? { value: '', place: atSpan(file, value.span.start, value.span.end) },
  }));
}
