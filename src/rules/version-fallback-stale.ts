import type { Edit } from '../core/fix.ts';
import { isUnknown } from '../core/unknown.ts';
import { comparePep440, equalPep440, parsePep440 } from '../version/pep440.ts';
import { parseTag } from '../version/tag.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-fallback-stale',
    summary: 'The version that stands in where the real one cannot be found is of an old release',
    why: 'What runs without metadata or git reports a release that it is not; a value such as "0+unknown" would say so.',
    since: '0.1.0',
    mode: 'release',
    needs: ['pyproject', 'versions', 'history'],
  },
  messages: {
    stale: {
      what: 'the stand-in `{label}` in {file} says {found}, and {latest} was released since',
      todo: 'Write "0+unknown", which no release ever has, or the version to be released.',
      severity: 'note',
      fix: 'unsafe',
    },
  },
  check({ project, plan, report, skip }) {
    const { history, conventions } = project;
    const stands = project.versions.places.filter(({ role }) => role === 'fallback');
    if (stands.length === 0) return skip('no version is kept as a stand-in');
    if (isUnknown(history)) return skip(history.unknown);
    if (isUnknown(history.tags)) return skip(history.tags.unknown);
    const released = history.tags
      .filter(({ name }) => name !== plan.release?.tag && !conventions.aliases.includes(name))
      .flatMap(({ name }) => parseTag(name)?.version ?? [])
      .filter((version) => parsePep440(version)?.isPre === false);
    const [latest] = [...released].sort((a, b) => comparePep440(b, a));
    if (latest === undefined) return skip('no earlier release is tagged');
    for (const { value, place, label, file } of stands) {
      // One that no release ever had stands for "unknown": 0.0.0, 0.1.dev0.
      const wasReleased = released.some((version) => equalPep440(version, value));
      if (!wasReleased || comparePep440(value, latest) >= 0) continue;
      const fix: readonly Edit[] = [{ kind: 'replace', at: place, was: value, text: '0+unknown' }];
      report('stale', { at: place, data: { label, file, found: value, latest }, fix });
    }
  },
});
