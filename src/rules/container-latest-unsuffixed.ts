import type { Edit } from '../core/fix.ts';
import { fillHoles } from '../core/partial.ts';
import { isUnknown } from '../core/unknown.ts';
import type { MetadataStep } from '../plan/image-metadata.ts';
import type { ImagePlan, PromisedTag } from '../plan/images.ts';
import type { Project } from '../project/project.ts';
import { defineRule, lineBefore, simulationOfRelease } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-latest-unsuffixed',
    summary: 'A variant of an image, all of whose tags have a suffix, is pushed as bare `latest`',
    why: '`latest` becomes the variant, such as one for another platform, instead of the image that it stands for.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'versions', 'history'],
  },
  messages: {
    bare: {
      what: 'every tag of this step of job {job} ends in `{suffix}`, and docker/metadata-action adds `latest` without it, which is another image of `{image}`',
      todo: 'Write `flavor: |` and below it `latest=false` under `with:` of the step, or `suffix={suffix},onlatest=true` for `latest{suffix}`.',
      severity: 'error',
      fix: 'unsafe',
    },
  },
  check({ project, plan, report, skip }) {
    const found = simulationOfRelease({ project, plan });
    if ('skip' in found) return skip(found.skip);
    const said = new Set<string>();
    for (const step of plan.images.metadata) {
      const key = JSON.stringify(step.place);
      if (step.run.event.role !== 'release' || said.has(key)) continue;
      const suffix = suffixOf(step);
      const latest = suffix === null ? undefined : latestOf(step, plan.images);
      if (suffix === null || latest === undefined) continue;
      said.add(key);
      const isTaken = latest.makers.some(
        ({ build, name }) =>
          build.pushes.is === 'yes' && name.isCertain && (name.source === null || suffixOf(name.source) === null),
      );
      report('bare', {
        at: latest.makers.find(({ name }) => name.source === step)?.name.place ?? step.place,
        data: { job: step.job.job.id, suffix: fillHoles(suffix, () => '…'), image: latest.image },
        fix: latestFalse(step, project),
        // Where another job pushes the plain image as `latest` in the same run, that is one of the two outcomes of today.
        ...(isTaken ? { safety: 'safe' as const } : {}),
      });
    }
  },
});

/** What ends every tag of a step but its `latest`; null where some have no suffix, or not the same one. */
function suffixOf({ metadata, entries, flavors }: MetadataStep): string | null {
  if (metadata.latest !== true || metadata.latestTag !== 'latest') return null;
  const tags = metadata.tags.filter(({ type }) => type !== 'latest');
  const flavoured = /(?:^|[\n,])suffix=([^,\n]+)/.exec(flavors.map(({ text }) => text).join('\n'))?.[1];
  const suffixes = tags.map(({ tag, line }) => {
    const entry = entries.find(({ index }) => index === line)?.text ?? '';
    const own = /(?:^|,)suffix=([^,]*)/.exec(entry)?.[1] ?? flavoured ?? '';
    return own !== '' && tag.endsWith(own) ? own : null;
  });
  const [first = null] = suffixes;
  return suffixes.every((one) => one === first) ? first : null;
}

/** The `latest` that a step surely pushes of an image that is pushed by others, too: without those it is the image itself. */
function latestOf(step: MetadataStep, { tags, branch, builds }: ImagePlan): PromisedTag | undefined {
  const latest = tags.find(
    ({ tag, makers }) =>
      tag === 'latest' &&
      makers.some(({ build, name }) => name.source === step && build.pushes.is === 'yes' && name.isCertain),
  );
  if (latest === undefined || isMergedLater(step, latest, builds)) return undefined;
  const others = [...tags, ...branch].filter(({ image }) => image === latest.image);
  const own = latest.makers.find(({ name }) => name.source === step)?.build;
  const isOneOfSeveral = others.some(({ makers }) =>
    makers.some(({ build }) => build.place !== own?.place || build.job.leg?.shown !== own.job.leg?.shown),
  );
  return isOneOfSeveral ? latest : undefined;
}

/** An index that another job makes under the name, or under one that is not known, is what stays of it. */
function isMergedLater({ run, job }: MetadataStep, { makers }: PromisedTag, builds: ImagePlan['builds']): boolean {
  const merges = builds.filter(({ kind, open, pushes }) => kind === 'merge' && open !== null && pushes.is !== 'no');
  const own = makers.map(({ build }) => build).filter(({ kind }) => kind === 'merge');
  return [...merges, ...own].some((merge) => merge.run === run && merge.job.job !== job.job);
}

/** `latest=false` in the flavour of a step that stands in the job itself and is not shared by the legs of a matrix. */
function latestFalse(one: MetadataStep, { sources }: Project): readonly Edit[] {
  const { step, job, flavors } = one;
  if (step.action !== null || job.leg !== null || isUnknown(step.step.with)) return [];
  const given = flavors.find(({ text }) => /^latest=(?:auto|true)$/.test(text));
  if (given !== undefined) return [{ kind: 'replace', at: given.place, was: given.text, text: 'latest=false' }];
  if (flavors.some(({ text }) => text.includes('latest='))) return [];
  const [first] = flavors;
  const before = first?.place ?? step.step.with.find(({ name }) => name.value === 'tags')?.name.place;
  if (before?.kind !== 'span') return [];
  const { start } = before.span;
  const text = sources.get(before.file)?.text ?? '';
  const indent = lineBefore(text, start);
  if (indent.trim() !== '') return [];
  const inserted = first === undefined ? `flavor: |\n${indent}  latest=false\n${indent}` : `latest=false\n${indent}`;
  return [{ kind: 'insert', file: before.file, offset: start, text: inserted }];
}
