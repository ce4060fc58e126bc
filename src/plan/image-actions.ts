import { isUnknown } from '../core/unknown.ts';
import type { Answer } from './answer.ts';
import { variableOf } from './image-metadata.ts';
import type { NameScene, Names } from './image-names.ts';
import { namesOfInput } from './image-names.ts';
import { listOfInput, splitPartial } from './image-text.ts';
import type { FoundBuild, ImageBuild } from './images.ts';
import type { Partial } from '../core/partial.ts';
import { holesIn, isWhole, shownPartial } from '../core/partial.ts';
import type { JobRun, StepRun } from './simulation.ts';
import { actionReference } from './upload-actions.ts';

type Found =
  | { readonly kind: 'builds'; readonly builds: readonly FoundBuild[] }
  | { readonly kind: 'unsure'; readonly reason: string };

/** Actions with the inputs of docker/build-push-action. */
const BUILD_PUSH = new Set(['docker/build-push-action', 'depot/build-push-action', 'useblacksmith/build-push-action']);

/** Actions that push images in ways of their own. */
const OTHERS =
  /^(?:docker\/bake-action|depot\/bake-action|docker\/github-builder|elgohr\/publish-docker-github-action|goreleaser\/goreleaser-action|mr-smithers-excellent\/docker-build-push|macbre\/push-to-ghcr|whoan\/docker-build-with-cache-action|jupyterhub\/repo2docker-action|aevea\/action-kaniko|int128\/(?:docker-manifest-create-action|kaniko-action)|noelware\/docker-manifest-action|akhilerm\/tag-push-action|redhat-actions\/(?:buildah-build|push-to-registry)|home-assistant\/builder|devcontainers\/ci|philips-software\/docker-ci-scripts|nick-fields\/docker-build-push|shrink\/actions-docker-registry-tag|azure\/docker-login-and-push)$/;

/** Whether an action may have to do with images. */
export function concernsImages(uses: string): boolean {
  const { slug } = actionReference(uses);
  return BUILD_PUSH.has(slug) || OTHERS.test(slug) || slug.startsWith('redhat-actions/');
}

/** What a step pushes that uses an action; null where it has nothing to do with images. */
export function actionBuilds(job: JobRun, step: StepRun, scene: NameScene): Found | null {
  const uses = step.step.uses;
  if (uses === null) return null;
  const { slug: written } = actionReference(uses.value);
  const slug = written.toLowerCase();
  if (slug === 'redhat-actions/push-to-registry') return pushToRegistry(job, step, scene);
  if (slug === 'redhat-actions/buildah-build') return { kind: 'builds', builds: [] };
  if (OTHERS.test(slug)) return { kind: 'unsure', reason: `${written} may push images` };
  if (!BUILD_PUSH.has(slug)) return null;
  // The first version took the repository and made the tags itself.
  const isFirst =
    step.inputs === null || ['repository', 'tag_with_ref', 'path'].some((one) => step.input(one) !== null);
  if (isFirst) return { kind: 'unsure', reason: `${written} with the inputs of its first version may push images` };
  return { kind: 'builds', builds: [buildPush(job, step, written, scene)] };
}

function buildPush(job: JobRun, step: StepRun, tool: string, scene: NameScene): FoundBuild {
  const value = (name: string): Partial | null => {
    const given = step.input(name)?.value ?? null;
    return given === null || given.trim() === '' ? null : given.trim();
  };
  const outputs = value('outputs') ?? '';
  const isDigest = /push-by-digest=true/.test(outputs);
  const uses = step.step.uses;
  const place = uses?.place ?? step.step.place;
  const tags = step.input('tags');
  const named = namesOfOutputs(outputs);
  const text = tags === null || tags.value.trim() === '' ? named : tags.value;
  const given = text === named ? null : variableOf(step, 'tags');
  const read: Names = namesOfInput(text, given, tags?.place ?? place, job, step, scene);
  const context = value('context');
  return {
    run: scene.run,
    job,
    step,
    tool,
    place,
    push: pushOf(step, outputs),
    kind: isDigest ? 'digest' : 'tags',
    names: read.names,
    open: read.open,
    namesPlace: tags?.place ?? null,
    platforms: listOfInput(value('platforms') ?? ''),
    dockerfile: dockerfileOf(value('file'), context),
    context,
    target: value('target'),
    buildArgs: buildArgsOf(splitPartial(value('build-args') ?? '', /\n/)),
    labels: value('labels'),
  };
}

/** `push`, or an output that does the same. */
function pushOf(step: StepRun, outputs: Partial): Answer {
  const [push, output] = [step.input('push'), step.input('outputs')];
  if (/(?:^|[,\n"])push=true|type=registry/.test(outputs))
    return { is: 'yes', reason: '`outputs` says so', place: output?.place ?? null };
  if (push === null)
    return isWhole(outputs)
      ? { is: 'no', reason: '`push` is not given', place: step.step.uses?.place ?? null }
      : {
          is: 'unknown',
          reason: `\`outputs\` depends on ${holesIn(outputs).join(', ')}`,
          place: output?.place ?? null,
        };
  const text = push.value.trim();
  if (!isWhole(text))
    return { is: 'unknown', reason: `\`push\` depends on ${holesIn(text).join(', ')}`, place: push.place };
  const is = /^(?:true|True|TRUE)$/.test(text) ? 'yes' : 'no';
  return { is, reason: `\`push\` is \`${text}\``, place: push.place };
}

/** The names in `type=image,"name=one,two",push=true`. */
function namesOfOutputs(outputs: Partial): Partial {
  const found = /"name=(?<many>[^"]*)"|(?:^|,)name=(?<one>[^,\n"]*)/.exec(outputs)?.groups;
  return found?.['many'] ?? found?.['one'] ?? '';
}

/** Where the Dockerfile lies: `file` counts from the workspace, and without it `Dockerfile` lies in the context. */
export function dockerfileOf(file: Partial | null, context: Partial | null): Partial | null {
  if (file !== null) return /^[a-z]+:\/\//.test(file) ? null : normal(file);
  // Without a path the action sends the repository itself.
  const folder = context === null ? '' : context.replace(/^\{\{\s*defaultContext\s*\}\}:?/, '');
  if (/^(?:[a-z]+:\/\/|git@|-$)/.test(folder)) return null;
  return normal(`${folder}/Dockerfile`);
}

function normal(path: Partial): Partial {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

export function buildArgsOf(lines: readonly Partial[]): ImageBuild['buildArgs'] {
  return lines.map((line) => {
    const at = line.indexOf('=');
    return at === -1 ? { name: line, value: '' } : { name: line.slice(0, at), value: line.slice(at + 1) };
  });
}

/** redhat-actions/push-to-registry pushes what a step before it has built, perhaps under several tags. */
function pushToRegistry(job: JobRun, step: StepRun, scene: NameScene): Found {
  const uses = step.step.uses;
  const [image, registry, tags] = ['image', 'registry', 'tags'].map((name) => step.input(name)?.value.trim() ?? '');
  if (uses === null || isUnknown(step.step.with) || image === undefined || tags === undefined || tags === '')
    return { kind: 'unsure', reason: 'redhat-actions/push-to-registry may push images' };
  const full = splitPartial(tags, /\s/).map((tag) =>
    tag.includes('/') || image === ''
      ? tag
      : `${registry === undefined || registry === '' ? '' : `${registry}/`}${image}:${tag}`,
  );
  const place = step.input('tags')?.place ?? uses.place;
  const read = namesOfInput(full.join('\n'), null, place, job, step, scene);
  return {
    kind: 'builds',
    builds: [
      {
        run: scene.run,
        job,
        step,
        tool: 'redhat-actions/push-to-registry',
        place: uses.place,
        push: { is: 'yes', reason: `${shownPartial(uses.value)} pushes`, place: uses.place },
        kind: 'tags',
        names: read.names,
        open: read.open,
        namesPlace: place,
        platforms: [],
        dockerfile: null,
        context: null,
        target: null,
        buildArgs: [],
        labels: null,
      },
    ],
  };
}
