import { isUnknown } from '../core/unknown.ts';
import { earlierTags } from '../version/earlier-tags.ts';
import { labelOfTag } from '../version/tag-label.ts';
import { parseTag } from '../version/tag.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** As many as the conventions are read from. */
const RECENT = 10;

export const rule: LintRule = defineRule({
  meta: {
    id: 'tag-prefix-inconsistent',
    summary: 'The last release tags do not all start alike',
    why: 'A filter such as `v*` starts for some of the tags only, and links and tools that are made for one form miss the others.',
    since: '0.1.0',
    mode: 'always',
    offByDefault: true,
    needs: ['history'],
  },
  messages: {
    mixed: {
      what: 'of the last {count} version tags {usual} start with {prefix}, and {other} does not',
      todo: 'Tag every release alike: write `tag-prefix = "{literal}"` under `[tool.pyrel]`.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    const { history, conventions, anchor } = project;
    const { tagPrefix, aliases } = conventions;
    if (isUnknown(history)) return skip(history.unknown);
    if (isUnknown(history.tags)) return skip(history.tags.unknown);
    if (tagPrefix !== null && !isUnknown(tagPrefix) && tagPrefix.strength === 'config')
      return skip('the configuration fixes the prefix');
    const judged = plan.release?.tag ?? null;
    const tags = history.tags.filter(({ name }) => name !== judged);
    // Tags of another package start in another way: those like the newest are compared.
    const newest = tags.find(({ name }) => parseTag(name) !== null);
    if (newest === undefined) return skip('there are no version tags');
    const label = labelOfTag(newest.name);
    const recent = earlierTags(tags, judged, aliases)
      .filter(({ tag }) => labelOfTag(tag.name) === label)
      .slice(0, RECENT)
      .map(({ tag }) => ({ name: tag.name, prefix: parseTag(tag.name)?.prefix ?? '' }));
    const counts = new Map<string, number>();
    for (const { prefix } of recent) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
    const [best] = [...counts].sort(([, a], [, b]) => b - a);
    const other = recent.find(({ prefix }) => prefix !== best?.[0]);
    if (best === undefined || other === undefined) return;
    const [literal, usual] = best;
    report('mixed', {
      at: anchor,
      data: { count: recent.length, usual, prefix: shown(literal), other: other.name, literal },
    });
  },
});

function shown(prefix: string): string {
  return prefix === '' ? 'the number itself' : `\`${prefix}\``;
}
