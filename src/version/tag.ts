import { parsePep440 } from './pep440.ts';

/** A tag read as a prefix and a version: `core-v1.2.3` → `core-v` and `1.2.3`. */
export type VersionTag = { readonly prefix: string; readonly version: string };

/** Where a version may start: at the front or behind a separator, with or without `v`; or behind a word, as in `release1.2`. */
const START = /(?:^|[-_/@=])(?:[vV]\.?)?(?=\d)|^[A-Za-z]+(?=\d)/g;

/**
 * Reads the version out of a tag's name; null where there is none (`latest`, `release/next`). The shortest prefix wins
 * that leaves something PEP 440 reads, or SemVer with a pre-release: `cookie-2026.06.18` is `2026.06.18`.
 */
export function parseTag(name: string): VersionTag | null {
  for (const match of name.slice(0, 200).matchAll(START)) {
    const at = match.index + match[0].length;
    const version = name.slice(at);
    // `2025-06-20` is a day and `v2.-4` a slip: no prefix starts with the number itself.
    if (/^[vV]?\d/.test(name.slice(0, at))) return null;
    const isSemverPre = /^\d+\.\d+\.\d+[-+][0-9A-Za-z.+-]+$/.test(version);
    if (parsePep440(version) !== null || isSemverPre) return { prefix: name.slice(0, at), version };
  }
  return null;
}

/** A prefix that names no package. */
const PLAIN = /^v?$/;

/** `v`, `v1`, `v1.2` beside `v1.2.3` on the same commit: a moving alias, not a release. */
export function isAliasOf(alias: string, full: string): boolean {
  const a = parseTag(alias);
  const f = parseTag(full);
  if (a === null || f === null || alias === full) return false;
  // bump-my-version tags 1.2.7 and moves v1.2.
  if (a.prefix !== f.prefix && !(PLAIN.test(a.prefix) && PLAIN.test(f.prefix))) return false;
  const short = parsePep440(a.version)?.release;
  const long = parsePep440(f.version)?.release;
  if (short === undefined || long === undefined) return false;
  return short.length < long.length && short.every((part, i) => part === long[i]);
}
