import { isDay } from '../core/day.ts';
import { matchesGlob } from '../core/path-glob.ts';
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
  };
}

export function configIgnore(given: ConfigIgnore, config: Config): Ignore {
  const { path } = given;
  return {
    kind: 'config',
    config,
    ids: [given.id],
    until: given.until,
    reason: given.reason,
    place: given.place,
    matches: ({ primary }) => path === null || matchesGlob(path, primary.file),
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
