import { isDay } from '../core/day.ts';
import { matchesGlob } from '../core/path-glob.ts';
import type { Edit } from '../core/fix.ts';
import type { Config, ConfigIgnore } from '../config/config.ts';
import type { Location, Place } from '../core/place.ts';
import type { Finding, Suppression } from '../core/verdict.ts';
import type { InlineIgnore } from '../project/ignores.ts';

/** An ignore, wherever it is written. */
export type Ignore = {
  readonly kind: 'inline' | 'config';
  /** The config that holds it, and for whose projects it holds; null for a comment, which holds for its own line. */
  readonly config: Config | null;
  readonly ids: readonly string[];
  readonly until: string | null;
  readonly reason: string;
  readonly place: Place;
  readonly matches: (finding: Finding) => boolean;
  /** Edits that take it out; none where more would go with it. */
  readonly removal: readonly Edit[];
};

export function inlineIgnore(given: InlineIgnore): Ignore {
  return {
    kind: 'inline',
    config: null,
    ids: given.ids,
    until: given.until,
    reason: given.reason,
    place: given.place,
    matches: ({ primary }) => primary.file === given.file && given.lines.includes(primary.region.startLine),
    removal: given.removal === null ? [] : [{ kind: 'delete', ...given.removal }],
  };
}

export function configIgnore(given: ConfigIgnore, config: Config): Ignore {
  const { path, place } = given;
  return {
    kind: 'config',
    config,
    ids: [given.id],
    until: given.until,
    reason: given.reason,
    place,
    matches: ({ primary }) => path === null || matchesGlob(path, primary.file),
    removal: place.kind === 'key' ? [{ kind: 'remove', file: place.file, path: place.path.slice(0, -1) }] : [],
  };
}

/** An ignore holds where it gives a reason, and until the end of its last day. `today` is `YYYY-MM-DD`. */
export function holds(ignore: Ignore, today: string): boolean {
  return ignore.reason !== '' && (ignore.until === null || (isDay(ignore.until) && ignore.until >= today));
}

export function suppression(ignore: Ignore, place: Location): Suppression {
  const base = { kind: ignore.kind, reason: ignore.reason, place };
  return ignore.until === null ? base : { ...base, until: ignore.until };
}

export function baselineSuppression(place: Location): Suppression {
  return { kind: 'baseline', reason: 'in the baseline', place };
}
