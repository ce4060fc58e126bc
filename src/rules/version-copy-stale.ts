import type { Edit } from '../core/fix.ts';
import type { Declared } from '../core/place.ts';
import type { Skip } from '../core/rule.ts';
import { isUnknown, known } from '../core/unknown.ts';
import type { VersionCopy } from '../project/copies.ts';
import type { Project } from '../project/project.ts';
import type { Pep440 } from '../version/pep440.ts';
import { comparePep440, equalPep440, finalRelease, parsePep440 } from '../version/pep440.ts';
import { isOfSeries } from '../version/scope.ts';
import { labelOfPrefix } from '../version/tag-label.ts';
import { parseTag } from '../version/tag.ts';
import { defineRule } from './rule.ts';
import type { LintFacts, LintRule } from './rule.ts';

/** A copy that missed more releases than this is not forgotten but given up (visidata's docs/api/conf.py, at 2.0 until 3.0.2). */
const FORGOTTEN = 5;

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-copy-stale',
    summary: 'A file that mirrors the version still names an earlier release',
    why: 'Citations, documentation, charts and registries name a version that is not the one released.',
    since: '0.1.0',
    // Between two releases a copy rightly names the last one.
    mode: 'release',
    needs: ['pyproject', 'versions', 'history', 'copies'],
  },
  messages: {
    stale: {
      what: '`{label}` in {file} says {found}, an earlier release, but {expected} is released',
      todo: 'Write {written} in {file}.',
      severity: 'warning',
      fix: 'safe',
    },
    abandoned: {
      what: '`{label}` in {file} says {found}, and {count} releases later {expected} is released',
      todo: 'Write {written} in {file}, or take the version out of it.',
      severity: 'note',
      fix: 'unsafe',
    },
  },
  check(given) {
    const { project, plan, report, skip } = given;
    if (plan.release === null) return skip('asked for a release only');
    const target = parsePep440(plan.release.version);
    if (target === null) return skip(`${plan.release.version} is not a version of PEP 440`);
    if (project.copies.length === 0) return skip('no file that is known to mirror the version');
    const older = project.copies.filter((copy) => isOlder(copy, target) && !isDeclared(project, copy));
    if (older.length === 0) return;
    const earlier = earlierReleases(given, target);
    if ('skip' in earlier) return skip(earlier.skip);
    const stale = older.flatMap((copy) => {
      const count = releasesAfter(copy, earlier);
      // What names a published file can be one release behind: it is written when that one is out.
      return count === null || (copy.isAfterRelease && count === 0) ? [] : [{ copy, count }];
    });
    for (const first of stale) {
      const { file } = first.copy;
      const alike = stale.filter(({ copy }) => copy.file === file);
      if (alike[0] !== first) continue;
      const { label, value: found, place: at } = first.copy;
      const data = { label, file, found, expected: target.text, written: written(first.copy, target) };
      const related = alike.slice(1).map(({ copy }) => ({ at: copy.place, note: `\`${copy.label}\`` }));
      const fix = alike.flatMap(({ copy }): readonly Edit[] => [
        { kind: 'replace', at: copy.place, was: copy.value, text: written(copy, target) },
        ...(copy.day === undefined ? [] : [write(copy.day, plan.day.last)]),
      ]);
      if (first.count > FORGOTTEN) report('abandoned', { at, data: { ...data, count: first.count }, related, fix });
      else report('stale', { at, data, related, fix });
    }
  },
});

function write({ value: was, place: at }: Declared<string>, text: string): Edit {
  return { kind: 'replace', at, was, text };
}

/** Whether a copy should have been brought up to what is released. */
function isOlder(copy: VersionCopy, target: Pep440): boolean {
  const parsed = parsePep440(copy.value);
  if (parsed === null || comparePep440(copy.value, target.text) >= 0) return false;
  if (isShort(copy, parsed) && isOfSeries(target.text, copy.value)) return false;
  // Most copies are written for finals; one that names a pre-release is kept for those too.
  if (target.isPre || target.isDev) return parsed.isPre || parsed.isDev;
  // A post-release mends the upload, not the program.
  return !(target.isPost && equalPep440(copy.value, finalRelease(target)));
}

function isShort({ isSeries }: VersionCopy, { release }: Pep440): boolean {
  return isSeries && release.length < 3;
}

/** Where the tag is wrong, what agrees with the declared version is not: tag-version-mismatch has said it. */
function isDeclared({ versions }: Project, { value }: VersionCopy): boolean {
  const declared = known(versions.declared);
  return declared !== null && equalPep440(declared.value, value);
}

/** The releases before this one, by their tags; the project's own, where the repository has several. */
function earlierReleases({ project, plan }: LintFacts, target: Pep440): Skip | readonly Pep440[] {
  const { history, conventions } = project;
  if (isUnknown(history)) return { skip: history.unknown };
  if (isUnknown(history.tags)) return { skip: history.tags.unknown };
  const own = plan.release?.tag ?? null;
  const label = labelOfPrefix((own === null ? null : parseTag(own))?.prefix ?? '');
  if (plan.release?.isForeign === true) return { skip: `${own} is a tag of another project` };
  const found = new Map<string, Pep440>();
  for (const { name } of history.tags) {
    const tag = name === own || conventions.aliases.includes(name) ? null : parseTag(name);
    const parsed = tag === null || labelOfPrefix(tag.prefix) !== label ? null : parsePep440(tag.version);
    if (parsed !== null && comparePep440(parsed.text, target.text) < 0) found.set(parsed.normal, parsed);
  }
  return [...found.values()];
}

/** How many releases came after the one that a copy names; null where it names none, so that its number may be its own. */
function releasesAfter(copy: VersionCopy, earlier: readonly Pep440[]): number | null {
  const parsed = parsePep440(copy.value);
  if (parsed === null) return null;
  const isNamed = ({ text }: Pep440): boolean =>
    equalPep440(text, copy.value) || (isShort(copy, parsed) && isOfSeries(text, copy.value));
  if (!earlier.some(isNamed)) return null;
  const isPre = parsed.isPre || parsed.isDev;
  const later = earlier.filter((one) => comparePep440(one.text, copy.value) > 0 && !isNamed(one));
  return later.filter((one) => isPre || !(one.isPre || one.isDev)).length;
}

/** The version as the copy spells its own: with `v`, as a series, as SemVer writes pre-releases. */
function written(copy: VersionCopy, target: Pep440): string {
  const parsed = parsePep440(copy.value);
  const isSemver = /-/.test(copy.value);
  const number =
    parsed !== null && isShort(copy, parsed) && target.release.length > parsed.release.length
      ? target.release.slice(0, parsed.release.length).join('.')
      : isSemver
        ? target.normal.replace(/(a|b|rc)(\d+)$/, (_, word: string, n: string) => `-${PRE_WORDS[word]}.${n}`)
        : target.text;
  return copy.value.startsWith('v') && !number.startsWith('v') ? `v${number}` : number;
}

const PRE_WORDS: { readonly [short: string]: string } = { a: 'alpha', b: 'beta', rc: 'rc' };
