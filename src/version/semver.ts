import parse from 'semver/functions/parse.js';

/** SemVer 2.0.0 to the letter: no leading `v` or `=`, no blanks, no leading zeros. npm's parser allows the first two. */
export function isSemver(text: string): boolean {
  return /^\d/.test(text) && text.trim() === text && parse(text) !== null;
}
