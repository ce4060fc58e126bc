import { writeDay } from '../core/day-format.ts';
import type { Edit } from '../core/fix.ts';
import { findByVersion } from '../version/scope.ts';
import { changelogOfRelease, defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** Other entries that are looked at, the newest: an old way of writing may have been given up. */
const RECENT = 10;
const ENOUGH = 3;

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-date-format',
    summary: 'The date of the entry for the version to be released is written in another way than the others',
    why: 'Tools that read the changelog know one way of writing dates, and readers take 02/06 for two days.',
    since: '0.1.0',
    mode: 'release',
    needs: ['changelog'],
    offByDefault: true,
  },
  messages: {
    differs: {
      what: 'the entry for {version} is dated {date}, where the {others} entries before it have dates like {like}',
      todo: 'Write the date as {like} is written.',
      severity: 'note',
      fix: 'safe',
    },
    notIso: {
      what: 'the entry for {version} is dated {date}, which is not written as YYYY-MM-DD',
      todo: 'Write `{iso}`.',
      severity: 'note',
      fix: 'safe',
    },
  },
  options: {
    format: {
      type: 'string',
      enum: ['inferred', 'iso'],
      default: 'inferred',
      description: 'Whether dates are to be written as in the entries before, where these agree, or as YYYY-MM-DD.',
    },
  },
  check({ project, plan, options, report, skip }) {
    const given = changelogOfRelease({ project, plan });
    if ('skip' in given) return given;
    const { changelog, version } = given;
    const { entries, newestFirst } = changelog;
    const entry = findByVersion(entries, version);
    const date = entry?.date ?? null;
    if (entry === null || date === null || date.iso === null) return skip(`no entry for ${version} with a date`);
    const at = date.place;
    if (options.format === 'iso') {
      if (date.value === date.iso) return;
      const iso = date.swapped === null && date.iso.length === 10 ? date.iso : 'YYYY-MM-DD';
      const fix: readonly Edit[] = iso === date.iso ? [{ kind: 'replace', at, was: date.value, text: iso }] : [];
      report('notIso', { at, data: { version, date: date.value, iso }, fix });
      return;
    }
    const others = (newestFirst ? entries : entries.toReversed())
      .flatMap((one) => (one === entry || one.date === null || one.date.iso === null ? [] : [one.date.value]))
      .slice(0, RECENT);
    const [like] = others;
    if (like === undefined || others.length < ENOUGH) return skip('too few other dates to tell how they are written');
    if (!others.every((other) => shapeOf(other) === shapeOf(like)))
      return skip(`${changelog.file} has dates written in several ways`);
    if (shapeOf(date.value) === shapeOf(like)) return;
    // The month first only where the file shows it; a date with two readings stays as it is.
    const isDayFirst = others.some((other) => Number(/^(\d+)[-/.]/.exec(other)?.[1] ?? 0) > 12) || /^\d+\./.test(like);
    const isClear = date.swapped === null && date.iso.length === 10;
    const text = isClear ? writeDay(date.iso, others, isDayFirst) : null;
    const fix: readonly Edit[] = text === null ? [] : [{ kind: 'replace', at, was: date.value, text }];
    report('differs', { at, data: { version, date: date.value, others: others.length, like }, fix });
  },
});

/** `Feb 19, 2026` and `January 5, 2026` are written alike, `2026-2-1` and `2026-02-01` as well. */
function shapeOf(date: string): string {
  return date
    .replace(/\d{4}/g, 'Y')
    .replace(/\d{1,2}(?:st|nd|rd|th)?\b/g, 'D')
    .replace(/[A-Za-z]{3,}\.?/g, 'M');
}
