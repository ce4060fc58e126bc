import type { Entry, Problem } from './metadata-entries.ts';
import { blankProblem, isProblem, readFields } from './metadata-entries.ts';
import type { Partial } from '../core/partial.ts';
import { isWhole } from '../core/partial.ts';

export type Flavor = {
  /** Null where it is not known. */
  readonly latest: 'auto' | 'true' | 'false' | null;
  readonly prefix: Partial;
  readonly prefixLatest: boolean | null;
  readonly suffix: Partial;
  readonly suffixLatest: boolean | null;
};

type Draft = { -readonly [key in keyof Flavor]: Flavor[key] };

const KEYS = ['latest', 'prefix', 'suffix', 'onlatest'];

/** The `flavor` input as the action reads it: the last word on each thing counts. */
export function readFlavor(entries: readonly Entry[]): {
  readonly flavor: Flavor;
  readonly problems: readonly Problem[];
} {
  const flavor: Draft = { latest: 'auto', prefix: '', prefixLatest: false, suffix: '', suffixLatest: false };
  const problems = entries.flatMap((entry) => {
    const problem = readLine(entry, flavor);
    return problem === null ? [] : [problem];
  });
  return { flavor, problems };
}

function readLine(entry: Entry, flavor: Draft): Problem | null {
  const fields = readFields(entry);
  if (isProblem(fields)) return fields;
  const wrong = { ...blankProblem(entry.line), expected: KEYS };
  let last: 'prefix' | 'suffix' | null = null;
  for (const field of fields) {
    const [first = '', value] = field.split('=').map((part) => part.trim());
    const key = first.toLowerCase();
    if (!isWhole(key)) {
      // It may say anything.
      Object.assign(flavor, { latest: null, prefixLatest: null, suffixLatest: null, prefix: first, suffix: first });
    } else if (value === undefined) {
      return { ...wrong, code: 'unknown-attribute', message: `Invalid flavor entry: ${entry.text}`, got: first };
    } else if (key === 'latest') {
      const latest = isWhole(value) ? (['auto', 'true', 'false'] as const).find((one) => one === value) : null;
      if (latest === undefined) return wrongLatest(entry, value);
      flavor.latest = latest;
    } else if (key === 'prefix' || key === 'suffix') {
      flavor[key] = value;
      last = key;
    } else if (key === 'onlatest') {
      if (isWhole(value) && value !== 'true' && value !== 'false') return wrongOnlatest(entry, value);
      if (last !== null) flavor[`${last}Latest`] = isWhole(value) ? value === 'true' : null;
    } else {
      return { ...wrong, code: 'unknown-attribute', message: `Unknown flavor entry: ${entry.text}`, got: key };
    }
  }
  return null;
}

function wrongLatest(entry: Entry, got: string): Problem {
  return {
    ...blankProblem(entry.line),
    message: `Invalid latest flavor entry: ${entry.text}`,
    attribute: 'latest',
    got,
    expected: ['auto', 'true', 'false'],
  };
}

function wrongOnlatest(entry: Entry, got: string): Problem {
  return {
    ...blankProblem(entry.line),
    message: `Invalid value for onlatest attribute: ${got}`,
    attribute: 'onlatest',
    got,
    expected: ['true', 'false'],
  };
}
