import { isUnknown } from '../core/unknown.ts';
import { findByVersion } from '../version/scope.ts';
import type { CategoryHeading, CategorySection } from '../project/changelog-categories.ts';
import { defineRule } from './rule.ts';
import type { LintFacts, LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-category-duplicate',
    summary: 'A section of the changelog has a category twice',
    why: 'Readers miss the second list, and tools that merge changes by category keep one of the two.',
    since: '0.1.0',
    mode: 'always',
    needs: ['changelog'],
  },
  messages: {
    twice: {
      what: 'the category {name} stands twice in the section of {section}',
      todo: 'Move the items below the second `{name}` to the first.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    const section = judged({ project, plan });
    if (typeof section === 'string') return skip(section);
    const seen = new Map<string, CategoryHeading>();
    for (const heading of section.categories) {
      const first = seen.get(heading.value.toLowerCase());
      if (first === undefined) seen.set(heading.value.toLowerCase(), heading);
      else if (heading.known !== null)
        report('twice', {
          at: heading.place,
          data: { name: heading.value, section: section.version ?? 'what is not out yet' },
          related: [{ at: first.place, note: 'first here' }],
        });
    }
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
