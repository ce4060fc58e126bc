import type { ChangelogEntry } from './changelog.ts';

/**
 * How the file writes headings: `## [{version}] - YYYY-MM-DD`, after its newest one; dated where most entries are.
 * `bare` are the entries, newest first, whose headings have no code name or remark. `lineOf` gives a heading's whole line.
 */
export function headingPattern(
  format: 'markdown' | 'rst',
  bare: readonly ChangelogEntry[],
  lineOf: (entry: ChangelogEntry) => { readonly start: number; readonly text: string },
): string {
  const plain = bare.filter(({ scope, unreleasedMark }) => scope.kind === 'one' && unreleasedMark === null);
  const dated = plain.filter(({ date }) => date !== null);
  const model = (dated.length * 2 >= plain.length ? dated[0] : plain[0]) ?? bare[0];
  if (model === undefined) return format === 'markdown' ? '## {version} - YYYY-MM-DD' : '{version} (YYYY-MM-DD)';
  const { start, text } = lineOf(model);
  const edits = [
    { span: spanOf(model.version.place), by: '{version}' },
    ...(model.date === null ? [] : [{ span: spanOf(model.date.place), by: dateShape(model.date.value, bare) }]),
    ...(model.unreleasedMark === null ? [] : [{ span: spanOf(model.unreleasedMark.place), by: 'YYYY-MM-DD' }]),
  ]
    // A date on the line below the heading is not part of the heading.
    .filter(({ span }) => span !== null && span.start >= start && span.end <= start + text.length)
    .sort((a, b) => (b.span?.start ?? 0) - (a.span?.start ?? 0));
  let pattern = text;
  for (const { span, by } of edits) {
    if (span !== null) pattern = pattern.slice(0, span.start - start) + by + pattern.slice(span.end - start);
  }
  // Links compare two old versions; their targets are for the maintainer to write.
  return pattern
    .replace(/\]\((?:[^()]|\([^()]*\))*\)/g, ']')
    .replace(/<https?:[^<>]*>/g, '')
    .trim();
}

function spanOf(place: ChangelogEntry['version']['place']): { readonly start: number; readonly end: number } | null {
  return place.kind === 'span' ? place.span : null;
}

/** The letters of a date in place of its figures: `2026/06/17` → `YYYY/MM/DD`, `Feb 19, 2026` → `Month DD, YYYY`. */
function dateShape(date: string, entries: readonly ChangelogEntry[]): string {
  if (/^\d{8}$/.test(date)) return 'YYYYMMDD';
  const numbers = /^(\d+)([-/.])(\d+)\2(\d+)/.exec(date);
  if (numbers === null) {
    return date
      .replace(/\d{4}/, 'YYYY')
      .replace(/\d{1,2}(?:st|nd|rd|th)?/, 'DD')
      .replace(/[A-Za-z]{3,}/, (word) => (/^(?:YYYY|DD)$/.test(word) ? word : 'Month'));
  }
  const gap = numbers[2] ?? '-';
  if ((numbers[1] ?? '').length >= 3) return ['YYYY', 'MM', 'DD'].join(gap);
  const isDayFirst =
    gap === '.' || entries.some((entry) => Number(/^(\d+)\//.exec(entry.date?.value ?? '')?.[1] ?? 0) > 12);
  return [...(isDayFirst ? ['DD', 'MM'] : ['MM', 'DD']), (numbers[4] ?? '').length === 2 ? 'YY' : 'YYYY'].join(gap);
}
