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
  if (validate(data)) return [];
  const errors = validate.errors ?? [];
  return errors.filter((error) => isMeant(error, data)).map((error) => problemOf(error, data));
}

/** Where a text or a table may stand, each is told what is wrong with it, and only what is neither that it is neither. */
function isMeant({ keyword, instancePath, schemaPath }: ShapeError, data: Data): boolean {
  const branch = /\/anyOf\/(\d)\//.exec(schemaPath)?.[1];
  if (keyword !== 'anyOf' && branch === undefined) return true;
  const entry = keyword === 'anyOf' ? instancePath : (/^.*?\/\d+/.exec(instancePath)?.[0] ?? instancePath);
  const { value } = follow(entry, data);
  const isTable = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (keyword === 'anyOf') return !isTable && typeof value !== 'string';
  return branch === '0' ? typeof value === 'string' : isTable;
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
      params['type'] === 'object'
        ? 'a table'
        : `${/^[aio]/.test(String(params['type'])) ? 'an' : 'a'} ${String(params['type'])}`;
    return { ...at, what: `${name} is ${kindOf(value)}, not ${wanted}`, todo: `Write ${wanted}.` };
  }
  if (keyword === 'anyOf')
    return {
      ...at,
      what: `${name} holds ${kindOf(value)}, not a string or a table`,
      todo: 'Write a string or a table.',
    };
  if (keyword === 'minimum') {
    const least = String(params['limit']);
    return { ...at, what: `${name} is ${shown(value)}, which is below ${least}`, todo: `Write ${least} or more.` };
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
