import { defineRule, simulationOfRelease } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-latest-from-branch',
    summary: '`latest` is pushed for releases and for every commit on the default branch',
    why: 'What `latest` is depends on which was pushed last, so that nobody can tell whether it is a release.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'versions', 'history'],
  },
  messages: {
    both: {
      what: '`{name}` is pushed for each release, and again for each commit on the default branch by job {job}',
      todo: 'Leave `latest` to one of them: take the line out here and let the branch make a tag such as `edge`, or write `latest=false` in `flavor` for the release.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    const found = simulationOfRelease({ project, plan });
    if ('skip' in found) return skip(found.skip);
    const released = plan.images.tags.filter(({ tag, answer }) => tag === 'latest' && answer.is === 'yes');
    for (const { image, shown, makers } of released) {
      const again = plan.images.branch.find(
        (one) => one.image === image && one.tag === 'latest' && one.answer.is === 'yes',
      );
      const maker = again?.makers.find(({ build, name }) => build.pushes.is === 'yes' && name.isCertain);
      if (maker === undefined) continue;
      const related = makers.slice(0, 1).map(({ name }) => ({ at: name.place, note: 'the release pushes it by this' }));
      report('both', { at: maker.name.place, related, data: { name: shown, job: maker.build.job.job.id } });
    }
  },
});
