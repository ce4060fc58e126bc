import type { KeyPath } from '../core/place.ts';
import { nearest } from './did-you-mean.ts';
import type { Problem } from './problem.ts';
import { kindOf, shown, shownKey, unknownName, useOneOf } from './problem.ts';
import { CONFIG_SCHEMA } from './schema.ts';
import type { ShapeError } from './validate-config.gen.js';
import { validate } from './validate-config.gen.js';

type Data = { readonly [key: string]: unknown };

/** Holds the data of a config against its schema; the entries of rules are `checkRules`' to judge. */
export function checkShape(data: Data): readonly Problem[] {
  return validate(data) ? [] : (validate.errors ?? []).map((error) => problemOf(error, data));
}

function problemOf({ keyword, instancePath, schemaPath, params }: ShapeError, data: Data): Problem {
  const { path, value } = follow(instancePath, data);
  const name = nameOf(path);
  const at = { path, part: 'value' } as const;
  if (keyword === 'additionalProperties') {
    const key = String(params['additionalProperty']);
    const known = Object.keys(schemaAt(schemaPath.replace(/additionalProperties$/, 'properties')));
    return unknownName(
      { path: [...path, key], part: 'key' },
      `unknown key ${shownKey(key)}`,
      nearest(key, known),
      useOneOf(known),
    );
  }
  if (keyword === 'required') {
    const key = String(params['missingProperty']);
    return { path, part: 'key', what: `${name} has no ${key}`, todo: `Add \`${key} = "…"\`.` };
  }
  if (keyword === 'enum') {
    const known = params['allowedValues'] as readonly string[];
    const meant = typeof value === 'string' ? nearest(value, known) : null;
    return unknownName(at, `${name} is ${shown(value)}, which is none of ${known.join(', ')}`, meant, useOneOf(known));
  }
  if (keyword === 'type') {
    const wanted =
      params['type'] === 'object' ? 'a table' : `${params['type'] === 'array' ? 'an' : 'a'} ${String(params['type'])}`;
    return { ...at, what: `${name} is ${kindOf(value)}, not ${wanted}`, todo: `Write ${wanted}.` };
  }
  // What is left is `pattern`: a date, or any text at all.
  if (path.at(-1) !== 'until') return { ...at, what: `${name} is empty`, todo: 'Write a value, or remove the key.' };
  return { ...at, what: `${name} is ${shown(value)}, which is not a date`, todo: 'Write the day as YYYY-MM-DD.' };
}

/** `/ignore/0/id` → the key path, and what stands there. Only indexes of arrays become numbers. */
function follow(pointer: string, data: Data): { readonly path: KeyPath; readonly value: unknown } {
  const path: (string | number)[] = [];
  let value: unknown = data;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(value) ? Number(key) : key);
    value = (value as Data)[key];
  }
  return { path, value };
}

/** The part of the schema that `#/properties/changelog/properties` points at. */
function schemaAt(pointer: string): object {
  let part: unknown = CONFIG_SCHEMA;
  for (const key of pointer.split('/').slice(1)) part = (part as Data)[key];
  return part as object;
}

/** Without the places in arrays: the line says which entry is meant. */
function nameOf(path: KeyPath): string {
  return path
    .filter((key) => typeof key === 'string')
    .map(shownKey)
    .join('.');
}
