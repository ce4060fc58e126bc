import type { KeyPath } from '../core/place.ts';
import type { OptionSchema } from '../core/rule.ts';
import { nearest } from './did-you-mean.ts';
import type { Problem } from './problem.ts';
import { kindOf, shown, shownKey, unknownName, useOneOf } from './problem.ts';
import type { RuleDeclaration } from './schema.ts';
import { LEVELS } from './schema.ts';

type Table = { readonly [key: string]: unknown };

/** Holds the entries of rules against the rules' declarations. */
export function checkRules(entries: unknown, rules: readonly RuleDeclaration[]): readonly Problem[] {
  if (!isTable(entries)) return [];
  const ids = rules.map(({ meta }) => meta.id);
  return Object.entries(entries).flatMap(([id, entry]) => {
    const rule = rules.find(({ meta }) => meta.id === id);
    return rule === undefined ? unknownRule(['rules', id], 'key', id, ids) : checkEntry(['rules', id], entry, rule);
  });
}

/** Ids of rules in the ignores. */
export function checkIgnores(entries: unknown, rules: readonly RuleDeclaration[]): readonly Problem[] {
  if (!Array.isArray(entries)) return [];
  const ids = rules.map(({ meta }) => meta.id);
  return entries.flatMap((entry: unknown, i) => {
    const id = isTable(entry) ? entry['id'] : undefined;
    return typeof id !== 'string' || ids.includes(id) ? [] : unknownRule(['ignore', i, 'id'], 'value', id, ids);
  });
}

function unknownRule(path: KeyPath, part: Problem['part'], id: string, ids: readonly string[]): readonly Problem[] {
  return [
    unknownName(
      { path, part },
      `unknown rule ${shownKey(id)}`,
      nearest(id, ids),
      'Remove it, or find its name with `pyrel rules`.',
    ),
  ];
}

function checkEntry(path: KeyPath, entry: unknown, { meta, options }: RuleDeclaration): readonly Problem[] {
  if (typeof entry === 'string') return checkLevel(path, entry);
  if (!isTable(entry)) {
    const what = `rules.${meta.id} is ${kindOf(entry)}, not a level or a table`;
    return [{ path, part: 'value', what, todo: useOneOf(LEVELS) }];
  }
  const known = ['level', ...Object.keys(options)];
  return Object.entries(entry).flatMap(([key, value]) => {
    if (key === 'level') return checkLevel([...path, key], value);
    const schema = Object.hasOwn(options, key) ? options[key] : undefined;
    if (schema !== undefined) return checkOption([...path, key], value, schema);
    const at = { path: [...path, key], part: 'key' } as const;
    return [unknownName(at, `${meta.id} has no option ${shownKey(key)}`, nearest(key, known), useOneOf(known))];
  });
}

function checkLevel(path: KeyPath, value: unknown): readonly Problem[] {
  return checkChoice(path, value, LEVELS);
}

function checkChoice(path: KeyPath, value: unknown, known: readonly string[]): readonly Problem[] {
  if (known.some((one) => one === value)) return [];
  const meant = typeof value === 'string' ? nearest(value, known) : null;
  return [
    unknownName(
      { path, part: 'value' },
      `${path.join('.')} is ${shown(value)}, which is none of ${known.join(', ')}`,
      meant,
      useOneOf(known),
    ),
  ];
}

const WANTED: { readonly [type in OptionSchema['type']]: string } = {
  boolean: 'a boolean',
  integer: 'an integer',
  string: 'a string',
  array: 'an array of strings',
};

/** The few keywords that an option may have; a test holds this against ajv and `schemas/config.schema.json`. */
function checkOption(path: KeyPath, value: unknown, schema: OptionSchema): readonly Problem[] {
  if (!isOf(schema.type, value)) {
    const wanted = WANTED[schema.type];
    return [
      { path, part: 'value', what: `${path.join('.')} is ${shown(value)}, not ${wanted}`, todo: `Write ${wanted}.` },
    ];
  }
  if (schema.type === 'string' && schema.enum !== undefined) return checkChoice(path, value, schema.enum);
  if (schema.type === 'integer' && schema.minimum !== undefined && (value as number) < schema.minimum) {
    return [
      {
        path,
        part: 'value',
        what: `${path.join('.')} is ${shown(value)}, which is below ${schema.minimum}`,
        todo: `Write ${schema.minimum} or more.`,
      },
    ];
  }
  return [];
}

function isOf(type: OptionSchema['type'], value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value) && value.every((item) => typeof item === 'string');
  return typeof value === type;
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
