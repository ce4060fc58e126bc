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

/** `env`, `with`, `secrets`, `outputs`. A value that is nothing or a collection reads as `''`. */
export function readVariables(file: string, node: YamlNode | null): Variables {
  if (scalarOf(node) !== null) return unknown('the block is an expression');
  return entriesOf(node).map(({ name, key, value }) => ({
    name: { value: name, place: atSpan(file, key.start, key.end) },
    value: declared(file, value) ?? { value: '', place: atSpan(file, value.span.start, value.span.end) },
  }));
}
