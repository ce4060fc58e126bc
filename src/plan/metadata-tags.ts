import type { Entry, Problem } from './metadata-entries.ts';
import { blankProblem, isOpenEntry, isProblem, readFields } from './metadata-entries.ts';
import type { IgnoredAttribute, TagType } from './metadata-types.ts';
import type { Partial } from '../core/partial.ts';
import { isWhole } from '../core/partial.ts';

/** An entry of the `tags` input, with the defaults of its type. */
export type TagEntry = {
  readonly type: TagType;
  readonly attributes: ReadonlyMap<string, Partial>;
  readonly line: number | null;
};

/** An entry of which holes hide too much: it may be none, one or many. */
export type OpenEntry = { readonly type: 'unknown'; readonly text: Partial; readonly line: number };

type Kind = {
  readonly priority: number;
  /** Attributes beside those of all types, with their defaults; null where there is none, and it must be written. */
  readonly attributes: { readonly [name: string]: string | null };
};

const COMMON = ['type', 'enable', 'priority', 'prefix', 'suffix'];

const KINDS: { readonly [type in TagType]: Kind } = {
  schedule: { priority: 1000, attributes: { pattern: 'nightly' } },
  semver: { priority: 900, attributes: { pattern: null, value: '', match: '' } },
  pep440: { priority: 900, attributes: { pattern: null, value: '', match: '' } },
  match: { priority: 800, attributes: { pattern: null, group: '0', value: '' } },
  edge: { priority: 700, attributes: { branch: '' } },
  ref: { priority: 600, attributes: { event: null } },
  raw: { priority: 200, attributes: { value: null } },
  sha: { priority: 100, attributes: { prefix: 'sha-', format: 'short' } },
};

const TYPES = Object.keys(KINDS) as readonly TagType[];
const EVENTS = ['branch', 'tag', 'pr'];
const FORMATS = ['short', 'long'];

/** What the action takes for an empty `tags` input. */
const DEFAULTS = ['type=schedule', 'type=ref,event=branch', 'type=ref,event=tag', 'type=ref,event=pr'];

export type Tags = {
  /** The highest priority first, as the action sorts them. */
  readonly tags: readonly TagEntry[];
  readonly open: readonly OpenEntry[];
  readonly problems: readonly Problem[];
  readonly ignored: readonly IgnoredAttribute[];
};

/** The `tags` input as the action reads it. */
export function readTags(entries: readonly Entry[]): Tags {
  const isDefault = entries.length === 0;
  const read = (isDefault ? DEFAULTS.map((text, line) => ({ text, line })) : entries).map(readTag);
  const tags = read.flatMap((one) => ('attributes' in one ? [isDefault ? { ...one, line: null } : one] : []));
  return {
    // A priority that is no number is equal to all.
    tags: tags.sort((one, other) => compare(priorityOf(one), priorityOf(other))),
    open: read.flatMap((one) => ('text' in one ? [one] : [])),
    problems: read.flatMap((one) => ('code' in one ? [one] : [])),
    ignored: tags.flatMap(ignoredOf),
  };
}

function compare(one: number, other: number): number {
  return one < other ? 1 : one > other ? -1 : 0;
}

/** A priority that is not known is taken for a number, and stands where its type does; see `isFloating`. */
function priorityOf({ type, attributes }: TagEntry): number {
  const priority = attributes.get('priority') ?? '';
  return isWhole(priority) ? Number(priority) : KINDS[type].priority;
}

/** Whether it is open where in the order an entry stands. */
export function isFloating({ attributes }: TagEntry): boolean {
  return !isWhole(attributes.get('priority') ?? '');
}

function ignoredOf({ type, attributes, line }: TagEntry): readonly IgnoredAttribute[] {
  if (line === null) return [];
  const expected = [...new Set([...COMMON, ...Object.keys(KINDS[type].attributes)])];
  return [...attributes.keys()]
    .filter((attribute) => !expected.includes(attribute))
    .map((attribute) => ({ line, type, attribute, expected }));
}

/** One entry; what the action throws on is a problem. */
export function readTag(entry: Entry): TagEntry | OpenEntry | Problem {
  const open: OpenEntry = { type: 'unknown', text: entry.text, line: entry.line };
  if (isOpenEntry(entry)) return open;
  const fields = readFields(entry);
  if (isProblem(fields)) return fields;
  let type: TagType = 'raw';
  const attributes = new Map<string, Partial>();
  for (const field of fields) {
    // The first equals sign parts, unless it is the first letter.
    const at = field.indexOf('=', 1);
    const isPlain = at === -1 || field.startsWith('=');
    const key = isPlain ? 'value' : field.slice(0, at).trim().toLowerCase();
    const value = isPlain ? field.trim() : field.slice(at + 1).trim();
    // Beside other attributes, an unknown field may be any of them.
    if (!isWhole(key) || (isPlain && fields.length > 1 && isOpenEntry({ ...entry, text: field }))) return open;
    if (key !== 'type') attributes.set(key, value);
    else if (!isWhole(value)) return open;
    else {
      const found = TYPES.find((one) => one === value);
      if (found === undefined) return unknownType(entry, value);
      type = found;
    }
  }
  return complete(entry, type, attributes);
}

function unknownType(entry: Entry, got: string): Problem {
  return {
    ...blankProblem(entry.line),
    code: 'unknown-type',
    message: `Unknown tag type attribute: ${got}`,
    attribute: 'type',
    got,
    expected: TYPES,
  };
}

/** Adds the defaults, and judges as the action does before anything is made. */
function complete(entry: Entry, type: TagType, attributes: Map<string, Partial>): TagEntry | Problem {
  const { line, text } = entry;
  for (const [name, value] of Object.entries(KINDS[type].attributes)) {
    if (attributes.has(name)) continue;
    if (value === null) {
      return {
        ...blankProblem(line),
        code: 'missing-attribute',
        message: `Missing ${name} attribute for ${text}`,
        attribute: name,
        expected: name === 'event' ? EVENTS : [],
      };
    }
    attributes.set(name, value);
  }
  const invalid = (attribute: string, message: string, expected: readonly string[]): Problem => ({
    ...blankProblem(line),
    message: `${message} for ${text}`,
    attribute,
    got: attributes.get(attribute) ?? '',
    expected,
  });
  const { group, event, format } = Object.fromEntries(attributes);
  if (type === 'match' && isWhole(group ?? '') && Number.isNaN(Number(group)))
    return invalid('group', 'Invalid match group', []);
  if (type === 'ref' && isWhole(event ?? '') && !EVENTS.includes(event ?? ''))
    return invalid('event', 'Invalid event', EVENTS);
  if (type === 'sha' && isWhole(format ?? '') && !FORMATS.includes(format ?? ''))
    return invalid('format', 'Invalid format', FORMATS);
  if (type === 'ref' && event === 'pr' && !attributes.has('prefix')) attributes.set('prefix', 'pr-');
  if (!attributes.has('enable')) attributes.set('enable', 'true');
  if (!attributes.has('priority')) attributes.set('priority', String(KINDS[type].priority));
  return { type, attributes, line };
}
