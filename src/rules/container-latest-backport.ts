import { isUnknown } from '../core/unknown.ts';
import { comparePep440, parsePep440 } from '../version/pep440.ts';
import { maybeCalendar } from '../version/order.ts';
import { parseTag } from '../version/tag.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-latest-backport',
    summary: 'A release of an older line is pushed as `latest`',
    why: 'Everybody who names no tag is set back from the newer line to the older one.',
    since: '0.1.0',
    mode: 'release',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'versions', 'history'],
  },
  messages: {
    older: {
      what: '{version} is pushed as `{name}`, although {newest} is out',
      todo: 'Write `flavor: latest=false` under `with:` of docker/metadata-action on the branch of the older line, or take `latest` out of its tags.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const { history, conventions } = project;
    if (isUnknown(history)) return skip(history.unknown);
    if (isUnknown(history.tags)) return skip(history.tags.unknown);
    const tag = plan.simulation?.tag;
    const planned = parsePep440(tag?.version ?? '');
    if (plan.release === null || plan.release.isForeign || tag === undefined || planned === null)
      return skip('no version that can be compared');
    const prefix = parseTag(tag.name)?.prefix;
    const newer = history.tags
      .filter(({ name }) => name !== tag.name && !conventions.aliases.includes(name))
      .flatMap(({ name }) => {
        const parsed = parseTag(name);
        const version = parsePep440(parsed?.version ?? '');
        const isComparable = version !== null && !version.isPre && !version.isDev && parsed?.prefix === prefix;
        return isComparable && maybeCalendar(version) === maybeCalendar(planned) ? [parsed?.version ?? ''] : [];
      })
      .filter((version) => comparePep440(version, tag.version) > 0)
      .sort(comparePep440);
    const newest = newer.at(-1);
    if (newest === undefined) return;
    for (const { tag: name, shown, answer, makers } of plan.images.tags) {
      const [maker] = makers;
      if (name !== 'latest' || answer.is !== 'yes' || maker === undefined) continue;
      report('older', { at: maker.name.place, data: { version: tag.version, name: shown, newest } });
    }
  },
});
