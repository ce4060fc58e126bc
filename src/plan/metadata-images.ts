import type { Entry, Problem } from './metadata-entries.ts';
import { blankProblem, isOpenEntry, isProblem, readFields } from './metadata-entries.ts';
import type { Partial } from '../core/partial.ts';
import { isWhole } from '../core/partial.ts';

export type Image = {
  readonly name: Partial;
  /** Null where it is not known. */
  readonly enable: boolean | null;
  /** Whether the entry is all unknown, so that it may be none, or several. */
  readonly isOpen: boolean;
};

export type Images = { readonly images: readonly Image[]; readonly problems: readonly Problem[] };

/** The `images` input as the action reads it. */
export function readImages(entries: readonly Entry[]): Images {
  return readPlainImages(entries) ?? readAttributedImages(entries);
}

/** A single line without attributes may list several names. */
function readPlainImages(entries: readonly Entry[]): Images | null {
  const [entry] = entries;
  if (entry === undefined || entries.length !== 1) return null;
  const fields = readFields(entry);
  if (isProblem(fields)) return { images: [], problems: [fields] };
  if (fields.some((field) => field.includes('='))) return null;
  const isOpen = isOpenEntry(entry);
  return { images: fields.map((field) => ({ name: field.trim(), enable: true, isOpen })), problems: [] };
}

function readAttributedImages(entries: readonly Entry[]): Images {
  const read = entries.map(readImage);
  return {
    images: read.flatMap((one) => ('code' in one ? [] : [one])),
    problems: read.flatMap((one) => ('code' in one ? [one] : [])),
  };
}

function readImage(entry: Entry): Image | Problem {
  const fields = readFields(entry);
  if (isProblem(fields)) return fields;
  let [name, enable]: [Partial, boolean | null] = ['', true];
  let isOpen = isOpenEntry(entry);
  for (const field of fields) {
    const [first = '', value] = field.split('=').map((part) => part.trim());
    const key = first.toLowerCase();
    if (value === undefined) name = first;
    else if (key === 'name') name = value;
    else if (key === 'enable') {
      if (isWhole(value) && value !== 'true' && value !== 'false') return wrongEnable(entry, value);
      enable = isWhole(value) ? value === 'true' : null;
    } else if (isWhole(key)) return unknownAttribute(entry, key);
    else isOpen = true;
  }
  if (name === '' && !isOpen) {
    return {
      ...blankProblem(entry.line),
      code: 'missing-attribute',
      message: `Image name attribute empty: ${entry.text}`,
      attribute: 'name',
    };
  }
  return { name, enable, isOpen };
}

function wrongEnable(entry: Entry, got: string): Problem {
  return {
    ...blankProblem(entry.line),
    message: `Invalid enable attribute value: ${entry.text}`,
    attribute: 'enable',
    got,
    expected: ['true', 'false'],
  };
}

function unknownAttribute(entry: Entry, got: string): Problem {
  return {
    ...blankProblem(entry.line),
    code: 'unknown-attribute',
    message: `Unknown image attribute: ${entry.text}`,
    got,
    expected: ['name', 'enable'],
  };
}
