import { holesIn, isWhole } from '../core/partial.ts';
import type { Place } from '../core/place.ts';
import type { ImagePlan, PromisedTag } from '../plan/images.ts';
import type { ContainerExpectations } from '../plan/plan.ts';
import { parsePep440 } from '../version/pep440.ts';
import { defineRule, simulationOfRelease } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-expected-tags',
    summary: 'The release does not push an image that the configuration expects',
    why: 'Users pull the tag that the documents name, and find none, or an image of an earlier release.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'versions', 'history'],
  },
  messages: {
    missing: {
      what: 'the release of {tag} does not push `{name}`, which `[tool.pyrel.container]` expects: {instead}',
      todo: 'Write the line `{line}` in `tags`, or take the tag out of the expected ones.',
      severity: 'error',
    },
    platform: {
      what: 'the release of {tag} pushes `{name}` for {platforms} only, and `[tool.pyrel.container]` expects {platform}',
      todo: 'Add `{platform}` to `platforms:` of job {job}, or take it out of the expected ones.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip, couldNotLook }) {
    const { container, images } = plan;
    if (container === null) return skip('the configuration expects no images');
    const release = simulationOfRelease({ project, plan });
    if ('skip' in release) return skip(release.skip);
    const { name: tag, version } = release.simulation.tag;
    const [unsure] = images.unsure.filter(({ run }) => run.event.role === 'release');
    const pushed = imagesOf(container, images);
    if (pushed.length === 0) {
      if (unsure !== undefined) return skip(unsure.reason);
      if (container.image === null) return skip('the release pushes no image, and the configuration names none');
    }
    for (const image of pushed.length === 0 ? [container.image ?? ''] : pushed) {
      for (const suffix of container.suffixes) {
        for (const pattern of container.tags) {
          const expected = filled(pattern, version) + suffix;
          const found = images.tags.find((one) => one.image === image && one.tag === expected);
          const name = `${image}:${expected}`;
          if (found === undefined) {
            const open = unsure?.reason ?? mayBe(image, images);
            if (open === null) {
              const wanted = { name, image, tag: expected, suffix, pattern };
              report('missing', missing(wanted, tag, images, container.place));
            } else couldNotLook(open, name);
          } else if (found.answer.is !== 'yes') couldNotLook(found.answer.reason, name);
          else
            for (const platform of lacking(found, suffix, container))
              report('platform', {
                at: found.makers[0]?.name.place ?? container.place,
                related: [{ at: container.place, note: 'expected here' }],
                data: {
                  tag,
                  name,
                  platform,
                  platforms: found.platforms.join(', '),
                  job: found.makers[0]?.build.job.job.id ?? '',
                },
              });
        }
      }
    }
  },
});

/** The image that is meant, or all that the release pushes. */
function imagesOf({ image }: ContainerExpectations, { tags }: ImagePlan): readonly string[] {
  const pushed = [...new Set(tags.filter((one) => isWhole(one.image)).map((one) => one.image))];
  return image === null ? pushed : pushed.filter((one) => one.toLowerCase() === image.toLowerCase());
}

/** Parts that a version does not have are 0, as docker/metadata-action has it. */
function filled(pattern: string, version: string): string {
  const [major = 0, minor = 0, patch = 0] = parsePep440(version)?.release ?? [];
  return pattern
    .replaceAll('{version}', version)
    .replaceAll('{major}', String(major))
    .replaceAll('{minor}', String(minor))
    .replaceAll('{patch}', String(patch));
}

/** Why the release may make a tag all the same: one of its names is not known as a whole. */
function mayBe(image: string, { tags }: ImagePlan): string | null {
  const open = tags.find((one) => !one.isWhole && (one.image === image || !isWhole(one.image)) && !isNoVersion(one));
  return open === undefined ? null : `the release pushes \`${open.shown}\`, of which a part is not known`;
}

/** Names whose unknown part is no word that anybody would expect. */
function isNoVersion({ image, tag }: PromisedTag): boolean {
  return isWhole(image) && /^(?:the commit|the time of the run)$/.test(holesIn(tag)[0] ?? '');
}

type Expected = {
  readonly name: string;
  readonly image: string;
  readonly tag: string;
  readonly suffix: string;
  readonly pattern: string;
};

function missing({ name, image, tag: expected, suffix, pattern }: Expected, tag: string, plan: ImagePlan, at: Place) {
  const instead = plan.branch.find((one) => one.image === image && one.tag === expected)?.makers[0];
  const siblings = plan.tags.filter((one) => one.image === image);
  const sibling = siblings.find((one) => suffix !== '' && one.tag.endsWith(suffix)) ?? siblings[0];
  return {
    at: instead?.name.place ?? sibling?.makers[0]?.name.place ?? at,
    related: [{ at, note: 'expected here' }],
    data: {
      tag,
      name,
      line: lineFor(pattern, suffix),
      instead:
        instead === undefined
          ? 'nothing makes it'
          : `only the build of the default branch does, in job ${instead.build.job.job.id}`,
    },
  };
}

/** A line of docker/metadata-action that makes a tag for releases. */
function lineFor(pattern: string, suffix: string): string {
  const end = suffix === '' ? '' : `,suffix=${suffix}`;
  return pattern.includes('{')
    ? `type=pep440,pattern=${pattern.replaceAll('{', '{{').replaceAll('}', '}}')}${end}`
    : `type=raw,value=${pattern}${end},enable=\${{ startsWith(github.ref, 'refs/tags/') }}`;
}

/** Platforms that a name has not; where none are said, the runner's own is not known. */
function lacking(found: PromisedTag, suffix: string, { platforms }: ContainerExpectations): readonly string[] {
  if (found.platforms.length === 0 || found.platforms.some((one) => !isWhole(one))) return [];
  const expected = platforms.find((one) => one.suffix === suffix) ?? platforms.find((one) => one.suffix === null);
  const has = new Set(found.platforms.flatMap((one) => [one, one.replace(/\/v8$/, '')]));
  return (expected?.platforms ?? []).filter((one) => !has.has(one) && !has.has(one.replace(/\/v8$/, '')));
}
