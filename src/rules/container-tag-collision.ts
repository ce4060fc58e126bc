import type { Place } from '../core/place.ts';
import type { Collision, PromisedTag, TagMaker } from '../plan/images.ts';
import { defineRule, simulationOfRelease } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-tag-collision',
    summary: 'Different images are pushed under one name',
    why: 'Whichever is pushed last overwrites the others, so that users get an image for another platform or of another variant.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'versions', 'history'],
  },
  messages: {
    race: {
      what: '{names} is pushed by {makers}, which differ in {differ}, and the last of them to end decides what it is',
      todo: '{advice}',
      severity: 'error',
    },
    overwritten: {
      what: '{names} is pushed by {makers}, which differ in {differ}, and only what the last of them pushes stays',
      todo: '{advice}',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const found = simulationOfRelease({ project, plan });
    if ('skip' in found) return skip(found.skip);
    const groups = new Map<string, { readonly collision: Collision; readonly tags: PromisedTag[] }>();
    for (const promised of plan.images.tags) {
      const { collision } = promised;
      if (collision === null) continue;
      const key = JSON.stringify(collision.makers.map(({ build }) => [build.place, build.job.leg?.shown ?? null]));
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { collision, tags: [promised] });
      else group.tags.push(promised);
    }
    for (const { collision, tags } of groups.values()) {
      const [, second] = collision.makers;
      if (second === undefined) continue;
      const at = second.name.place;
      const data = {
        names: namesOf(tags),
        makers: makersOf(collision.makers),
        differ: listed(collision.differ),
        advice: adviceOf(collision.makers, tags[0]?.tag ?? 'latest'),
      };
      report(collision.isOrdered ? 'overwritten' : 'race', { at, related: relatedOf(collision.makers, at), data });
    }
  },
});

function namesOf(tags: readonly PromisedTag[]): string {
  const shown = tags.slice(0, 3).map((one) => `\`${one.shown}\``);
  const rest = tags.length - shown.length;
  return rest === 0 ? shown.join(', ') : `${shown.join(', ')} and ${rest} more, each of which`;
}

function makersOf(makers: readonly TagMaker[]): string {
  const jobs = [...new Set(makers.map(({ build }) => build.job.job.id))];
  const [first] = jobs;
  if (jobs.length > 1 || first === undefined) return `the jobs ${listed(jobs)}`;
  const legs = [...new Set(makers.flatMap(({ build }) => build.job.leg?.shown ?? []))];
  return legs.length > 1
    ? `the legs ${listed(legs.map((leg) => `(${leg})`))} of job ${first}`
    : `several steps of job ${first}`;
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

function adviceOf(makers: readonly TagMaker[], tag: string): string {
  const isOneJob = new Set(makers.map(({ build }) => build.job.job.id)).size === 1;
  if (isOneJob && makers.every(({ name, build }) => name.type === 'latest' && build.job.leg !== null))
    return 'Write `suffix=-${{ matrix.… }},onlatest=true` in `flavor` instead of a `suffix=` in each line, or `latest=${{ matrix.… }}` that is true for one leg.';
  if (makers.some(({ name }) => name.type === 'latest'))
    return `Write \`flavor: latest=false\` under \`with:\` of docker/metadata-action for all of them but the one that \`${tag}\` is to be.`;
  return isOneJob && makers[0]?.build.job.leg !== null
    ? `Give each leg a tag of its own, such as \`${tag}-\${{ matrix.… }}\`, or push by digest and merge the platforms with \`docker buildx imagetools create\`.`
    : `Give each image a tag of its own, such as \`${tag}-slim\` for the second.`;
}

function relatedOf(makers: readonly TagMaker[], at: Place): { readonly at: Place; readonly note: string }[] {
  const said = new Set([JSON.stringify(at)]);
  return makers.flatMap(({ build, name }) => {
    const key = JSON.stringify(name.place);
    if (said.has(key)) return [];
    said.add(key);
    return [{ at: name.place, note: `job ${build.job.job.id} pushes it, too` }];
  });
}
