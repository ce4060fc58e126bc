import { parsePep440 } from '../version/pep440.ts';
import type { VersionScope } from '../version/scope.ts';
import type { FoundDate } from './changelog-date.ts';
import { findDates } from './changelog-date.ts';
import { plainText, without, words } from './changelog-markup.ts';

/** A part of a heading; offsets are into its text. */
export type Piece = { readonly text: string; readonly start: number; readonly end: number };

/** A heading that names a version in the way that headings of entries do. */
export type VersionHeading = {
  readonly kind: 'version';
  readonly version: Piece;
  readonly scope: VersionScope;
  readonly date: FoundDate | null;
  readonly mark: Piece | null;
  /** Words before the version that are no usual ones: the project's name, in some files. */
  readonly name: string;
  /** Words after it: a code name, `[YANKED]`. */
  readonly title: string;
};

export type HeadingReading = VersionHeading | { readonly kind: 'unreleased' };

/** Placeholders of a pre-release or post-release, glued on: `rc1`, `-beta.2`, `.post1`, `.dev0`. */
const SUFFIX = String.raw`(?:[-_.]?(?:alpha|beta|preview|pre|post|rev|rc|dev|a|b|c|r)(?:[-_.]?\d+(?:\.\d+)*)?(?![A-Za-z]))`;
const VERSION = new RegExp(
  String.raw`(?<![\w.!#$+%])(?:(?:version|release|v)[.\s]{0,2})?(?<version>(?:\d+!)?\d+(?:\.\d+)*` +
    String.raw`(?:\.[xX*](?!\w)|${SUFFIX}{1,3}(?:\+[a-z0-9.]+)?|\s(?:alpha|beta|rc)(?:[\s.]?\d+)?(?!\w)|-(?:next|canary|nightly)\.\d+(?:\.\d+)*|-\d{1,3}(?![\d.-])|\+[a-z0-9]+(?:\.[a-z0-9]+)*)?)(?![\w%]|\.[-\d])`,
  'gi',
);

/** Words that lead up to a version in the heading of its own entry. */
const LEAD = new Set(
  "version versions ver release releases released rel v changes change changed changelog log in for of on the what's what whats new is notes note list tag stable final major minor patch bugfix hotfix maintenance update updates history at".split(
    ' ',
  ),
);
/** `Verson 2.2.2`, `Relase 1.0`. */
const MISSPELT_LEAD = /^(?:ve?rs?i?o?n?s?|re?l?ea?se?)$/;
/** The first word of a heading that is "version" or "release" with a slip; null where there is none. */
export function misspeltWord(lead: string): { readonly meant: string } | null {
  const word = words(lead).find((one) => one.length >= 5 && MISSPELT_LEAD.test(one) && !LEAD.has(one));
  if (word === undefined) return null;
  return { meant: word.startsWith('v') ? 'version' : 'release' };
}

/** A heading with one of these before the version is about getting there or away, not about the version. */
const OTHER_LEAD =
  /\b(?:from|since|until|before|prior|after|than|migrat\w*|upgrad\w*|porting|moving|compat\w*|support\w*|require\w*|drop\w*|deprecat\w*|towards?|breaking|differences?|to)\b/i;
/** … and one of these right after it likewise: `3.12 support`. */
const OTHER_TITLE =
  /^\W*(?:support|compat|migration|upgrad|roadmap|users?\b|and (?:below|earlier|older)|or (?:below|earlier|older))/i;

const NOT_OUT =
  /(?<!\w)(?:un-?released|not\s+(?:yet\s+)?(?:been\s+)?released(?:\s+yet)?|(?:yet\s+)?to\s+be\s+released|unpublished|in\s+(?:develope?ment|progress)|under\s+develope?ment|work\s+in\s+progress|to\s+be\s+(?:determined|announced)|TB[DAC]|WIP|YYYY|SNAPSHOT)(?!\w)|\?{2,}|(?<!\w)X{2,}(?!\w)/i;
/** Words that say "not out" only where nothing else stands with them. */
const NOT_OUT_ALONE = new Set(
  'dev devel development next upcoming main master trunk head pending draft soon coming future current wip git tip'.split(
    ' ',
  ),
);
const FILLER = new Set('version release released releases branch the on in at of date not yet and changes'.split(' '));

/** Reads a heading's text; null where it heads no entry. */
export function readHeading(text: string): HeadingReading | null {
  if (!/\d/.test(text))
    return MAY_BE_UNRELEASED.test(text) && isUnreleasedTitle(plainText(text)) ? { kind: 'unreleased' } : null;
  const plain = plainText(text).replace(/\)\s+[\w -]{1,40};\s*urgency=\w+/, (found) =>
    `)${found.includes('UNRELEASED') ? ' unreleased' : ''}`.padEnd(found.length),
  );
  const dates = findDates(plain);
  const version = chooseVersion(plain, dates);
  if (version === null) return isUnreleasedTitle(plain) ? { kind: 'unreleased' } : null;
  const date = dates.find((one) => one.end <= version.start || one.start >= version.end) ?? null;
  return readVersionHeading(plain, version, date);
}

type Candidate = { readonly value: string; readonly start: number; readonly end: number; readonly fullStart: number };

/**
 * The first version that is no date; one with several numbers before a lone one. A calendar version looks like a date:
 * it is the version where there is no other (`2026.06.17`), or where another date follows (`2026.06.17 (2026-06-18)`).
 */
function chooseVersion(plain: string, dates: readonly FoundDate[]): Candidate | null {
  const all = [...plain.matchAll(VERSION)].map((match): Candidate => {
    const value = match.groups?.['version'] ?? '';
    const end = match.index + match[0].length;
    return { value, start: end - value.length, end, fullStart: match.index };
  });
  const free = all.filter((one) => !dates.some((date) => date.start < one.end && one.start < date.end));
  const compound = free.find(({ value }) => !/^\d+$/.test(value));
  if (compound !== undefined) return compound;
  const calendar = all.find((one) =>
    dates.some((date) => date.mayBeVersion && date.start === one.start && date.end === one.end),
  );
  if (calendar !== undefined) return calendar;
  // A year alone heads the entries of a year.
  return free.find(({ value }) => !/^(?:19|20)\d\d$/.test(value)) ?? null;
}

function readVersionHeading(plain: string, found: Candidate, date: FoundDate | null): VersionHeading | null {
  let before = plain.slice(0, found.fullStart);
  let after = plain.slice(found.end);
  if (date !== null && date.start >= found.end) after = without(after, date.start - found.end, date.end - found.end);
  else if (date !== null) before = without(before, date.start, Math.min(date.end, before.length));
  const { scope, length } = readScope(found.value.replace(/\s+/g, ''), after);
  after = without(after, 0, length);
  const mark = findMark(found, plain, after, date, length);
  const rest =
    mark === null || mark.start < found.end ? after : without(after, mark.start - found.end, mark.end - found.end);
  if (OTHER_LEAD.test(before) || OTHER_TITLE.test(rest)) return null;
  const name = words(before).filter((word) => !LEAD.has(word) && !MISSPELT_LEAD.test(word));
  const title = words(rest).join(' ');
  const isLone = /^\d+$/.test(found.value);
  // `10 things`, `Step 2`: a lone number is a version only where nothing else stands beside it.
  if (isLone && (name.length > 0 || (title !== '' && date === null && mark === null))) return null;
  if (name.length > 3) return null;
  return {
    kind: 'version',
    version: { text: found.value.replace(/\s+/g, ''), start: found.start, end: found.end },
    scope,
    date: date?.isPlaceholder === true ? null : date,
    mark,
    name: name.join(' '),
    title,
  };
}

const RANGE = new RegExp(String.raw`^\s*(?:-|to|through|thru|until|\.{2,3}|\u2192|->)\s*${VERSION.source}`, 'i');
const AND_MORE = new RegExp(String.raw`^\s*(?:,\s*and|,|/|&|and)\s*${VERSION.source}`, 'i');
const ONWARDS = /^\s*(?:\+(?!\w)|(?:,\s*)?(?:and|or)\s+(?:onwards?|later|newer|up|above|after|beyond)\b|onwards?\b)/i;

/** What a heading covers beyond its first version; `length`: how much of `after` says so. */
function readScope(version: string, after: string): { readonly scope: VersionScope; readonly length: number } {
  if (/\.[xX*]$/.test(version)) return { scope: { kind: 'series', prefix: version.slice(0, -2) }, length: 0 };
  const range = RANGE.exec(after);
  const to = range?.groups?.['version'];
  // `1.2.0 - 2 fixes` is no range: the ends of a range are written alike.
  if (range !== null && to !== undefined && /\d\.\d/.test(to) && findDates(range[0]).length === 0) {
    return { scope: { kind: 'range', from: version, to }, length: range[0].length };
  }
  const open = ONWARDS.exec(after);
  if (open !== null) return { scope: { kind: 'range', from: version, to: null }, length: open[0].length };
  const versions = [version];
  let length = 0;
  for (let more = AND_MORE.exec(after); more !== null; more = AND_MORE.exec(after.slice(length))) {
    const next = more.groups?.['version'] ?? '';
    if (!/\d\.\d/.test(next)) break;
    versions.push(next);
    length += more[0].length;
  }
  return { scope: versions.length === 1 ? { kind: 'one', version } : { kind: 'several', versions }, length };
}

function findMark(found: Candidate, plain: string, after: string, date: FoundDate | null, skip: number): Piece | null {
  const piece = (start: number, end: number): Piece => ({ text: plain.slice(start, end), start, end });
  if (date?.isPlaceholder === true) return piece(date.start, date.end);
  const match = NOT_OUT.exec(after);
  if (match !== null) return piece(found.end + match.index, found.end + match.index + match[0].length);
  const alone = words(after);
  if (
    date === null &&
    alone.some((word) => NOT_OUT_ALONE.has(word)) &&
    alone.every((word) => NOT_OUT_ALONE.has(word) || FILLER.has(word))
  ) {
    const start = found.end + skip + after.slice(skip).search(/\w/);
    return piece(start, found.end + after.replace(/\W+$/, '').length);
  }
  const dev =
    date === null && parsePep440(found.value)?.isDev === true ? /[-_.]?dev[-_.]?\d*$/i.exec(found.value) : null;
  return dev === null ? null : piece(found.start + dev.index, found.end);
}

/** Most headings are about neither: one look says so. */
const MAY_BE_UNRELEASED =
  /release|develop|dev\b|devel\b|next|upcoming|main|master|trunk|head|pending|draft|soon|coming|future|current|wip|git|tip|latest|progress|TB[DAC]|[XY?]/i;

/** A heading without a version, over what is not out yet: `[Unreleased]`, `Next release`, `master (unreleased)`. */
function isUnreleasedTitle(plain: string): boolean {
  if (/^\W*v?(?:X\.Y(?:\.Z)?|x\.x(?:\.x)?|(?<=v)NEXT|NEXT[_-](?:VERSION|RELEASE))(?!\w)/i.test(plain)) return true;
  const all = words(plain);
  if (all.length === 0 || all.length > 8) return false;
  if (/(?<!\w)(?:un-?released|not\s+yet\s+released)(?!\w)/i.test(plain)) return true;
  if (/^\W*changes?\s+(?:in|on|since)\b/i.test(plain) && /\b(?:main|master|dev\w*|next)\b/i.test(plain)) return true;
  const rest = words(plain.replace(NOT_OUT, ' '));
  const marked = rest.length < all.length || all.some((word) => NOT_OUT_ALONE.has(word) || word === 'latest');
  return (
    marked &&
    rest.every(
      (word) =>
        NOT_OUT_ALONE.has(word) ||
        (FILLER.has(word) && word !== 'changes') ||
        word === 'latest' ||
        word === 'unreleased',
    )
  );
}

/** The line under a heading may hold the date or say that it is not out: `*2026-01-02*`, `Released: TBD`, `:date: …`. */
export function readDateLine(text: string): { readonly date: FoundDate | null; readonly mark: Piece | null } | null {
  const plain = plainText(text).replace(/^(\s*)[:>-]+/, (found) => ' '.repeat(found.length));
  if (plain.trim() === '' || plain.length > 120) return null;
  const [date] = findDates(plain);
  if (date !== undefined) {
    const after = words(plain.slice(date.end));
    const isBare = after[0] === 'by' || after.every((word) => DATE_WORDS.has(word));
    if (!isBare || !words(plain.slice(0, date.start)).every((word) => DATE_WORDS.has(word))) return null;
    if (!date.isPlaceholder) return { date, mark: null };
    return { date: null, mark: { text: plain.slice(date.start, date.end), start: date.start, end: date.end } };
  }
  const mark = NOT_OUT.exec(plain);
  if (mark === null) return null;
  const rest = words(without(plain, mark.index, mark.index + mark[0].length));
  // "TBD" alone stands for the notes, not for the date.
  const isSure =
    /released|develope?ment/i.test(mark[0]) || rest.some((word) => word.startsWith('release') || word === 'date');
  // "Not released on PyPI" tells of a release that was skipped.
  if (!isSure || !rest.every((word) => DATE_WORDS.has(word) && word !== 'pypi')) return null;
  return { date: null, mark: { text: mark[0], start: mark.index, end: mark.index + mark[0].length } };
}

const DATE_WORDS = new Set(
  'release released releases date dated on published publication of this version was is the day at as to pypi out mon monday tue tues tuesday wed wednesday thu thurs thursday fri friday sat saturday sun sunday utc am pm'.split(
    ' ',
  ),
);
