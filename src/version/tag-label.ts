import { parseTag } from './tag.ts';

/** Words in front of a version that name no package. */
const GENERIC = /^(?:ver|version|r|rel|releases?|tags?|py|python|stable|final)?$/;

/** A name without case and punctuation, so that `Demo_Core`, `demo-core` and `demo.core` meet. */
export function foldName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '');
}

/** The package that a tag's prefix names, folded: `core-v` → `core`; null for `v`, `release-` and the like. */
export function labelOfPrefix(prefix: string): string | null {
  const label = foldName(prefix.replace(/[vV]\.?$/, ''));
  return GENERIC.test(label) ? null : label;
}

/** The package that a tag names; null for a tag that names none, or no version. */
export function labelOfTag(tag: string): string | null {
  const parsed = parseTag(tag);
  return parsed === null ? null : labelOfPrefix(parsed.prefix);
}
