import { defineRule, judgedCategories } from './rule.ts';
import type { LintRule } from './rule.ts';

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
    const section = judgedCategories({ project, plan });
    if (typeof section === 'string') return skip(section);
    if (section.outside === null) return;
    const categories = section.categories.map(({ value }) => value).join(', ');
    report('outside', { at: section.outside, data: { section: section.version ?? 'what is not out yet', categories } });
  },
});
