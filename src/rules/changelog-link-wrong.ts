import { isUnknown, known } from '../core/unknown.ts';
import { comparePep440, parsePep440 } from '../version/pep440.ts';
import { findByVersion, sameVersion } from '../version/scope.ts';
import { parseTag } from '../version/tag.ts';
import type { Edit } from '../core/fix.ts';
import type { Declared, Place } from '../core/place.ts';
import type { Changelog, ChangelogEntry } from '../project/changelog.ts';
import type { ReleaseLink } from '../project/changelog-links.ts';
import type { Project } from '../project/project.ts';
import { changelogOfRelease, defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** How many entries back a habit is looked for, and how many are enough to show one. */
const RECENT = 5;
const ENOUGH = 3;

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-link-wrong',
    summary: 'The link of the version to be released leads to other changes',
    why: 'The link shows the changes of another release, or none, and nobody looks at it again after the release.',
    since: '0.1.0',
    mode: 'release',
    needs: ['changelog', 'history', 'pyproject'],
  },
  messages: {
    head: {
      what: 'the link of {version} leads to {found}, not to {expected}',
      todo: 'Write {expected} in place of {found}.',
      severity: 'warning',
      fix: 'safe',
    },
    tag: {
      what: 'the link of {version} leads to the tag {found}, and the tag of the release is {expected}',
      todo: 'Write {expected} in place of {found}.',
      severity: 'warning',
      fix: 'safe',
    },
    base: {
      what: 'the link of {version} compares it with {found}, and the version before it is {previous}',
      todo: 'Write {expected} in place of {found}.',
      severity: 'warning',
      fix: 'safe',
    },
    repository: {
      what: 'the link of {version} leads to {found}, and those before it lead to {expected}',
      todo: 'Write {expected} in place of {found}.',
      severity: 'warning',
    },
    unreleased: {
      what: 'the link of {section} starts at {found}, and {version} is released',
      todo: 'Write {expected} in place of {found}.',
      severity: 'warning',
      fix: 'safe',
    },
  },
  check({ project, plan, report, skip }) {
    const given = changelogOfRelease({ project, plan });
    if ('skip' in given) return given;
    const { changelog, version } = given;
    const entry = findByVersion(changelog.entries, version);
    if (entry === null) return skip(`${changelog.file} has no entry for ${version}`);
    const own = linkOf(changelog, entry);
    if (own === null) return skip(`the heading of ${version} is no link to a tag or a comparison`);
    const earlier = earlierLinks(changelog, entry);
    if (earlier.length < ENOUGH || !earlier.every(leadsToItself))
      return skip('the links before it are too few, or lead elsewhere themselves');
    const tag = plan.release?.tag ?? null;
    const model = earlier[0]?.link.head.value.replace(earlier[0].entry.version.value, version) ?? version;
    const expected = tag ?? model;
    const head = parseTag(own.head.value)?.version;
    if (head === undefined) return skip(`${own.head.value} is no version tag`);
    if (!sameVersion(head, version)) {
      report('head', {
        at: own.head.place,
        data: { version, found: own.head.value, expected },
        fix: write(own.head, expected),
      });
    } else if (tag !== null && own.head.value !== tag && isOtherTag(project, earlier, own.head.value, tag)) {
      report('tag', {
        at: own.head.place,
        data: { version, found: own.head.value, expected: tag },
        fix: write(own.head, tag),
      });
    }
    const elsewhere = wrongRepository(project, changelog, entry, own, earlier);
    if (elsewhere !== null) report('repository', { at: elsewhere.at, data: { version, ...elsewhere.data } });
    // A link that was copied as a whole is told once.
    const base = sameVersion(head, version) ? wrongBase(project, changelog, entry, own, earlier) : null;
    if (base !== null && own.base !== null)
      report('base', { at: base.at, data: { version, ...base.data }, fix: write(own.base, base.data.expected) });
    const stale = staleUnreleased(changelog, entry, version);
    if (stale !== null) {
      const section = changelog.unreleased?.title ?? 'Unreleased';
      const data = { section, found: stale.value, version, expected: own.head.value };
      report('unreleased', { at: stale.place, data, fix: write(stale, own.head.value) });
    }
  },
});

function write({ value: was, place: at }: Declared<string>, text: string): readonly Edit[] {
  return [{ kind: 'replace', at, was, text }];
}

type Linked = { readonly entry: ChangelogEntry; readonly link: ReleaseLink; readonly next: string | null };

function linkOf({ links }: Changelog, { version }: ChangelogEntry): ReleaseLink | null {
  return links.headings.find((one) => one.version === version.value)?.target?.release ?? null;
}

/** The nearest entries for older releases whose headings lead to tags. */
function earlierLinks(changelog: Changelog, entry: ChangelogEntry): readonly Linked[] {
  return below(changelog, entry)
    .slice(0, RECENT)
    .flatMap((one) => {
      const link = linkOf(changelog, one);
      return link === null ? [] : [{ entry: one, link, next: below(changelog, one)[0]?.version.value ?? null }];
    });
}

/** Those that stand for older releases, by their place in the file; the nearest first. */
function below({ entries, newestFirst }: Changelog, entry: ChangelogEntry): readonly ChangelogEntry[] {
  const at = entries.indexOf(entry);
  return newestFirst ? entries.slice(at + 1, at + 60) : entries.slice(Math.max(0, at - 60), at).toReversed();
}

function leadsToItself({ entry, link }: Linked): boolean {
  const version = parseTag(link.head.value)?.version;
  return version !== undefined && sameVersion(version, entry.version.value);
}

/** A spelling that no tag has, where the links before it name tags that are there. */
function isOtherTag({ history }: Project, earlier: readonly Linked[], found: string, tag: string): boolean {
  if (isUnknown(history) || isUnknown(history.tags) || found.includes('%')) return false;
  const names = new Set([...history.tags, ...history.tagsAtHead].map(({ name }) => name));
  if (names.has(found) || !earlier.every(({ link }) => names.has(link.head.value))) return false;
  return sameVersion(parseTag(found)?.version ?? '', parseTag(tag)?.version ?? '');
}

/** What all links before it lead to, where the project's URLs say the same. A renamed repository still answers by its old name. */
function repositoryOf({ metadata }: Project, earlier: readonly Linked[]): string | null {
  const all = new Set(earlier.map(({ link }) => link.repository.toLowerCase()));
  const [first] = earlier;
  if (all.size !== 1 || first === undefined) return null;
  const { repository } = first.link;
  const urls = known(metadata)?.urls.map(({ url }) => url.value.toLowerCase().replace(/\.git$/, '')) ?? [];
  return urls.some((url) => `${url}/`.includes(`/${repository.toLowerCase()}/`)) ? repository : null;
}

/** A link that leads to another repository than those before it; null where it does not. */
function wrongRepository(
  project: Project,
  { links }: Changelog,
  { version }: ChangelogEntry,
  own: ReleaseLink,
  earlier: readonly Linked[],
): { readonly at: Place; readonly data: { readonly found: string; readonly expected: string } } | null {
  const expected = repositoryOf(project, earlier);
  if (expected === null || expected.toLowerCase() === own.repository.toLowerCase()) return null;
  const heading = links.headings.find((one) => one.version === version.value);
  return { at: heading?.target?.url.place ?? own.head.place, data: { found: own.repository, expected } };
}

/** The start of a comparison that is neither the version before, nor the final release before; null where it is right. */
function wrongBase(
  project: Project,
  changelog: Changelog,
  entry: ChangelogEntry,
  { base, head }: ReleaseLink,
  earlier: readonly Linked[],
): {
  readonly at: NonNullable<typeof base>['place'];
  readonly data: Record<'found' | 'previous' | 'expected', string>;
} | null {
  const version = entry.version.value;
  const found = base === null ? undefined : parseTag(base.value)?.version;
  const older = below(changelog, entry).map((one) => one.version.value);
  const [previous] = older;
  if (base === null || found === undefined || previous === undefined) return null;
  const compared = earlier.filter(({ link, next }) => link.base !== null && next !== null);
  const startsAtNext = ({ link, next }: Linked): boolean =>
    sameVersion(parseTag(link.base?.value ?? '')?.version ?? '', next ?? '');
  if (compared.length < ENOUGH || !compared.every(startsAtNext)) return null;
  // The version below in the file, the highest below it, the final below it, and the tag before it are all meant so.
  const lower = older.filter((one) => parsePep440(one) !== null && comparePep440(one, version) < 0).sort(comparePep440);
  const final = lower.filter((one) => parsePep440(one)?.isPre === false && parsePep440(one)?.isDev === false).at(-1);
  const right = [previous, lower.at(-1), final, ...tagBefore(project, version)];
  if (right.some((one) => one !== undefined && sameVersion(one, found))) return null;
  const expected = head.value.replace(version, previous);
  return { at: base.place, data: { found: base.value, previous, expected } };
}

/** The newest lower version that is tagged, with and without pre-releases. */
function tagBefore({ history, conventions }: Project, version: string): readonly string[] {
  if (isUnknown(history) || isUnknown(history.tags)) return [];
  const lower = history.tags
    .filter(({ name }) => !conventions.aliases.includes(name))
    .flatMap(({ name }) => parseTag(name)?.version ?? [])
    .filter((one) => parsePep440(one) !== null && parsePep440(version) !== null && comparePep440(one, version) < 0)
    .sort(comparePep440);
  const finals = lower.filter((one) => parsePep440(one)?.isPre === false);
  return [lower.at(-1), finals.at(-1)].filter((one) => one !== undefined);
}

/** The start of the comparison for what is not out, where it is older than the newest entry, which is the judged one. */
function staleUnreleased(changelog: Changelog, entry: ChangelogEntry, version: string): ReleaseLink['base'] {
  const { entries, links, unreleased } = changelog;
  const base = links.headings.find((one) => one.version === null)?.target?.release?.base ?? null;
  const found = base === null ? undefined : parseTag(base.value)?.version;
  if (base === null || found === undefined || unreleased === null) return null;
  const own = entry.version.value;
  if ([found, own, version].some((one) => parsePep440(one) === null) || parsePep440(version)?.isPre === true)
    return null;
  const isNewest = entries.every(
    (one) => parsePep440(one.version.value) === null || comparePep440(one.version.value, own) <= 0,
  );
  return isNewest && comparePep440(found, own) < 0 ? base : null;
}
