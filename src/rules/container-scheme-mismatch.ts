import type { Edit } from '../core/fix.ts';
import type { MetadataStep } from '../plan/image-metadata.ts';
import { isUnknown } from '../core/unknown.ts';
import { isSemver } from '../version/semver.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-scheme-mismatch',
    summary: 'Images are tagged by SemVer, and the project writes its pre-releases as PEP 440 has them',
    why: 'docker/metadata-action makes nothing of `1.2.0rc1`, so that a pre-release has no image with its version, or its build fails.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'versions', 'history'],
  },
  messages: {
    unread: {
      what: '`type=semver` makes nothing of tags such as {tag}, the last pre-release, so that one has no image with its version',
      todo: 'Write `type=pep440` instead of `type=semver`.',
      severity: 'warning',
      fix: 'unsafe',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const { history } = project;
    if (isUnknown(history)) return skip(history.unknown);
    if (isUnknown(history.tags)) return skip(history.tags.unknown);
    const { prereleaseImages } = plan;
    if (prereleaseImages === null) return skip('the project makes no pre-releases, or one is judged');
    const { tag, version, images } = prereleaseImages;
    if (isSemver(version)) return skip(`SemVer reads ${version}`);
    const said = new Set<string>();
    for (const step of images.metadata) {
      const semver = step.entries.filter(({ text }) => /^type=semver(?:,|$)/.test(text) && !text.includes('value='));
      const [first] = semver;
      if (first === undefined || said.has(JSON.stringify(first.place)) || !isUsed(step, version)) continue;
      const isPushed = images.builds.some(
        ({ job, pushes, run }) => job === step.job && pushes.is === 'yes' && run.event.role === 'release',
      );
      if (!isPushed) continue;
      said.add(JSON.stringify(first.place));
      report('unread', { at: first.place, data: { tag }, fix: semver.flatMap(asPep440) });
    }
  },
});

/** Whether a step surely runs for the pre-release and makes no tag with its version, however it is spelt. */
function isUsed({ metadata, run, step }: MetadataStep, version: string): boolean {
  if (run.event.role !== 'release' || step.runs.is !== 'yes' || metadata.problems.length > 0) return false;
  if (!run.event.ref.startsWith('refs/tags/')) return false;
  const core = version.replace(/^v/, '');
  return metadata.tags.every(({ tag, certain, type }) => certain && type !== 'unknown' && !tag.includes(core));
}

function asPep440({ text, place }: MetadataStep['entries'][number]): readonly Edit[] {
  return [{ kind: 'replace', at: place, was: text, text: text.replace('type=semver', 'type=pep440') }];
}
