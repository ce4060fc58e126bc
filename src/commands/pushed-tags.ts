import { comparePep440, parsePep440 } from '../version/pep440.ts';
import { isAliasOf, parseTag } from '../version/tag.ts';

/** A tag as it is pushed. */
export type PushedTag = {
  /** Its name on the remote. */
  readonly name: string;
  /** Object id of the commit, or of the annotated tag. */
  readonly id: string;
  /** False where the remote has a tag of this name, which is moved. */
  readonly isNew: boolean;
};

/** More tags are a history that is pushed somewhere else, not releases that are made. */
export const MOST_TAGS = 20;

/** `<local ref> <local id> <remote ref> <remote id>` (githooks(5)); the local ref is what was typed, blanks included. */
const LINE = /^.* (?<id>[0-9a-f]{40,64}) refs\/tags\/(?<name>\S+) (?<was>[0-9a-f]{40,64})$/;

const NONE = /^0+$/;

/** The tags that a push brings: what git hands to the hook, deletions left out. */
export function parsePushedTags(input: string): readonly PushedTag[] {
  return input.split('\n').flatMap((line) => {
    const { id = '', name = '', was = '' } = LINE.exec(line.trimEnd())?.groups ?? {};
    return name === '' || NONE.test(id) ? [] : [{ name, id, isNew: NONE.test(was) }];
  });
}

/**
 * Those that may be releases, the newest versions first: they hold a version (`nightly` does not), and are no moving
 * alias. An alias stands on the commit of a full version, or was on the remote before and is short.
 */
export function releaseTags(
  tags: readonly PushedTag[],
  namesAt: (tag: PushedTag) => readonly string[],
): readonly PushedTag[] {
  return tags
    .filter((tag) => {
      const version = parseTag(tag.name)?.version;
      if (version === undefined || [...namesAt(tag)].some((other) => isAliasOf(tag.name, other))) return false;
      return tag.isNew || (parsePep440(version)?.release.length ?? 3) > 2;
    })
    .sort((a, b) => compareVersions(b.name, a.name));
}

function compareVersions(a: string, b: string): number {
  const [x, y] = [a, b].map((name) => parseTag(name)?.version ?? '');
  if (x === undefined || y === undefined) return 0;
  const [isX, isY] = [parsePep440(x) !== null, parsePep440(y) !== null];
  return isX && isY ? comparePep440(x, y) : Number(isX) - Number(isY);
}
