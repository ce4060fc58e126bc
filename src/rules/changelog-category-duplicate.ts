import type { CategoryHeading } from '../project/changelog-categories.ts';
import { defineRule, judgedCategories } from './rule.ts';
import type { LintRule } from './rule.ts';

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
    const section = judgedCategories({ project, plan });
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
