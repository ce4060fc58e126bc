import type { Edit } from '../core/fix.ts';
import { isUnknown } from '../core/unknown.ts';
import type { ImageName, ImagePlan, PromisedTag } from '../plan/images.ts';
import type { Project } from '../project/project.ts';
import { parsePep440 } from '../version/pep440.ts';
import { parseTag } from '../version/tag.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-latest-on-prerelease',
    summary: 'A pre-release is pushed as `latest`',
    why: 'Everybody who names no tag gets the pre-release, and `docker pull` takes it for an update.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'versions', 'history'],
  },
  messages: {
    now: {
      what: 'the pre-release {tag} is pushed as `{name}`',
      todo: '{advice}',
      severity: 'error',
      fix: 'unsafe',
    },
    again: {
      what: 'the pre-release {tag} is pushed as `{name}`, as the last pre-releases have been if the workflow was the same',
      todo: '{advice}',
      severity: 'warning',
      fix: 'unsafe',
    },
    next: {
      what: 'a pre-release with a tag such as {tag}, the last one, is pushed as `{name}`',
      todo: '{advice}',
      severity: 'note',
      fix: 'unsafe',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const { history } = project;
    if (isUnknown(history)) return skip(history.unknown);
    if (isUnknown(history.tags)) return skip(history.tags.unknown);
    const judged = plan.release?.tag ?? null;
    const before = history.tags.map(({ name }) => name).filter((name) => name !== judged);
    if (!before.some((name) => isPre(name) === false))
      return skip('the project has made no final release that `latest` could be');
    const tag = plan.simulation?.tag ?? null;
    const isNow = plan.release !== null && tag?.isPrerelease === true;
    const images = isNow ? plan.images : (plan.prereleaseImages?.images ?? null);
    if (images === null || tag === null) return skip('no pre-release');
    const shown = isNow ? tag.name : (plan.prereleaseImages?.tag ?? '');
    const isHabit = before.slice(0, RECENT).filter((name) => isPre(name) === true).length >= HABIT;
    const said = new Set<string>();
    for (const promised of images.tags) {
      const maker = movesLatest(promised, images);
      if (maker === null || said.has(JSON.stringify(maker.place))) continue;
      said.add(JSON.stringify(maker.place));
      const data = { tag: shown, name: promised.shown, advice: adviceOf(maker) };
      report(isNow ? (isHabit ? 'again' : 'now') : 'next', { at: placeOf(maker), data, fix: fixOf(maker, project) });
    }
  },
});

/** So many pre-releases among the last tags: whoever minds where `latest` is has had time to see it. */
const HABIT = 3;
const RECENT = 20;

/** Null where the tag is no version. */
function isPre(name: string): boolean | null {
  const version = parsePep440(parseTag(name)?.version ?? '');
  return version === null ? null : version.isPre || version.isDev;
}

/**
 * Who surely makes `latest` of the pre-release. Where the default branch makes it as well it stands for the newest build by
 * convention, released or not.
 */
function movesLatest({ image, tag, answer, makers }: PromisedTag, { branch }: ImagePlan): ImageName | null {
  if (tag !== 'latest' || answer.is !== 'yes') return null;
  if (branch.some((other) => other.image === image && other.tag === 'latest')) return null;
  return makers.find(({ build, name }) => build.pushes.is === 'yes' && name.isCertain)?.name ?? null;
}

/** The line of the flavour that says so, where one does. */
function forcedBy({ source, type }: ImageName): NonNullable<ImageName['source']>['flavors'][number] | undefined {
  return type === 'latest' ? source?.flavors.find(({ text }) => /^latest=true\b/.test(text)) : undefined;
}

function placeOf(name: ImageName): ImageName['place'] {
  return forcedBy(name)?.place ?? name.place;
}

function adviceOf(name: ImageName): string {
  if (forcedBy(name) !== undefined)
    return 'Write `latest=auto` in `flavor`, with `type=semver` or `type=pep440` as the first line of `tags`: that leaves out pre-releases.';
  if (name.type === 'latest')
    return 'Write `type=pep440,pattern={{version}}` for versions of PEP 440, or `type=semver,pattern={{version}}`: both leave `latest` out for pre-releases.';
  if (name.type === 'raw')
    return 'Take the line for `latest` out: `latest=auto`, the default, adds it for final versions only, where `type=semver` or `type=pep440` reads the tag.';
  return 'Push `latest` only where `github.event.release.prerelease` is false, or the tag is that of a final version.';
}

/** `latest=auto` is enough where a line that knows pre-releases decides. */
function fixOf(name: ImageName, { sources }: Project): readonly Edit[] {
  const line = forcedBy(name);
  const decides = name.source?.metadata.tags[0]?.type;
  if (line?.text !== 'latest=true' || (decides !== 'semver' && decides !== 'pep440')) return [];
  return sources.size === 0 ? [] : [{ kind: 'replace', at: line.place, was: line.text, text: 'latest=auto' }];
}
