import type { Edit } from '../core/fix.ts';
import { isUnknown } from '../core/unknown.ts';
import type { Pep440 } from '../version/pep440.ts';
import { comparePep440, finalRelease, parsePep440 } from '../version/pep440.ts';
import { findByVersion, isDevOf, isOfSeries, sameVersion } from '../version/scope.ts';
import { parseTag } from '../version/tag.ts';
import type { Changelog, ChangelogEntry } from '../project/changelog.ts';
import type { EntryState } from '../project/entries-at-tags.ts';
import type { Plan } from '../plan/plan.ts';
import type { Project } from '../project/project.ts';
import { changelogOfRelease, defineRule, isWrittenAfterTag } from './rule.ts';
import type { LintRule } from './rule.ts';

/** How many releases back a habit is looked for. */
const RECENT = 5;
/** A habit is what most of them show. */
const MOST = 0.6;
/** A page that has fewer of all the last ten releases than this gives highlights. */
const SOME = 0.4;

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-entry-missing',
    summary: 'The changelog has no entry for the version to be released',
    why: 'Users cannot learn what the release brings, and release notes made from the changelog come out empty.',
    since: '0.1.0',
    mode: 'release',
    needs: ['pyproject', 'changelog', 'fragments', 'workflows', 'history'],
  },
  messages: {
    absent: {
      what: '{file} has no entry for {version}; the newest is {newest}',
      todo: 'Add an entry headed `{heading}`, and write below it what changed.',
      severity: 'error',
    },
    lapsed: {
      what: '{file} has no entry for {version}, nor for {previous} before it',
      todo: 'Add an entry headed `{heading}`, and one for {previous}, or say in the file where changes are noted now.',
      severity: 'warning',
    },
    noFile: {
      what: '{folder} has no file for {version}; the newest is {newest}',
      todo: 'Add {path}, and write in it what changed.',
      severity: 'error',
    },
    unreleased: {
      what: '{file} has no entry for {version}; what changed still stands under {section}',
      todo: 'Write `{heading}` over these changes, in place of {section} or below it.',
      severity: 'error',
      fix: 'safe',
    },
  },
  options: {
    'pre-releases': {
      type: 'string',
      enum: ['inferred', 'always', 'never'],
      default: 'inferred',
      description: 'Whether a pre-release needs an entry of its own: where earlier ones have one, always, or never.',
    },
  },
  check({ project, plan, options, report, skip, couldNotLook }) {
    const given = changelogOfRelease({ project, plan });
    if ('skip' in given) return given;
    const { changelog, version } = given;
    if (findByVersion(changelog.entries, version) !== null) return;
    // changelog-unreleased-left says that the heading is not final.
    if (changelog.entries.some((entry) => isDevOf(entry.version.value, version))) return;
    if (findByVersion(changelog.hidden, version) !== null) return skip('changelog-hidden-entry says where it is');
    if (changelog.slips.some((slip) => slip.kind === 'number' && sameVersion(slip.version, version)))
      return skip('changelog-heading-malformed says that its heading cannot be read');
    const { file, unreleased } = changelog;
    if (changelog.cutAt !== null)
      return couldNotLook(`${file} is too large to be read to its end, where ${version} may stand`);
    const excuse =
      whyNone(project, plan, changelog, { version, preReleases: options['pre-releases'] }) ??
      lateEntries(project, version);
    if (excuse !== null) return skip(excuse);
    const heading = changelog.headingPattern.replace('{version}', version);
    if (unreleased?.content === 'filled') {
      const data = { file, version, section: unreleased.title, heading };
      report('unreleased', { at: unreleased.place, data, fix: entryEdits(plan) });
      return;
    }
    const newest = newestEntry(changelog);
    const at = newest?.heading.place ?? unreleased?.place;
    if (at === undefined) return skip(`${file} has no heading with a version that pyrel can read`);
    if (changelog.isFolder) {
      report('noFile', { at, data: { folder: file, version, newest: newest?.version.value ?? '', path: heading } });
      return;
    }
    const previous = previousLikeIt(project, plan, version);
    if (previous !== null && findByVersion(changelog.entries, previous) === null) {
      report('lapsed', { at, data: { file, version, previous, heading } });
      return;
    }
    report('absent', {
      at,
      data: { file, version, newest: newest?.version.value ?? unreleased?.title ?? '', heading },
    });
  },
});

function newestEntry({ entries, newestFirst }: Changelog): ChangelogEntry | undefined {
  return newestFirst ? entries[0] : entries.at(-1);
}

type Asked = { readonly version: string; readonly preReleases: 'inferred' | 'always' | 'never' };

/** The convention that explains why there is no entry; null where there is none, and one is missing. */
function whyNone(project: Project, plan: Plan, changelog: Changelog, { version, preReleases }: Asked): string | null {
  const { file, entries, elsewhere, unreleased } = changelog;
  if (elsewhere !== null) return `${file} says that newer releases are noted elsewhere`;
  const build = plan.notes.builds.find(({ tool }) => tool === project.fragments?.tool);
  if (build !== undefined) return `${build.workflow} writes the entry from change fragments, after the tag`;
  if (changelog.isMadeFromTags) return `${file} is generated from tags, so a release has its entry after its tag`;
  if (entries.length === 0 && unreleased === null) return `${file} has no heading with a version that pyrel can read`;
  const parsed = parsePep440(version);
  if (parsed === null) return `${version} is no version that could be looked up`;
  if (plan.release?.isInStep === true) return 'released in step with other projects, and this one may be unchanged';
  if (parsed.isPost) return 'a post-release changes nothing but the packaging';
  const earlier = earlierVersions(project, plan, version);
  if (
    isKeptBySeries(entries, parsed, earlier) &&
    (entries.some((entry) => isOfSeries(version, entry.version.value)) || earlier === null)
  ) {
    return `${file} has one entry for a series of releases`;
  }
  if (parsed.isPre || parsed.isDev) {
    if (preReleases === 'inferred') return whyNonePre(changelog, parsed, earlier);
    return preReleases === 'never' ? 'the config says that pre-releases have no entries' : null;
  }
  const finals = (earlier ?? []).filter((one) => !one.isPre && !one.isDev && !one.isPost);
  if (finals.length === 0) return whyNoneUnknown(changelog, parsed);
  return (
    notKept(changelog, alike(finals, parsed), 'releases like it') ?? onlySome(changelog, finals.slice(0, 2 * RECENT))
  );
}

/** The newest earlier final of the same rank; null where the tags do not tell, or a pre-release is judged. */
function previousLikeIt(project: Project, plan: Plan, version: string): string | null {
  const target = parsePep440(version);
  if (target === null || target.isPre || target.isDev) return null;
  const finals = (earlierVersions(project, plan, version) ?? []).filter(
    (one) => !one.isPre && !one.isDev && !one.isPost,
  );
  return alike(finals, target)[0]?.text ?? null;
}

/** Entries come after the tag, if those of releases like this one do: the newest of them, and another. */
function lateEntries(project: Project, version: string): string | null {
  const lacks = (state: EntryState): boolean => state === 'absent' || state === 'unreleased';
  const target = parsePep440(version);
  const newest = project.entriesAtTags.find((one) => {
    const parsed = parsePep440(one.version);
    return parsed !== null && target !== null && isPatch(parsed) === isPatch(target);
  });
  const isCurrent = newest !== undefined && lacks(newest.atTag) && !lacks(newest.now);
  return isCurrent ? isWrittenAfterTag(project, lacks) : null;
}

/** Entries are `1.2` and `1.3` only, and an earlier 1.2.3 had none of its own. */
function isKeptBySeries(
  entries: readonly ChangelogEntry[],
  target: Pep440,
  earlier: readonly Pep440[] | null,
): boolean {
  if (entries.some(({ version }) => (parsePep440(version.value)?.release.length ?? 3) > 2)) return false;
  if (earlier === null) return target.release.length > 2 && entries.length >= 3;
  return earlier.some(
    (one) => isPatch(one) && !one.isPre && entries.some(({ version }) => isOfSeries(one.text, version.value)),
  );
}

/**
 * Earlier releases by their tags, newest first; null where the tags cannot be known. Tags of other projects of the
 * repository have another prefix; `v1.2` and `1.2` are of one project.
 */
function earlierVersions(
  { history, conventions }: Project,
  { release }: Plan,
  version: string,
): readonly Pep440[] | null {
  if (isUnknown(history) || isUnknown(history.tags)) return null;
  const { tagPrefix } = conventions;
  const planned = release?.tag == null ? null : parseTag(release.tag);
  const prefix = planned?.prefix ?? (tagPrefix === null || isUnknown(tagPrefix) ? null : tagPrefix.value);
  const found = new Map<string, Pep440>();
  for (const { name } of history.tags) {
    const tag = conventions.aliases.includes(name) ? null : parseTag(name);
    if (tag === null || (prefix !== null && family(tag.prefix) !== family(prefix))) continue;
    const parsed = parsePep440(tag.version);
    if (parsed !== null && comparePep440(parsed.text, version) < 0) found.set(parsed.normal, parsed);
  }
  return [...found.values()].sort((a, b) => comparePep440(b.text, a.text));
}

function family(prefix: string): string {
  return prefix.replace(/[vV]\.?$/, '').toLowerCase();
}

function isPatch({ release }: Pep440): boolean {
  return release.slice(2).some((part) => part > 0);
}

/** Those of the same rank where there are enough: projects that note no patch releases note others. */
function alike(earlier: readonly Pep440[], target: Pep440): readonly Pep440[] {
  const same = earlier.filter((one) => isPatch(one) === isPatch(target));
  return same.length >= 3 ? same : earlier;
}

/** Says that releases like this one have no entries, if most of the last ones have none; the last two tell of a new habit. */
function notKept({ file, entries }: Changelog, earlier: readonly Pep440[], what: string): string | null {
  const recent = earlier.slice(0, RECENT);
  const isKept = ({ text }: Pep440): boolean => findByVersion(entries, text) !== null;
  const kept = recent.filter(isKept).length;
  const [last, before] = recent.map(isKept);
  // The last two of them tell of a new habit, either way.
  const isGivenUp = last === false && before === false;
  if (!isGivenUp && (kept >= recent.length * MOST || (last === true && before === true))) return null;
  return `${file} has an entry for ${kept} of the last ${recent.length} ${what}`;
}

function onlySome({ file, entries }: Changelog, recent: readonly Pep440[]): string | null {
  const kept = recent.filter(({ text }) => findByVersion(entries, text) !== null).length;
  return kept >= recent.length * SOME ? null : `${file} has an entry for ${kept} of the last ${recent.length} releases`;
}

function whyNonePre(changelog: Changelog, target: Pep440, earlier: readonly Pep440[] | null): string | null {
  const { entries, unreleased } = changelog;
  const final = finalRelease(target);
  const isNoted =
    findByVersion(entries, final) !== null || entries.some((entry) => isDevOf(entry.version.value, final));
  if (isNoted) return `a pre-release, and the entry of ${final} is there`;
  const same = (earlier ?? []).filter((one) => (target.isDev ? one.isDev : one.isPre && !one.isDev));
  if (same.length > 0) return notKept(changelog, same, target.isDev ? 'development releases' : 'pre-releases');
  if (target.isDev) return 'development releases are seldom noted, and no earlier one shows that they are here';
  if (unreleased?.content === 'filled') return `a pre-release, and its changes stand under ${unreleased.title}`;
  const areListed = entries.some(({ version }) => parsePep440(version.value)?.isPre === true);
  if (!areListed) {
    return earlier === null
      ? 'a pre-release, and without tags it cannot be known whether they have entries'
      : 'a pre-release, and none before it shows that they have entries';
  }
  return whyNoneUnknown(changelog, target);
}

/** Without tags to go by, a file that is kept has an entry for a version that this one can follow. */
function whyNoneUnknown({ file, entries }: Changelog, target: Pep440): string | null {
  const below = entries
    .map(({ version }) => parsePep440(version.value))
    .filter((one) => one !== null)
    .filter((one) => comparePep440(one.text, target.text) < 0)
    .sort((a, b) => comparePep440(b.text, a.text));
  const [nearest] = below;
  if (nearest === undefined)
    return entries.length === 0
      ? null
      : `${file} has no entry below ${target.text}, and without tags it cannot be known whether it is kept`;
  return canFollow(nearest.release, target.release)
    ? null
    : `${nearest.text} is the newest entry below ${target.text}, and without tags it cannot be known whether ${file} is still kept`;
}

/** 1.2.4, 1.3.0 and 2.0.0 can follow 1.2.3; a few numbers may be left out, but what is below the first new one is 0. */
function canFollow(before: readonly number[], after: readonly number[]): boolean {
  const at = after.findIndex((part, i) => part !== (before[i] ?? 0));
  if (at === -1) return true;
  const step = (after[at] ?? 0) - (before[at] ?? 0);
  return step <= (at === 0 ? 1 : 3) && after.slice(at + 1).every((part) => part === 0);
}

/** None where what is not out yet cannot be made the entry for certain. */
function entryEdits({ changelog }: Plan): readonly Edit[] {
  return changelog?.entry ?? [];
}
