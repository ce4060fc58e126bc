import compareSemver from 'semver/functions/compare.js';
import type { Pep440 } from './pep440.ts';
import { comparePep440, parsePep440 } from './pep440.ts';
import { isSemver } from './semver.ts';

/**
 * `1.2.3-1`: a post-release to PEP 440 ("implicit post releases"), a pre-release to SemVer. The release part; null for
 * any other spelling.
 */
export function implicitPostBase(text: string): string | null {
  return /^v?(?<base>\d+(?:\.\d+)*)-\d+$/i.exec(text.trim())?.groups?.['base'] ?? null;
}

/**
 * Where SemVer and PEP 440 sort two versions differently: `-dev.1` comes behind `-alpha.1` in SemVer and before it in
 * PEP 440, `-rc10` before `-rc9` in SemVer. What each says of `a` against `b`; null where they agree, or where either
 * version is not one to both.
 */
export function orderConflict(a: string, b: string): { readonly semver: number; readonly pep440: number } | null {
  if (!isSemver(a) || !isSemver(b) || parsePep440(a) === null || parsePep440(b) === null) return null;
  const [semver, pep440] = [compareSemver(a, b), Math.sign(comparePep440(a, b))];
  return semver === pep440 ? null : { semver, pep440 };
}

/** Part `at` of the release number; missing ones are zeros. */
export function partOf({ release }: Pep440, at: number): number {
  return release[at] ?? 0;
}

/** `1.2.0` and `1.2.0rc1` are of one release. */
export function sameRelease(a: Pep440, b: Pep440): boolean {
  return a.epoch === b.epoch && Math.max(a.release.length, b.release.length) <= countAlike(a, b);
}

/** `1.2.3` and `1.2.9` are of one line, `1.3.0` is of another. */
export function sameLine(a: Pep440, b: Pep440): boolean {
  return a.epoch === b.epoch && countAlike(a, b) >= 2;
}

/** How many leading parts agree. */
function countAlike(a: Pep440, b: Pep440): number {
  const length = Math.max(a.release.length, b.release.length, 2);
  for (let i = 0; i < length; i++) if (partOf(a, i) !== partOf(b, i)) return i;
  return length;
}

/** Whether the first number may be a year: `2024.1`, `20240131`, `24.1.0`. Its parts then promise nothing about breakage. */
export function maybeCalendar({ release }: Pep440): boolean {
  const first = release[0] ?? 0;
  return first >= 1900 || (first >= 15 && first <= 60);
}

/** Which part a release raises, by its own zeros: `2.0.0` the major, `1.3` the minor, `1.2.4` the patch. */
export function raisedPart({ release }: Pep440): 'major' | 'minor' | 'patch' {
  if (release.slice(2).some((part) => part !== 0)) return 'patch';
  return (release[1] ?? 0) === 0 ? 'major' : 'minor';
}

/** Whether at least one version was left out between two that follow one another. */
export function isJump(from: Pep440, to: Pep440): boolean {
  if (to.isDev || to.isPost || from.isDev || from.epoch !== to.epoch) return false;
  if (sameRelease(from, to)) return skipsPre(from, to);
  if (to.pre !== null && to.pre.number > 1) return true;
  const at = [0, 1, 2, 3].find((i) => partOf(from, i) !== partOf(to, i)) ?? 4;
  // After 1.2.0rc1 comes 1.2.0, so 1.2.1 leaves it out; 1.3.0 may follow where 1.2.0 was given up.
  if (partOf(to, at) - partOf(from, at) !== 1) return true;
  if (from.isPre && at === from.release.length - 1) return true;
  return to.release.slice(at + 1).some((part) => part !== 0);
}

function skipsPre(from: Pep440, to: Pep440): boolean {
  if (to.pre === null) return false;
  const isSameLetter = from.pre?.letter === to.pre.letter;
  return isSameLetter ? to.pre.number - (from.pre?.number ?? 0) > 1 : to.pre.number > 1;
}
