import { fillHoles, holesIn, isWhole, shownPartial } from '../core/partial.ts';
import type { ImageBuild, ImagePlan } from '../plan/images.ts';
import type { PlannedTag } from '../plan/planned-tag.ts';
import { finalRelease, parsePep440 } from '../version/pep440.ts';
import { labelOfTag } from '../version/tag-label.ts';
import { defineRule, simulationOfRelease } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-version-tag-missing',
    summary: 'The release pushes an image, and none of its tags has the version',
    why: 'Nobody can ask for this version, or go back to it when the next one is out.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'versions', 'history'],
  },
  messages: {
    missing: {
      what: 'job {job} pushes `{image}` for the tag {tag} as {tags} only, without a tag that has the version',
      todo: 'Add `{image}:{example}` to the tags, such as by `type=pep440,pattern={pattern}` of docker/metadata-action.',
      severity: 'warning',
    },
    prerelease: {
      what: 'job {job} pushes `{image}` for the pre-release {tag} as {tags} only, without a tag that has the version',
      todo: 'Add `{image}:{example}` to the tags, such as by `type=pep440,pattern={pattern}` of docker/metadata-action.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    const found = simulationOfRelease({ project, plan });
    if ('skip' in found) return skip(found.skip);
    const { simulation } = found;
    // A tag of a part of the repository says nothing of images that are made of the whole.
    if (labelOfTag(simulation.tag.name) !== null)
      return skip(`${simulation.tag.name} is the tag of a part of the repository`);
    const [unsure] = plan.images.unsure.filter(({ run }) => run.event.role === 'release');
    if (unsure !== undefined) return skip(unsure.reason);
    const said = new Set<string>();
    for (const [image, builds] of pushedImages(plan.images)) {
      const [build] = builds;
      const names = builds.flatMap((one) => one.names).filter((name) => name.image === image);
      if (build === undefined || names.some(({ tag }) => mayHoldVersion(tag, simulation.tag))) continue;
      if (isMadeByHand(image, plan.images, simulation.tag)) continue;
      // Several registries get the same tags by the same line.
      const at = names[0]?.place ?? build.place;
      if (said.has(JSON.stringify(at))) continue;
      said.add(JSON.stringify(at));
      const tags = [...new Set(names.map(({ tag }) => `\`${shownPartial(tag)}\``))];
      report(simulation.tag.isPrerelease === true ? 'prerelease' : 'missing', {
        at,
        data: {
          job: build.job.job.id,
          image,
          tag: simulation.tag.name,
          tags: tags.slice(0, 4).join(', '),
          example: simulation.tag.version,
          pattern: '{{version}}',
        },
      });
    }
  },
});

/** Images that the release surely pushes, with all that may push them. */
function pushedImages({ builds }: ImagePlan): ReadonlyMap<string, readonly ImageBuild[]> {
  const found = new Map<string, ImageBuild[]>();
  const released = builds.filter(
    ({ run, kind, pushes }) => run.event.role === 'release' && kind !== 'digest' && pushes.is !== 'no',
  );
  for (const build of released) {
    for (const image of new Set(build.names.map((name) => name.image)))
      found.set(image, [...(found.get(image) ?? []), build]);
  }
  for (const [image, all] of found)
    if (!isWhole(image) || !all.some(({ pushes }) => pushes.is === 'yes') || all.some(({ open }) => open !== null))
      found.delete(image);
  return found;
}

/** Whether somebody may make the image of the version by starting a workflow, which then pushes it under other tags. */
function isMadeByHand(image: string, { builds }: ImagePlan, planned: PlannedTag): boolean {
  return builds.some(
    ({ run, pushes, names, open }) =>
      run.event.role === 'manual' &&
      pushes.is !== 'no' &&
      (open !== null ||
        names.some((name) => (name.image === image || !isWhole(name.image)) && mayHoldVersion(name.tag, planned))),
  );
}

/** Parts of a name that are known to be no version: the commit, and the time. */
const NO_VERSION = /^(?:the commit|the time of the (?:run|commit)|github\.(?:sha|run_id|run_number))$/;

function mayHoldVersion(tag: string, planned: PlannedTag): boolean {
  if (holesIn(tag).some((reason) => !NO_VERSION.test(reason))) return true;
  const rest = fillHoles(tag, () => '');
  const version = parsePep440(planned.version);
  const release = version === null ? [] : [finalRelease(version)];
  // Spellings of one version agree in its numbers: `1.2.0rc1`, `1.2.0-rc.1`, `v1.2.0`.
  return [planned.version, planned.version.replaceAll('+', '-'), planned.name, ...release].some((one) =>
    rest.includes(one),
  );
}
