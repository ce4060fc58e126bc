import type { Unknown } from '../core/unknown.ts';
import { isUnknown } from '../core/unknown.ts';
import { comparePep440, parsePep440 } from '../version/pep440.ts';
import { sameVersion } from '../version/scope.ts';
import { parseTag } from '../version/tag.ts';
import { labelOfTag } from '../version/tag-label.ts';
import { pixiEntries, tomlEntries } from './locks-entries.ts';
import type { LockedVersion, StaleLock } from './locks.ts';
import type { Git, History, Tag } from './ports.ts';
import { TEXT_LIMIT } from './reader.ts';

export type LockHistory = {
  readonly history: History | Unknown;
  readonly aliases: readonly string[];
  readonly judgedTag: string | null;
};

/**
 * The lock entries that hold another version than the declared one. 40 % of tags have one (rules.md 1.1), and most of
 * those projects never look: whether a lock file was in step at the release before tells a slip from a habit. It missed
 * that one where a release lies between the two versions; else its tree is looked at.
 */
export async function findStaleLocks(
  locks: readonly LockedVersion[],
  readAt: Git['readAt'],
  given: LockHistory,
): Promise<readonly StaleLock[]> {
  const stale = locks.filter(({ value, of }) => !sameVersion(value, of.value));
  if (stale.length === 0) return [];
  const releases = releasesOf(given);
  return Promise.all(
    stale.map(async (lock) => ({ ...lock, wasInStep: await wasInStep(lock, readAt, releases, given) })),
  );
}

type Release = { readonly tag: Tag; readonly version: string };

async function wasInStep(
  lock: LockedVersion,
  readAt: Git['readAt'],
  releases: readonly Release[],
  { history }: LockHistory,
): Promise<boolean | null> {
  if (parsePep440(lock.value) === null || parsePep440(lock.of.value) === null) return null;
  const isBetween = ({ version }: Release): boolean =>
    comparePep440(version, lock.value) > 0 && comparePep440(version, lock.of.value) < 0;
  if (releases.some(isBetween)) return false;
  const head = isUnknown(history) ? null : history.head;
  const before = releases.find(({ tag }) => tag.commit !== head);
  if (before === undefined) return null;
  const read = await readAt(before.tag.commit, lock.file, TEXT_LIMIT);
  const text = read.kind === 'bytes' ? new TextDecoder().decode(read.bytes) : '';
  const entries = lock.file.endsWith('pixi.lock') ? pixiEntries(text, lock.name) : tomlEntries(text, lock.name);
  const versions = entries.flatMap((entry) => entry.get('version')?.text ?? []);
  return versions.length === 0 ? null : versions.some((version) => sameVersion(version, before.version));
}

/** Newest first; of the judged tag's package. */
function releasesOf({ history, aliases, judgedTag }: LockHistory): readonly Release[] {
  const tags = isUnknown(history) || isUnknown(history.tags) ? [] : history.tags;
  const label = judgedTag === null ? null : labelOfTag(judgedTag);
  return tags.flatMap((tag) => {
    const version = tag.name === judgedTag || aliases.includes(tag.name) ? undefined : parseTag(tag.name)?.version;
    if (version === undefined || parsePep440(version) === null) return [];
    return judgedTag !== null && labelOfTag(tag.name) !== label ? [] : [{ tag, version }];
  });
}
