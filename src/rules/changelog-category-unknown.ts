import { isUnknown } from '../core/unknown.ts';
import { defineRule, judgedCategories } from './rule.ts';
import type { LintRule } from './rule.ts';

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
    const section = judgedCategories({ project, plan });
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
