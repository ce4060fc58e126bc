import { inFile } from '../core/place.ts';
import { parsePep440 } from '../version/pep440.ts';
import { findByVersion } from '../version/scope.ts';
import type { Changelog, ChangelogEntry } from '../project/changelog.ts';
import type { Fragment } from '../project/fragments.ts';
import type { Project } from '../project/project.ts';
import { changelogOfRelease, defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-fragments-left',
    summary: 'Change fragments remain although the changelog has the section of the version',
    why: 'The next release tells the same changes again, or tells changes that this one brought.',
    since: '0.1.0',
    mode: 'release',
    needs: ['changelog', 'fragments'],
  },
  messages: {
    gathered: {
      what: '{folder} still holds {count} already told under {version} in {file}, starting with {first}',
      todo: 'Remove each of them, as in `git rm {first}`.',
      severity: 'error',
    },
    late: {
      what: '{folder} holds {count} not told under {version} in {file}, starting with {first}',
      todo: 'Gather them too, with `{command}`, or leave their changes out of the release.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const { fragments } = project;
    if (fragments === null) return skip('no change fragments are kept');
    if (!fragments.isConsumed) return skip(`${fragments.tool} keeps its notes for good`);
    const given = changelogOfRelease({ project, plan });
    if ('skip' in given) return given;
    const { changelog, version } = given;
    if (fragments.changelog !== null && fragments.changelog.value !== changelog.file)
      return skip(`${fragments.tool} writes ${fragments.changelog.value}, and the changelog is ${changelog.file}`);
    const entry = findByVersion(changelog.entries, version);
    if (entry === null) return skip(`${changelog.file} has no entry for ${version}`);
    if (parsePep440(version)?.isPre !== false) return skip('fragments may be kept from one pre-release to the next');
    if (entry.unreleasedMark !== null) return skip(`the heading of ${version} says that it is not final`);
    const { folder, command } = fragments;
    const section = sectionText(project, changelog, entry);
    const said = lettersOf(section);
    const isTold = (one: Fragment): boolean => isIn(one, project, section, said);
    const told = fragments.fragments.filter(isTold);
    const rest = fragments.fragments.filter((one) => !isTold(one));
    const [first] = told;
    const [firstLate] = rest;
    const data = { folder, version, file: changelog.file };
    const related = [{ at: entry.heading.place, note: 'the section' }];
    if (first !== undefined) {
      const count = counted(told.length);
      report('gathered', { at: inFile(first.file), data: { ...data, count, first: first.file }, related });
    }
    if (firstLate !== undefined) {
      const count = counted(rest.length);
      const late = { ...data, count, first: firstLate.file, command: command.replace('{version}', version) };
      report('late', { at: inFile(firstLate.file), data: late, related });
    }
  },
});

function counted(count: number): string {
  return count === 1 ? '1 fragment' : `${count} fragments`;
}

/** The text from the entry's heading to the next one. */
function sectionText({ sources }: Project, { file, entries }: Changelog, entry: ChangelogEntry): string {
  const starts = entries.flatMap(({ heading: { place } }) => (place.kind === 'span' ? place.span.start : []));
  const start = entry.heading.place.kind === 'span' ? entry.heading.place.span.start : 0;
  const end = Math.min(...starts.filter((one) => one > start), Infinity);
  const source = sources.get(file);
  return source?.text.slice(start, end) ?? '';
}

/** How much of a fragment has to stand in the section; templates wrap it, and put a link for the issue behind it. */
const TOLD = 60;

/** By its text; one whose text is not shown by its issue. The same issue may be told of again with other words. */
function isIn({ file, issue }: Fragment, { sources }: Project, section: string, said: string): boolean {
  const letters = lettersOf(sources.get(file)?.text.slice(0, 10 * TOLD) ?? '').slice(0, TOLD);
  return letters === '' ? issue !== null && tells(section, issue) : said.includes(letters);
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The issue as a whole number or word of its own. */
function tells(section: string, issue: string): boolean {
  for (let at = section.indexOf(issue); at !== -1; at = section.indexOf(issue, at + 1)) {
    if (!/\w/.test(section[at - 1] ?? '') && !/\w/.test(section[at + issue.length] ?? '')) return true;
  }
  return false;
}
