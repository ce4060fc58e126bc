import { parsePep440 } from './pep440.ts';

/** A tag read as a prefix and a version: `core-v1.2.3` → `core-v` and `1.2.3`. */
export type VersionTag = { readonly prefix: string; readonly version: string };

/** The rest must start with a number and read as a version under PEP 440 or look like SemVer with a pre-release. */
const VERSION_TAIL = /^(?<prefix>(?:.*?[^0-9A-Za-z.!+])??(?:[vV]\.?)?)(?<version>\d+(?:!\d+)?(?:\.\d+)*(?:[-_.+]?[0-9A-Za-z]+)*)$/;

/**
 * Reads the version out of a tag's name; null where there is none (`latest`, `release/next`).
 * The shortest prefix wins that leaves something PEP 440 can read, so `cookie-2026.06.18` is `2026.06.18`.
 */
export function parseTag(name: string): VersionTag | null {
  const match = VERSION_TAIL.exec(name);
  if (match?.groups === undefined) return null;
  const { prefix = '', version = '' } = match.groups;
  if (parsePep440(version) !== null || /^\d+\.\d+\.\d+[-+]/.test(version)) return { prefix, version };
  return null;
}

/** `v`, `v1`, `v1.2` beside `v1.2.3` on the same commit: a moving alias, not a release. */
export function isAliasOf(alias: string, full: string): boolean {
  const a = parseTag(alias);
  const f = parseTag(full);
  if (a === null || f === null || a.prefix !== f.prefix || alias === full) return false;
  const short = parsePep440(a.version)?.release;
  const long = parsePep440(f.version)?.release;
  if (short === undefined || long === undefined) return false;
  return short.length < long.length && short.every((part, i) => part === long[i]);
}
