import type { Place } from '../core/place.ts';
import type { UploadRun, UploadRuns } from '../plan/upload-runs.ts';
import type { Plan } from '../plan/plan.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-double-trigger',
    summary: 'One release starts the same upload more than once',
    why: 'The second run fails, because the index has the files already, or the two race and each uploads a part.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'history', 'pyproject', 'versions', 'commit'],
  },
  messages: {
    twoEvents: {
      what: '`{tool}` of job {job} uploads twice for one release: when {first}, and when {second}',
      todo: "Take one of the events out of `on` of {workflow}, or write `if: github.event_name == '{event}'` at job {job}.",
      severity: 'warning',
    },
    allTypes: {
      what: '`{tool}` of job {job} uploads several times for one release, because {workflow} runs for {types}, which all happen when a release is published',
      todo: 'Write `types: [published]` under `release`.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    if (plan.simulation === null) return skip('no version is known that a release could be simulated with');
    if (plan.uploadRuns.length === 0) return skip('no workflow uploads the distribution to a package index');
    const said = new Set<string>();
    for (const way of plan.uploadRuns) {
      const found = severalOf(way, plan);
      const [first, second] = found;
      const { upload, starter } = way;
      // One of the runs may cancel the other.
      if (/^\s*cancel-in-progress:/m.test(project.sources.get(starter.file)?.text ?? '')) continue;
      const at = placeOf(found, way);
      if (first === undefined || second === undefined || said.has(JSON.stringify(at))) continue;
      said.add(JSON.stringify(at));
      const data = { tool: upload.tool, job: upload.job.id, workflow: starter.file };
      const related = [{ at: upload.place, note: 'uploads here' }];
      const types = found.flatMap(({ run: { event } }) => (event.name === 'release' ? [event.action ?? ''] : []));
      if (types.length === found.length) report('allTypes', { at, related, data: { ...data, types: listed(types) } });
      else
        report('twoEvents', {
          at,
          related,
          data: { ...data, first: first.when, second: second.when, event: first.run.event.name },
        });
    }
  },
});

/** The runs of the release in which it surely uploads, where that is more than one and the second upload has to fail. */
function severalOf({ upload, runs }: UploadRuns, plan: Plan): readonly UploadRun[] {
  const { index, skipsExisting } = upload;
  if (skipsExisting !== null || (index.kind !== 'pypi' && index.kind !== 'testpypi')) return [];
  const sure = runs.filter(
    ({ run: { event }, runs: { is } }) => is === 'yes' && event.role === 'release' && event.after === null,
  );
  // A release that the workflows make themselves may be one that starts nothing.
  const isMade = plan.githubRelease.steps.some(({ does, token }) => does === 'create-release' && token !== 'other');
  const counted = isMade ? sure.filter(({ run: { event } }) => event.name !== 'release') : sure;
  return counted.length > 1 ? counted : [];
}

function placeOf([, second]: readonly UploadRun[], { starter, upload }: UploadRuns): Place {
  const name = second?.run.event.name;
  return starter.on.find(({ event }) => event.value === name)?.event.place ?? upload.place;
}

function listed(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  return `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1) ?? ''}`;
}
