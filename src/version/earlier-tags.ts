import type { Pep440 } from './pep440.ts';
import { parsePep440 } from './pep440.ts';
import { labelOfTag } from './tag-label.ts';
import { parseTag } from './tag.ts';

/** A tag of an earlier release, with the version that it names. */
export type TaggedVersion<T> = {
  readonly tag: T;
  readonly prefix: string;
  /** As the tag spells it. */
  readonly text: string;
  readonly version: Pep440;
};

/**
 * Tags that name a version of the package that `like` is of, in the order given. `like` itself, aliases and tags that
 * PEP 440 cannot read are left out.
 */
export function earlierTags<T extends { readonly name: string }>(
  tags: readonly T[],
  like: string | null,
  aliases: readonly string[],
): readonly TaggedVersion<T>[] {
  const label = like === null ? null : labelOfTag(like);
  return tags.flatMap((tag) => {
    const parsed = tag.name === like || aliases.includes(tag.name) ? null : parseTag(tag.name);
    const version = parsed === null ? null : parsePep440(parsed.version);
    if (parsed === null || version === null || labelOfTag(tag.name) !== label) return [];
    return [{ tag, prefix: parsed.prefix, text: parsed.version, version }];
  });
}
