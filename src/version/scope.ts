import { comparePep440, equalPep440, finalRelease, parsePep440 } from './pep440.ts';

/** Which versions a heading stands for: `1.2.3`; `1.2.x`; `1.2.0 – 1.2.3`, `1.2.0 and onwards`; `1.2.3, 1.1.9`. */
export type VersionScope =
  | { readonly kind: 'one'; readonly version: string }
  /** `prefix` is `1.2` for `1.2.x`. */
  | { readonly kind: 'series'; readonly prefix: string }
  /** Either end may be the older one; `to` is null where the range is open ("and onwards"). */
  | { readonly kind: 'range'; readonly from: string; readonly to: string | null }
  | { readonly kind: 'several'; readonly versions: readonly string[] };

/** Equal under PEP 440 (so `3.8` is `3.8.0`), or the same text where PEP 440 has no meaning for it. */
export function sameVersion(a: string, b: string): boolean {
  return a === b || equalPep440(a, b);
}

export function inScope(version: string, scope: VersionScope): boolean {
  if (scope.kind === 'one') return sameVersion(version, scope.version);
  if (scope.kind === 'several') return scope.versions.some((one) => sameVersion(version, one));
  if (scope.kind === 'series') return isOfSeries(version, scope.prefix);
  const { from, to } = scope;
  if (sameVersion(version, from) || (to !== null && sameVersion(version, to))) return true;
  if ([version, from, to ?? from].some((one) => parsePep440(one) === null)) return false;
  const [low, high] = to !== null && comparePep440(from, to) > 0 ? [to, from] : [from, to];
  return comparePep440(version, low) >= 0 && (high === null || comparePep440(version, high) <= 0);
}

/** `1.2.3` belongs to the series `1.2`. */
export function isOfSeries(version: string, prefix: string): boolean {
  const parsed = parsePep440(version);
  const parts = parsePep440(prefix)?.release;
  return parsed !== null && parts !== undefined && parts.every((part, i) => part === (parsed.release[i] ?? 0));
}

/** The first that names the version itself, else the first that covers it. */
export function findByVersion<T extends { readonly scope: VersionScope }>(
  all: readonly T[],
  version: string,
): T | null {
  const own = all.find(({ scope }) => scope.kind === 'one' && sameVersion(version, scope.version));
  return own ?? all.find(({ scope }) => scope.kind !== 'one' && inScope(version, scope)) ?? null;
}

/** `1.2.0.dev3` leads up to `1.2.0`. */
export function isDevOf(dev: string, final: string): boolean {
  const parsed = parsePep440(dev);
  return parsed !== null && parsed.isDev && !parsed.isPre && !parsed.isPost && equalPep440(finalRelease(parsed), final);
}
