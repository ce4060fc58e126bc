/** A date, or what stands in for one, in a line of a changelog. Offsets are into the line. */
export type FoundDate = {
  readonly start: number;
  readonly end: number;
  /** See `ChangelogDate`; null where the text has the shape of a date and is none. */
  readonly iso: string | null;
  readonly swapped: string | null;
  /** `YYYY-MM-DD`, `2024-XX-XX`, `July ??, 2017`: to be filled in. */
  readonly isPlaceholder: boolean;
  /** The text may as well be a calendar version: `2026.06.17`, `20260617`. */
  readonly mayBeVersion: boolean;
};

type Reading = Pick<FoundDate, 'iso' | 'swapped'>;

type Shape = {
  readonly pattern: RegExp;
  /** null where the match is no date after all. */
  readonly read: (part: (name: string) => string) => Reading | null;
  readonly mayBeVersion?: boolean;
  readonly isPlaceholder?: boolean;
  /** It has a month's name in it: not looked for in a line without three letters in a row. */
  readonly hasWord?: boolean;
};

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const TIME = String.raw`(?:(?:T|,?\s+(?:at\s+)?)\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s?(?:Z\b|UTC\b|GMT\b)?(?:[+-]\d{2}:?\d{2})?)?`;
const ORDINAL = '(?:st|nd|rd|th)?';
const WORD = '(?<month>[A-Za-z]{3,9})';
const GAP = String.raw`[\s-]{1,3}`;
const NO_DIGIT = String.raw`(?![\w])(?!\.\d)`;

const PLACEHOLDER: Reading = { iso: null, swapped: null };

/** In order: what one shape takes, the next does not see. */
const SHAPES: readonly Shape[] = [
  // A day that the maintainer still has to fill in, as changelogs spell it: `2024-XX-XX`, `20??-05`, `YYYY-MM-DD`.
  {
    pattern:
      /(?<!\w)(?:\d{4}|\d\dXX|20\?\?|YYYY|XXXX|\?{2,4})[-/](?:\d{1,2}|MM|XX?|\?{1,2})(?:[-/](?:\d{1,2}|DD|XX?|\?{1,2}))?(?![\w?])/gi,
    read: () => PLACEHOLDER,
    isPlaceholder: true,
  },
  { pattern: /(?<!\w)(?:DD[-/.]MM|MM[-/.]DD)[-/.]YY(?:YY)?(?!\w)/gi, read: () => PLACEHOLDER, isPlaceholder: true },
  {
    pattern: new RegExp(
      String.raw`(?<!\w)(?:(?:\?{1,2}|XX?|DD?)\s+${WORD}|${WORD.replace('month', 'before')}\s+(?:\?{1,2}|XX?|DD?)),?\s+(?:\d{4}|YYYY)(?!\w)`,
      'gi',
    ),
    read: (part) =>
      monthOf(part('month') + part('before')) === null && !/^month$/i.test(part('month') + part('before'))
        ? null
        : PLACEHOLDER,
    isPlaceholder: true,
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\w./])(?<year>\d{3,5})(?<gap>[-/])(?<month>\d{1,2})\k<gap>(?<day>\d{1,2})${TIME}${NO_DIGIT}`,
      'g',
    ),
    read: (part) => ({ iso: day(part('year'), part('month'), part('day')), swapped: null }),
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\w./])(?<year>(?:19|20)\d\d)\.(?<month>\d{1,2})\.(?<day>\d{1,2})(?!\w|\.\w)`,
      'g',
    ),
    read: (part) => ({ iso: day(part('year'), part('month'), part('day')), swapped: null }),
    mayBeVersion: true,
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\w./])(?<first>\d{1,2})(?<gap>[-/])(?<second>\d{1,2})\k<gap>(?<year>\d{4}|\d{2}(?<=/\d\d))${TIME}${NO_DIGIT}`,
      'g',
    ),
    read: (part) => eitherOrder(part('year'), part('first'), part('second')),
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\w./])(?<first>\d{1,2})\.(?<second>\d{1,2})\.(?<year>(?:19|20)\d\d)${NO_DIGIT}`,
      'g',
    ),
    read: (part) => ({ iso: day(part('year'), part('second'), part('first')), swapped: null }),
  },
  {
    pattern: new RegExp(
      String.raw`(?<![A-Za-z])${WORD}\.?${GAP}(?<day>\d{1,2})${ORDINAL}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?(?:\s*,\s*|${GAP})(?<year>\d{4})${TIME}(?!\d)`,
      'g',
    ),
    read: named,
    hasWord: true,
  },
  {
    pattern: new RegExp(
      String.raw`(?<!\d)(?<!\d\.)(?<day>\d{1,2})${ORDINAL}\.?(?:\s+of\b)?${GAP}${WORD}\.?,?${GAP}(?<year>\d{4})${TIME}(?!\d)`,
      'g',
    ),
    read: named,
    hasWord: true,
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\w.])(?<year>\d{4})[\s,-]{1,3}${WORD}\.?${GAP}(?<day>\d{1,2})${ORDINAL}(?![\d.])`,
      'g',
    ),
    read: named,
    hasWord: true,
  },
  {
    pattern: new RegExp(String.raw`(?<![A-Za-z])${WORD}\.?,?${GAP}(?<year>\d{4})(?![\d.])`, 'g'),
    read: named,
    hasWord: true,
  },
  {
    pattern: new RegExp(
      String.raw`(?<!\d)(?<!\d\.)(?<day>\d{1,2})${ORDINAL}${GAP}${WORD}\.?,?${GAP}'?(?<year>\d\d)(?![\d.])`,
      'g',
    ),
    read: named,
    hasWord: true,
  },
  {
    pattern: /(?<![\w.])(?<year>(?:19|20)\d\d)(?<month>\d\d)(?<day>\d\d)(?![\w.])/g,
    read: (part) => {
      const iso = day(part('year'), part('month'), part('day'));
      return iso === null ? null : { iso, swapped: null };
    },
    mayBeVersion: true,
  },
  { pattern: /(?<=\()(?<year>(?:19|20)\d\d)(?=\))/g, read: (part) => ({ iso: part('year'), swapped: null }) },
];

/** Every date in a line, in its order. The line is short (see `HEADING_LIMIT`), so that no shape can be slow. */
export function findDates(line: string): readonly FoundDate[] {
  // Most lines have none: every shape has a digit, but for placeholders.
  if (!/\d|\?\?|Y{2}|X{2}|D{2}/i.test(line)) return [];
  const found: FoundDate[] = [];
  // A pattern's first use compiles it, which takes longer than all its uses in most files.
  const [words, stands] = [/[a-z]{3}/i.test(line), /[?XYDM]/i.test(line)];
  for (const { pattern, read, mayBeVersion = false, isPlaceholder = false, hasWord = false } of SHAPES) {
    if ((hasWord && !words) || (isPlaceholder && !stands)) continue;
    for (const match of line.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (isPlaceholder && !/[?XYDM]/i.test(match[0])) continue;
      if (found.some((other) => other.start < end && start < other.end)) continue;
      const reading = read((name) => match.groups?.[name] ?? '');
      if (reading !== null) found.push({ start, end, ...reading, isPlaceholder, mayBeVersion });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function named(part: (name: string) => string): Reading | null {
  const month = monthOf(part('month'));
  if (month === null) return null;
  const year = fourDigits(part('year'));
  const two = String(month).padStart(2, '0');
  return { iso: part('day') === '' ? `${year}-${two}` : day(year, two, part('day')), swapped: null };
}

/** Month first, else day first: a date that one of the two allows is a date. */
function eitherOrder(year: string, first: string, second: string): Reading {
  const monthFirst = day(fourDigits(year), first, second);
  const dayFirst = day(fourDigits(year), second, first);
  if (monthFirst === null || dayFirst === null || monthFirst === dayFirst)
    return { iso: monthFirst ?? dayFirst, swapped: null };
  return { iso: monthFirst, swapped: dayFirst };
}

/** ISO date of a day that exists, in a year that software may have been released in. */
function day(year: string, month: string, dayOfMonth: string): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(dayOfMonth)];
  if (y < 1970 || y > 2199 || m < 1 || m > 12 || d < 1 || d > new Date(Date.UTC(y, m, 0)).getUTCDate()) return null;
  return `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

function fourDigits(year: string): string {
  if (year.length !== 2) return year;
  return (Number(year) < 70 ? '20' : '19') + year;
}

/** 1 to 12. Full names may be a slip or two off (`Febuary` is common); abbreviations may not. */
function monthOf(word: string): number | null {
  const lower = word.toLowerCase();
  const index = MONTHS.findIndex((name) => {
    if (lower === name.slice(0, 3) || lower === name || (name === 'september' && lower === 'sept')) return true;
    return lower.length >= 6 && name.length >= 6 && distance(lower, name) <= 2;
  });
  return index === -1 ? null : index + 1;
}

/** Edit distance (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
