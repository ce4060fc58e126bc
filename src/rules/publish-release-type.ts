import type { Declared } from '../core/place.ts';
import type { UploadRuns } from '../plan/upload-runs.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-release-type',
    summary: 'The upload waits for a type of release event that not every release brings',
    why: 'A release that was saved as a draft first is published without a `created` event, and nothing is uploaded.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'history', 'pyproject', 'versions', 'commit'],
  },
  messages: {
    created: {
      what: '`{tool}` waits for a release to be `created`, which GitHub does not report for one that was a draft first',
      todo: 'Write `published` in place of `created`.',
      severity: 'note',
      fix: 'unsafe',
    },
    released: {
      what: '`{tool}` waits for `released`, which the pre-release {version} does not bring',
      todo: 'Write `published` in place of `released`, or publish {version} as a full release.',
      severity: 'warning',
      fix: 'unsafe',
    },
  },
  check({ plan, report, skip }) {
    const { simulation, release } = plan;
    if (simulation === null) return skip('no version is known that a release could be simulated with');
    const ways = plan.uploadRuns.filter(({ upload }) => upload.index.kind !== 'testpypi');
    if (ways.length === 0) return skip('no workflow uploads the distribution to a package index');
    const reaches = (way: UploadRuns, not: string): boolean =>
      way.open !== null || way.runs.some(({ run, runs }) => runs.is !== 'no' && run.event.id !== not);
    // Where anything else uploads too, the release is not lost.
    const isLost = (not: string): boolean =>
      plan.publishing.unsure.length === 0 && !ways.some((way) => reaches(way, not));
    const said = new Set<string>();
    for (const way of ways) {
      const { tool } = way.upload;
      const [created, released] = [typeOf(way, 'created'), typeOf(way, 'released')];
      const typed = created ?? released;
      if (typed === null || said.has(JSON.stringify(typed.place))) continue;
      said.add(JSON.stringify(typed.place));
      const fix = [{ kind: 'replace', at: typed.place, was: typed.value, text: 'published' }] as const;
      const related = [{ at: way.upload.place, note: 'uploads here' }];
      const isPre = release !== null && !release.isForeign && simulation.tag.isPrerelease === true;
      if (created !== null && isLost('release-created'))
        report('created', { at: created.place, related, data: { tool }, fix });
      else if (created === null && released !== null && isPre && isLost('release-released'))
        report('released', { at: released.place, related, data: { tool, version: release.version }, fix });
    }
  },
});

/** A type of `on.release.types` that is the only one there. */
function typeOf({ starter }: UploadRuns, type: string): Declared<string> | null {
  const trigger = starter.on.find(({ event }) => event.value === 'release');
  const types = trigger?.filters.find(({ name }) => name.value === 'types')?.patterns ?? [];
  const [only] = types;
  return types.length === 1 && only?.value === type ? only : null;
}
