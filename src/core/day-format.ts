const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/**
 * A day (`YYYY-MM-DD`) written as a file writes its own: `samples` are dates of that file, the newest first, and
 * `isDayFirst` tells which of two numbers is the day. Null where they are written in a way that is not known for certain
 * (weekdays, a language other than English).
 */
export function writeDay(day: string, samples: readonly string[], isDayFirst: boolean): string | null {
  const [year = '', month = '', date = ''] = day.split('-');
  const [sample] = samples;
  if (sample === undefined) return null;
  if (/^\d{8}$/.test(sample)) return year + month + date;
  return (
    inNumbers(day, sample, padding(samples) ?? true, isDayFirst) ?? inWords(day, samples, padding(samples) ?? false)
  );
}

/** `2026-03-04`, `03/04/26`, `4.3.2026` */
function inNumbers(day: string, sample: string, isPadded: boolean, isDayFirst: boolean): string | null {
  const numbers = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$/.exec(sample);
  if (numbers === null) return null;
  const [year = '', month = '', date = ''] = day.split('-').map((part) => (isPadded ? part : String(Number(part))));
  const [, first = '', gap = '-', , last = ''] = numbers;
  if (first.length === 4) return [year, month, date].join(gap);
  if (last.length !== 2 && last.length !== 4) return null;
  return [...(isDayFirst ? [date, month] : [month, date]), last.length === 2 ? year.slice(2) : year].join(gap);
}

/** Exactly one word, one year and at most one day: everything else would be a guess. */
const WORDS =
  /^(?:(?<before>\d{1,2}(?<suffix>st|nd|rd|th)?)(?<gap>[ -]))?[A-Za-z]{3,9}\.?(?:(?<gapAfter>[ -])(?<after>\d{1,2}(?<suffixAfter>st|nd|rd|th)?))?(?<comma>,? |-)\d{4}$/;

/** `March 4, 2026`, `4th March 2026`, `March 2026` */
function inWords(day: string, samples: readonly string[], isPadded: boolean): string | null {
  const [year = '', month = '', date = ''] = day.split('-');
  const shape = WORDS.exec(samples[0] ?? '')?.groups;
  const name = monthLike(samples, Number(month));
  if (name === null || shape === undefined) return null;
  const { before, after, gap = '', gapAfter = '', comma = '' } = shape;
  if (before !== undefined && after !== undefined) return null;
  const isOrdinal = (shape['suffix'] ?? shape['suffixAfter']) !== undefined;
  const own = (isPadded ? date : String(Number(date))) + (isOrdinal ? ordinal(Number(date)) : '');
  if (before !== undefined) return `${own}${gap}${name}${comma}${year}`;
  return after === undefined ? `${name}${comma}${year}` : `${name}${gapAfter}${own}${comma}${year}`;
}

function ordinal(day: number): string {
  if (day % 100 >= 11 && day % 100 <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th';
}

/** Whether the newest date with a number below ten has a zero before it; null where none tells. */
function padding(samples: readonly string[]): boolean | null {
  const telling = samples.find((sample) => /(?<!\d)0?[1-9](?!\d)/.test(sample));
  return telling === undefined ? null : /(?<!\d)0[1-9](?!\d)/.test(telling);
}

/** The month's name as long as the samples have theirs; `May` tells nothing of it. */
function monthLike(samples: readonly string[], month: number): string | null {
  const names = samples.flatMap((sample) => /[A-Za-z]{3,}\.?/.exec(sample)?.[0] ?? []);
  const full = MONTHS[month - 1];
  const telling = names.find((name) => name.toLowerCase() !== 'may') ?? names[0];
  if (full === undefined || telling === undefined) return null;
  const dot = telling.endsWith('.') && full !== 'May' ? '.' : '';
  const bare = telling.replace('.', '');
  const known = MONTHS.find((one) => one.toLowerCase().startsWith(bare.toLowerCase()));
  if (known === undefined || bare[0] !== known[0]) return null;
  if (bare.length === known.length) return full;
  // `Sept` and the like are habits of their own.
  return bare.length === 3 ? full.slice(0, 3) + dot : null;
}
