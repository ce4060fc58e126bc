import { isUnknown } from '../core/unknown.ts';
import type { CategorySection } from '../project/changelog-categories.ts';
import { defineRule, judgedCategories } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-category-order',
    summary: 'The categories of a section stand in another order than Keep a Changelog has them',
    why: 'Readers look for the same thing at the same place in every release.',
    since: '0.1.0',
    mode: 'always',
    needs: ['changelog'],
    offByDefault: true,
  },
  messages: {
    order: {
      what: 'the category {name} stands below {before}, and every other section has it above',
      todo: 'Move `{name}` above `{before}`.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    const section = judgedCategories({ project, plan });
    if (typeof section === 'string') return skip(section);
    const { changelog } = project;
    if (changelog === null || isUnknown(changelog)) return;
    const others = (changelog.categories ?? []).filter((one) => one !== section).map(knownOf);
    const telling = others.filter((names) => names.length >= 2);
    if (telling.length < ENOUGH || !telling.every((names) => outOfOrder(names) === null))
      return skip('the other sections do not keep to an order');
    const names = knownOf(section);
    const at = outOfOrder(names);
    if (at === null) return;
    const [heading, before] = [names[at], names[at - 1]];
    if (heading !== undefined && before !== undefined)
      report('order', { at: heading.place, data: { name: heading.value, before: before.value } });
  },
});

/** Sections with several categories that show an order. */
const ENOUGH = 3;
const ORDER = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];

function knownOf({ categories }: CategorySection): CategorySection['categories'] {
  return categories.filter(({ known }) => known !== null);
}

/** Index of the first that stands below one that it belongs above; null where there is none. */
function outOfOrder(headings: CategorySection['categories']): number | null {
  const ranks = headings.map(({ known }) => ORDER.indexOf(known ?? ''));
  const at = ranks.findIndex((rank, i) => i > 0 && rank < (ranks[i - 1] ?? 0));
  return at === -1 ? null : at;
}
