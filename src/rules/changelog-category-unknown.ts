import { isUnknown } from '../core/unknown.ts';
import { findByVersion } from '../version/scope.ts';
import type { CategorySection } from '../project/changelog-categories.ts';
import { defineRule } from './rule.ts';
import type { LintFacts, LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-category-unknown',
    summary: 'A category of the changelog is not one of Keep a Changelog',
    why: 'Tools that sort or merge changes by category drop what stands under a name that they do not know.',
    since: '0.1.0',
    mode: 'always',
    needs: ['changelog'],
    offByDefault: true,
  },
  messages: {
    slip: {
      what: 'the category {found} is not one of Keep a Changelog, but {near} is',
      todo: 'Write `{near}` in place of `{found}`.',
      severity: 'note',
    },
    other: {
      what: 'the category {found} is not one of Keep a Changelog, and no other section of {file} has it',
      todo: 'Use one of {known}.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    const section = judged({ project, plan });
    if (typeof section === 'string') return skip(section);
    const { changelog } = project;
    if (changelog === null || isUnknown(changelog)) return;
    const { file } = changelog;
    const others = (changelog.categories ?? []).filter((one) => one !== section);
    const isUsed = (name: string): boolean =>
      others.some(({ categories }) => categories.some(({ value }) => value.toLowerCase() === name.toLowerCase()));
    const pure = others.filter(
      ({ categories }) => categories.length > 0 && categories.every(({ known }) => known !== null),
    ).length;
    for (const { value: found, known, near, place: at } of section.categories) {
      if (known !== null || isUsed(found)) continue;
      if (near !== null) report('slip', { at, data: { found, near } });
      else if (pure >= ENOUGH) report('other', { at, data: { found, file, known: KNOWN } });
    }
  },
});

/** Sections with nothing but the known categories that show that the project keeps to them. */
const ENOUGH = 3;
const KNOWN = 'Added, Changed, Deprecated, Removed, Fixed, Security';

/** The section that is written at the moment: of the version to be released; before a release that of what is not out. */
function judged({ project: { changelog }, plan }: LintFacts): CategorySection | string {
  if (changelog === null) return 'no changelog';
  if (isUnknown(changelog)) return changelog.unknown;
  const { file, categories, entries } = changelog;
  if (changelog.stub !== null) return changelog.stub;
  if (categories === null) return `${file} does not say that it follows Keep a Changelog`;
  const version = plan.release?.version ?? null;
  const entry = version === null ? null : findByVersion(entries, version);
  if (version !== null && entry === null) return `${file} has no entry for ${version}`;
  const wanted = entry?.version.value ?? null;
  return categories.find((section) => section.version === wanted) ?? `${file} has no section for what is not out yet`;
}
