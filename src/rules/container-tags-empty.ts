import type { Edit } from '../core/fix.ts';
import type { MetadataStep } from '../plan/image-metadata.ts';
import type { ImageBuild } from '../plan/images.ts';
import type { WorkflowRun } from '../plan/simulation.ts';
import type { Project } from '../project/project.ts';
import { labelOfTag } from '../version/tag-label.ts';
import { parsePep440 } from '../version/pep440.ts';
import { isSemver } from '../version/semver.ts';
import { defineRule, simulationOfRelease } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-tags-empty',
    summary: 'docker/metadata-action makes no tag for the release, and the image is to be pushed',
    why: 'The action only warns, and then the push fails because it needs a tag: the release has no image.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'versions', 'history'],
  },
  messages: {
    pep440: {
      what: 'no line of `tags` makes anything of the tag {tag}, since `type=semver` does not read {version}',
      todo: 'Write `type=pep440` instead of `type=semver`.',
      severity: 'error',
      fix: 'unsafe',
    },
    other: {
      what: 'no line of `tags` makes anything of the tag {tag}, and job {job} pushes the image',
      todo: 'Add the line `type=ref,event=tag` to `tags`, or `type=match,pattern=(\\d.*),group=1` for the version in it.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const found = simulationOfRelease({ project, plan });
    if ('skip' in found) return skip(found.skip);
    const { simulation } = found;
    const said = new Set<string>();
    for (const build of plan.images.builds) {
      const step = emptyStep(build, plan.images.metadata);
      if (step === null || build.run.event.role !== 'release' || isOfComponent(build.run, project)) continue;
      const key = JSON.stringify(step.place);
      if (said.has(key)) continue;
      said.add(key);
      const { name: tag, version } = simulation.tag;
      const semver = step.entries.filter(({ text }) => /^type=semver(?:,|$)/.test(text));
      const at = semver[0]?.place ?? step.entries[0]?.place ?? step.place;
      if (semver.length > 0 && !isSemver(version) && parsePep440(version) !== null)
        report('pep440', { at, data: { tag, version }, fix: semver.flatMap(asPep440) });
      else report('other', { at, data: { tag, job: build.job.job.id } });
    }
  },
});

/**
 * Whether the tag is that of a part of the repository, and what starts the workflow does not say for which: no GitHub
 * Release may be made of it at all (`prefect-gcp-0.6.21` beside `3.4.0`).
 */
function isOfComponent({ event }: WorkflowRun, { allPaths }: Project): boolean {
  if (event.name === 'push' || labelOfTag(event.ref.replace('refs/tags/', '')) === null) return false;
  return [...allPaths].filter((path) => /(?:^|\/)(?:pyproject\.toml|setup\.py)$/.test(path)).length > 1;
}

/** The step of docker/metadata-action from which a build surely gets no tag, although it surely pushes. */
function emptyStep(build: ImageBuild, steps: readonly MetadataStep[]): MetadataStep | null {
  const { pushes, kind, names, open, job, step } = build;
  if (pushes.is !== 'yes' || kind !== 'tags' || names.length > 0 || open !== null) return null;
  const before = job.steps.slice(0, job.steps.indexOf(step));
  const made = steps.filter((one) => one.job === job && before.includes(one.step));
  const [only] = made;
  if (only === undefined || made.length > 1 || only.step.runs.is !== 'yes') return null;
  const { metadata } = only;
  return metadata.problems.length === 0 && metadata.fullNames.length === 0 && metadata.images.length > 0 ? only : null;
}

function asPep440({ text, place }: MetadataStep['entries'][number]): readonly Edit[] {
  return [{ kind: 'replace', at: place, was: text, text: text.replace('type=semver', 'type=pep440') }];
}
