import type { Unknown } from '../core/unknown.ts';
import { isUnknown } from '../core/unknown.ts';
import type { Pep440 } from '../version/pep440.ts';
import { parsePep440 } from '../version/pep440.ts';
import { findByVersion } from '../version/scope.ts';
import { parseTag } from '../version/tag.ts';
import type { Changelog, ChangelogEntry } from './changelog.ts';
import type { Inferred } from './inferred.ts';
import type { History, Tag } from './ports.ts';

/** How a project keeps its changelog, as the file and the tags show. */
export type ChangelogHabits = {
  /** Whether entries have a date. */
  readonly dates: Inferred<'dated' | 'undated'> | null;
  /** Whether pre-releases have entries of their own. */
  readonly preReleases: Inferred<'noted' | 'not noted'> | null | Unknown;
  /** Days from an entry's date to its tag: usually, and at most but for one in ten. Negative where tags come first. */
  readonly lag: Inferred<{ readonly usual: number; readonly most: number }> | null | Unknown;
};

/** How many releases back a habit is looked for. */
const RECENT = 20;
/** Older tags may follow habits that were given up. */
const MOST_TAGS = 100;
/** Fewer than this are no habit. */
const ENOUGH = 3;
/** A habit is what most of them show (rules.md 3.B: 60 %). */
const MOST = 0.6;

/** `judged` is the tag that is being judged, `aliases` are no releases: neither is evidence. */
export function inferChangelogHabits(
  changelog: Changelog,
  history: History | Unknown,
  judged: string | null,
  aliases: readonly string[],
): ChangelogHabits {
  const own = judged === null ? null : (parseTag(judged)?.version ?? null);
  const dates = inferDates(changelog, own);
  const tags = isUnknown(history) ? history : history.tags;
  if (isUnknown(tags)) return { dates, preReleases: tags, lag: tags };
  const entries = byVersion(changelog);
  const releases = tags.slice(0, MOST_TAGS).flatMap((tag): readonly Release[] => {
    const isEvidence = tag.name !== judged && !aliases.includes(tag.name);
    const version = isEvidence ? parsePep440(parseTag(tag.name)?.version ?? '') : null;
    return version === null ? [] : [{ tag, version, entry: entries.get(keyOf(version)) ?? null }];
  });
  return { dates, preReleases: inferPreReleases(releases), lag: inferLag(releases) };
}

type Release = { readonly tag: Tag; readonly version: Pep440; readonly entry: ChangelogEntry | null };

/** Entries of one version each; looked up instead of compared, as there may be hundreds of them and of tags. */
function byVersion({ entries }: Changelog): ReadonlyMap<string, ChangelogEntry> {
  const found = new Map<string, ChangelogEntry>();
  for (const entry of entries) {
    const version = entry.scope.kind === 'one' ? parsePep440(entry.scope.version) : null;
    if (version !== null) found.set(keyOf(version), entry);
  }
  return found;
}

/** The same for versions that are equal under PEP 440: `3.8` and `3.8.0`. */
function keyOf({ normal }: Pep440): string {
  return normal.replace(/^((?:\d+!)?\d+(?:\.\d+)*?)(?:\.0)+(?![.\d])/, '$1');
}

function inferDates({ entries, newestFirst }: Changelog, own: string | null): ChangelogHabits['dates'] {
  const judged = own === null ? null : findByVersion(entries, own);
  const others = (newestFirst ? entries : entries.toReversed())
    .filter((entry) => entry.unreleasedMark === null && entry !== judged)
    .slice(0, RECENT);
  if (others.length < ENOUGH) return null;
  const dated = others.filter(({ date }) => date !== null).length;
  const share = Math.max(dated, others.length - dated) / others.length;
  if (share < MOST) return null;
  const from = `${dated} of the newest ${others.length} entries are dated`;
  return { value: dated * 2 > others.length ? 'dated' : 'undated', from, strength: strengthOf(share) };
}

function inferPreReleases(releases: readonly Release[]): Inferred<'noted' | 'not noted'> | null {
  const pres = releases.filter(({ version }) => version.isPre).slice(0, RECENT);
  if (pres.length === 0) return null;
  const noted = pres.filter(({ entry }) => entry !== null).length;
  const share = Math.max(noted, pres.length - noted) / pres.length;
  if (share < MOST) return null;
  const from = `${noted} of the last ${pres.length} pre-releases have an entry`;
  return { value: noted * 2 > pres.length ? 'noted' : 'not noted', from, strength: strengthOf(share) };
}

function inferLag(releases: readonly Release[]): Inferred<{ usual: number; most: number }> | null {
  const lags = releases.flatMap(({ tag, entry }) => {
    const iso = entry?.date?.iso ?? '';
    return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? [lagOf(tag, iso)] : [];
  });
  const recent = lags.slice(0, RECENT).sort((a, b) => a - b);
  if (recent.length < ENOUGH) return null;
  const usual = recent[Math.floor((recent.length - 1) / 2)] ?? 0;
  const most = recent[Math.floor((recent.length - 1) * 0.9)] ?? usual;
  const same = recent.filter((lag) => lag === usual).length / recent.length;
  return { value: { usual, most }, from: `the last ${recent.length} dated releases`, strength: strengthOf(same) };
}

const DAY = 24 * 60 * 60 * 1000;

/** Whole days from the entry to the tag or to its commit, whichever is nearer: a tag made again is younger. */
function lagOf({ date, committed }: Tag, iso: string): number {
  const lags = [date, committed].flatMap((moment) => {
    const time = Date.parse(moment);
    return Number.isNaN(time) ? [] : [Math.floor(time / DAY) - Math.floor(Date.parse(iso) / DAY)];
  });
  return lags.sort((a, b) => Math.abs(a) - Math.abs(b))[0] ?? 0;
}

function strengthOf(share: number): 'uniform' | 'mostly' {
  return share === 1 ? 'uniform' : 'mostly';
}
