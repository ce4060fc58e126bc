import type { Unknown } from '../core/unknown.ts';
import { isUnknown } from '../core/unknown.ts';
import { parsePep440 } from '../version/pep440.ts';
import { isSemver } from '../version/semver.ts';
import type { VersionTag } from '../version/tag.ts';
import { isAliasOf, parseTag } from '../version/tag.ts';
import type { ChangelogHabits } from './changelog-habits.ts';
import type { Inferred } from './inferred.ts';
import type { History, Tag } from './ports.ts';

export type VersionScheme = 'semver' | 'pep440' | 'both' | 'calver';

export type TagConventions = {
  /** `v`, `''`, `core-v`; null where the history shows none: too few tags, or mixed. */
  readonly tagPrefix: Inferred<string> | null | Unknown;
  readonly scheme: Inferred<VersionScheme> | null | Unknown;
  /** Moving aliases (`v1` beside `v1.2.3`), which are no releases. */
  readonly aliases: readonly string[];
};

export type Conventions = TagConventions & {
  /** Null where there is no changelog that could be read, or nobody asked for it. */
  readonly changelog: ChangelogHabits | null;
};

/** What the config fixes; null where the history is to decide. */
export type ConventionSettings = {
  readonly tagPrefix: string | null;
  readonly scheme: VersionScheme | null;
};

/** How many tags back a habit is looked for: older ones may follow a habit that was given up. */
const RECENT = 10;
/** Fewer tags than this are no habit. */
const ENOUGH = 3;

/** What the tags show. `judgedTag` is the tag that is being judged: it is no evidence for itself. */
export function inferConventions(
  history: History | Unknown,
  settings: ConventionSettings,
  judgedTag: string | null,
): TagConventions {
  const tags = isUnknown(history) ? history : history.tags;
  const aliases = isUnknown(history) ? [] : findAliases(history);
  return {
    aliases,
    tagPrefix:
      fixed(settings.tagPrefix) ?? (isUnknown(tags) ? tags : inferPrefix(recentTags(tags, judgedTag, aliases))),
    scheme: fixed(settings.scheme) ?? (isUnknown(tags) ? tags : inferScheme(recentTags(tags, judgedTag, aliases))),
  };
}

function fixed<T>(value: T | null): Inferred<T> | null {
  return value === null ? null : { value, from: 'the config', strength: 'config' };
}

/**
 * Short tags that stand on the commit of a full one, where the project makes it a habit: a project that releases 5.0
 * and 5.1 alone on their commits means a release by 5.1, even where 5.1.1 shares its commit (diff_cover v5.1). A shallow
 * clone shows no habit, so there every short tag beside a full one may be an alias, and is not judged.
 */
function findAliases(history: History): readonly string[] {
  const isWhole = !isUnknown(history.tags);
  const tags = isUnknown(history.tags) ? history.tagsAtHead : history.tags;
  const byCommit = new Map<string, string[]>();
  for (const tag of tags) byCommit.set(tag.commit, [...(byCommit.get(tag.commit) ?? []), tag.name]);
  const isBesideFull = (tag: Tag): boolean =>
    byCommit.get(tag.commit)?.some((other) => isAliasOf(tag.name, other)) === true;
  const aliases = tags.filter(isBesideFull);
  return aliases
    .filter(({ name }) => {
      const length = partsOf(name);
      const alike = tags.filter((tag) => partsOf(tag.name) === length);
      const beside = alike.filter(isBesideFull).length;
      return !isWhole || (beside * 2 > alike.length && (length === 1 || beside > 1));
    })
    .map(({ name }) => name);
}

/** Count of numbers in a tag's version: 2 for `v1.2`. */
function partsOf(name: string): number {
  const parsed = parseTag(name);
  return parsed === null ? 0 : (parsePep440(parsed.version)?.release.length ?? 0);
}

/** Version tags of releases, newest first; aliases and the judged tag left out. */
function recentTags(tags: readonly Tag[], judged: string | null, aliases: readonly string[]): readonly VersionTag[] {
  return tags.flatMap((tag) => {
    const parsed = tag.name === judged || aliases.includes(tag.name) ? null : parseTag(tag.name);
    return parsed === null ? [] : [parsed];
  });
}

function inferPrefix(tags: readonly VersionTag[]): Inferred<string> | null {
  const recent = tags.slice(0, RECENT);
  const counts = new Map<string, number>();
  for (const { prefix } of recent) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  if (best === undefined || best[1] < ENOUGH || best[1] < recent.length * 0.8) return null;
  return {
    value: best[0],
    from: `${best[1]} of the last ${recent.length} version tags`,
    strength: best[1] === recent.length ? 'uniform' : 'mostly',
  };
}

/**
 * Finals such as `1.2.3` fit SemVer and PEP 440 alike, so only pre-releases tell: `1.2.3-rc.1` is SemVer's spelling,
 * `1.2.3rc1` PEP 440's. Calendar versions are told by a year in front.
 */
function inferScheme(tags: readonly VersionTag[]): Inferred<VersionScheme> | null {
  if (tags.length < ENOUGH) return null;
  const recent = tags.slice(0, RECENT);
  const from = `the last ${recent.length} version tags`;
  if (recent.every(({ version }) => /^20\d\d(?:\d{2}){0,2}(?!\d)/.test(version)))
    return { value: 'calver', from, strength: 'uniform' };
  const pres = tags
    .slice(0, 5 * RECENT)
    .filter(({ version }) => parsePep440(version)?.isPre !== false || version.includes('-'));
  if (pres.length === 0) return null;
  const semver = pres.filter(({ version }) => isSemver(version)).length;
  if (semver === pres.length) return { value: 'semver', from: `${semver} pre-release tags`, strength: 'uniform' };
  return semver === 0 ? { value: 'pep440', from: `${pres.length} pre-release tags`, strength: 'uniform' } : null;
}
