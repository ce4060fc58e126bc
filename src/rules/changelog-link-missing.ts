import { findByVersion, sameVersion } from '../version/scope.ts';
import type { Changelog, ChangelogEntry } from '../project/changelog.ts';
import type { HeadingLink } from '../project/changelog-links.ts';
import { changelogOfRelease, defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** How many entries back a habit is looked for, and how many are enough to show one. */
const RECENT = 10;
const ENOUGH = 3;
const MOST = 0.8;

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-link-missing',
    summary: 'The heading of the version to be released is not a working link, as those before it are',
    why: 'Readers see brackets where every other release has a link to its changes.',
    since: '0.1.0',
    mode: 'release',
    needs: ['changelog'],
  },
  messages: {
    undefined: {
      what: 'the heading of {version} refers to the link {label}, and {file} does not define it',
      todo: 'Add the line `{line}`.',
      severity: 'warning',
      fix: 'safe',
    },
    plain: {
      what: 'the heading of {version} is not a link, and those of the {count} versions before it are',
      todo: 'Link the heading as those below it are linked: `{line}`.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const given = changelogOfRelease({ project, plan });
    if ('skip' in given) return given;
    const { changelog, version } = given;
    const { file, entries, cutAt, links } = changelog;
    const entry = findByVersion(entries, version);
    if (entry === null) return skip(`${file} has no entry for ${version}`);
    if (cutAt !== null) return skip(`${file} is too large to be read to its end, where its links may stand`);
    const earlier = earlierEntries(changelog, entry).slice(0, RECENT);
    if (earlier.length < ENOUGH) return skip('too few earlier entries to show whether their headings are links');
    const linked = earlier.flatMap((one) => linkOf(changelog, one) ?? []).filter(({ target }) => target !== null);
    const isHabit =
      linked.length >= earlier.length * MOST &&
      earlier.slice(0, ENOUGH).every((one) => (linkOf(changelog, one)?.target ?? null) !== null);
    if (!isHabit) return skip(`${linked.length} of the ${earlier.length} headings before ${version} are links`);
    const own = linkOf(changelog, entry);
    if (own !== null && own.target !== null) return;
    const line = modelLine(changelog, linked[0], version);
    if (own?.label != null) {
      const label = `[${own.label.value}]`;
      report('undefined', {
        at: own.label.place,
        data: { version, label, file, line },
        fix: plan.changelog?.links ?? [],
      });
    } else if (!links.definitions.some(({ label }) => sameVersion(label.replace(/^v/, ''), version))) {
      report('plain', { at: entry.heading.place, data: { version, count: linked.length, line } });
    }
  },
});

/** Those that stand for older releases, by their place in the file; the nearest first. */
function earlierEntries({ entries, newestFirst }: Changelog, entry: ChangelogEntry): readonly ChangelogEntry[] {
  const at = entries.indexOf(entry);
  return newestFirst ? entries.slice(at + 1) : entries.slice(0, at).toReversed();
}

function linkOf({ links }: Changelog, { version }: ChangelogEntry): HeadingLink | null {
  return links.headings.find((one) => one.version === version.value) ?? null;
}

/** The definition, or the heading, of the version before this one, written for this one. */
function modelLine({ format }: Changelog, before: HeadingLink | undefined, version: string): string {
  const url = before?.target?.url.value ?? '';
  const release = before?.target?.release ?? null;
  const old = before?.version ?? '';
  const next = release === null ? '' : release.head.value.replace(old, version);
  const made =
    release === null
      ? url.replaceAll(old, version)
      : release.base === null
        ? url.replace(release.head.value, next)
        : url.replace(/compare\/.*$/, `compare/${release.head.value}...${next}`);
  if (before?.label == null) return format === 'rst' ? `\`${version} <${made}>\`_` : `[${version}](${made})`;
  const label = before.label.value.replace(old.toLowerCase(), version);
  return format === 'rst' ? `.. _${label}: ${made}` : `[${label}]: ${made}`;
}
