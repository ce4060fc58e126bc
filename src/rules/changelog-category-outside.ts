import { isUnknown } from '../core/unknown.ts';
import { findByVersion } from '../version/scope.ts';
import type { CategorySection } from '../project/changelog-categories.ts';
import { defineRule } from './rule.ts';
import type { LintFacts, LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-category-outside',
    summary: 'A change stands above the categories of its section',
    why: 'A change without a category is easily taken for a part of the introduction, and tools that read categories drop it.',
    since: '0.1.0',
    mode: 'always',
    needs: ['changelog'],
    offByDefault: true,
  },
  messages: {
    outside: {
      what: 'a change stands above the first category of the section of {section}',
      todo: 'Move it below one of the categories: {categories}.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    const section = judged({ project, plan });
    if (typeof section === 'string') return skip(section);
    if (section.outside === null) return;
    const categories = section.categories.map(({ value }) => value).join(', ');
    report('outside', { at: section.outside, data: { section: section.version ?? 'what is not out yet', categories } });
  },
});

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
