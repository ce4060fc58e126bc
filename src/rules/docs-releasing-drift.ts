import type { Place } from '../core/place.ts';
import type { RelatedPlace } from '../core/verdict.ts';
import { isUnknown, known } from '../core/unknown.ts';
import type { PromisedTag } from '../plan/images.ts';
import type { ImageTag, ReleaseReference } from '../project/documents.ts';
import type { Job } from '../project/workflow.ts';
import { parsePep440 } from '../version/pep440.ts';
import { defineRule } from './rule.ts';
import type { LintFacts, LintRule } from './rule.ts';

/** Places that are shown beside the first. */
const SHOWN = 10;
/** More names than these are no help. */
const MOST_CANDIDATES = 6;

export const rule: LintRule = defineRule({
  meta: {
    id: 'docs-releasing-drift',
    summary: 'A document about releasing names what the repository no longer has or does',
    why: 'Who makes the next release follows steps that lead nowhere, or waits for what is never made.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'versions', 'workflows', 'history', 'documents'],
  },
  messages: {
    workflow: {
      what: '{file} names the workflow {name}, and .github/workflows has no such file',
      todo: 'Name the workflow that does it now{candidates}.',
      severity: 'note',
    },
    versionFile: {
      what: '{file} tells to write the version in {path}, and the tree has no such file',
      todo: 'Name the file that states the version{candidates}.',
      severity: 'note',
    },
    tag: {
      what: '{file} tells to make the tag {found}, while the tags of the project begin with {expected}',
      todo: 'Write {written} in {file}.',
      severity: 'note',
    },
    environment: {
      what: '{file} names the environment {name}, and no job of the workflows runs in it',
      todo: 'Name the environment of the job that publishes{candidates}.',
      severity: 'note',
    },
    image: {
      what: '{file} promises the image tag {tag} for a release, and the release of {version} does not push it',
      todo: 'Take {tag} out of {file}, or let a workflow that the release starts push it.',
      severity: 'note',
    },
    branchImage: {
      what: '{file} promises the image tag {tag} for a release, and only a push to the default branch makes it',
      todo: 'Take {tag} out of {file}, or let the workflow push it for the tag of a release too.',
      severity: 'note',
    },
  },
  check(facts) {
    const { project, report, skip } = facts;
    const { documents } = project;
    if (documents === null || documents.releasing.length === 0) return skip('no document about releasing');
    const { releasing } = documents;
    for (const { first, related } of together(of(releasing, 'workflow'), ({ name }) => name)) {
      const { name, file, place: at } = first;
      if (project.allPaths.has(`.github/workflows/${name}`) || project.workflows.length === 0) continue;
      const files = project.workflows.map((one) => one.file.slice(one.file.lastIndexOf('/') + 1));
      report('workflow', { at, data: { file, name, candidates: listed(files) }, related });
    }
    for (const { first, related } of together(of(releasing, 'version-file'), ({ path }) => path)) {
      const { path, file, place: at, isThere } = first;
      const sources = project.versions.places.filter(({ role }) => role === 'source').map((one) => one.file);
      if (isThere || sources.length === 0) continue;
      report('versionFile', { at, data: { file, path, candidates: listed(sources) }, related });
    }
    const prefix = tagPrefix(facts);
    for (const { first, related } of together(of(releasing, 'tag'), (one) => one.prefix)) {
      const { text, file, place: at } = first;
      if (prefix === null || first.prefix === prefix) continue;
      const written = prefix + text.slice(first.prefix.length);
      const expected = prefix === '' ? 'the number' : prefix;
      report('tag', { at, data: { file, found: text, expected, written }, related });
    }
    const environments = environmentNames(facts);
    for (const { first, related } of together(of(releasing, 'environment'), ({ name }) => name)) {
      const { name, file, place: at } = first;
      if (environments === null || environments.some((one) => one.toLowerCase() === name.toLowerCase())) continue;
      report('environment', { at, data: { file, name, candidates: listed(environments) }, related });
    }
    const images = of(releasing, 'image');
    const version = images.length === 0 ? null : plannedVersion(facts);
    if (version === null) return;
    for (const { first, related } of together(images, ({ image, tag }) => `${image}:${tag.text}`)) {
      const tag = tagFor(first.tag, version);
      const state = tag === null ? 'made' : stateOf(first.image, tag, facts);
      if (tag === null || state === 'made') continue;
      const { file, place: at } = first;
      if (state === 'branch') report('branchImage', { at, data: { file, tag }, related });
      else report('image', { at, data: { file, tag, version }, related });
    }
  },
});

type Reference<K extends ReleaseReference['kind']> = Extract<ReleaseReference, { readonly kind: K }>;

function of<K extends ReleaseReference['kind']>(all: readonly ReleaseReference[], kind: K): readonly Reference<K>[] {
  return all.filter((one): one is Reference<K> => one.kind === kind);
}

type Group<T> = { readonly first: T; readonly related: readonly RelatedPlace[] };

/** What names the same thing in one document is one finding. */
function together<T extends { readonly file: string; readonly place: Place }>(
  all: readonly T[],
  keyOf: (one: T) => string,
): readonly Group<T>[] {
  const groups = new Map<string, { first: T; related: RelatedPlace[] }>();
  for (const one of all) {
    const key = `${one.file} ${keyOf(one)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: one, related: [] });
    else if (group.related.length < SHOWN) group.related.push({ at: one.place, note: 'also here' });
  }
  return [...groups.values()];
}

function listed(names: readonly string[]): string {
  const unique = [...new Set(names)];
  return unique.length === 0 || unique.length > MOST_CANDIDATES ? '' : `: ${unique.join(', ')}`;
}

/** What every recent tag begins with; null where that is not one thing. */
function tagPrefix({ project: { conventions } }: LintFacts): string | null {
  const habit = conventions.tagPrefix;
  return habit === null || isUnknown(habit) || habit.strength === 'mostly' ? null : habit.value;
}

/** Of all jobs; null where a name is computed, or a workflow of another repository may bring its own. */
function environmentNames({ project: { workflows } }: LintFacts): readonly string[] | null {
  const jobs = workflows.flatMap((workflow) => workflow.jobs);
  const names = jobs.flatMap(({ environment }) => environment?.value ?? []);
  return jobs.length === 0 || jobs.some(isElsewhere) || names.some((name) => name.includes('${{')) ? null : names;
}

function isElsewhere({ uses }: Job): boolean {
  return uses !== null && !uses.value.startsWith('./');
}

/** Documents tell of final releases. */
function plannedVersion({ plan }: LintFacts): string | null {
  const version = plan.release?.version ?? known(plan.version);
  const parsed = version === null || plan.release?.isForeign === true ? null : parsePep440(version);
  return parsed === null || parsed.isPre || parsed.isDev || parsed.isPost ? null : parsed.text;
}

/** The tag that the document promises of this release; null where the version has fewer numbers. */
function tagFor({ text, around, parts }: ImageTag, version: string): string | null {
  if (around === null) return text;
  const numbers = version.replace(/^v/, '').split('.');
  return numbers.length < parts ? null : around.before + numbers.slice(0, parts).join('.') + around.after;
}

/** Of the OCI distribution specification; a text of which a part is not known is none. */
const WHOLE_TAG = /^\w[\w.-]{0,127}$/;
const WHOLE_IMAGE = /^[a-z0-9][a-z0-9.:/_-]*$/i;

/** Whether the release makes a tag. Whatever cannot be followed may make it. */
function stateOf(image: string, tag: string, { plan }: LintFacts): 'made' | 'branch' | 'none' {
  const { simulation, images } = plan;
  if (simulation === null || simulation.limits.length > 0 || images.unsure.length > 0) return 'made';
  const own = images.tags.filter((one) => mayBeImage(one, image));
  const isSure = own.some((one) => one.answer.is === 'yes' && WHOLE_TAG.test(one.tag));
  // Nothing of this image is certain: another repository may push it.
  if (!isSure || own.some((one) => one.tag === tag || !WHOLE_TAG.test(one.tag))) return 'made';
  return images.branchTags.some((one) => mayBeImage(one, image) && one.tag === tag) ? 'branch' : 'none';
}

function mayBeImage({ image }: PromisedTag, wanted: string): boolean {
  return !WHOLE_IMAGE.test(image) || image.toLowerCase() === wanted.toLowerCase();
}
