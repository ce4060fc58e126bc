import { isUnknown, unknown } from '../core/unknown.ts';
import type { Variables, Workflow } from '../project/workflow.ts';
import { GITHUB_ADDRESS } from '../core/addresses.ts';
import type { EventScene, PlannedEvent } from './events.ts';
import type { Contexts } from './expression.ts';
import { evaluateText } from './expression.ts';
import { hole, isWhole } from '../core/partial.ts';
import type { Truth, Value, ValueMap } from './value.ts';
import { isMap, mapOf } from './value.ts';

/**
 * Contexts by name, innermost first; what is not among them is null. `foreign`, which no expression can name, is why
 * `env` may hold more than is known: an action that sets variables.
 */
export type Frame = { readonly [name: string]: Value };

export function contextsOf(frame: Frame, success: Truth = true): Contexts {
  return {
    context: (name) => (Object.hasOwn(frame, name) ? opened(frame, name) : null),
    // What is simulated is a run in which every step that runs succeeds.
    status: (name) => (name === 'always' ? true : name === 'success' ? success : false),
  };
}

function opened(frame: Frame, name: string): Value {
  const value = frame[name] ?? null;
  const foreign = frame['foreign'] ?? null;
  return name === 'env' && isUnknown(foreign) && isMap(value) && value.otherwise === null
    ? { ...value, otherwise: foreign }
    : value;
}

/** What all jobs of a run know before anything has run. `github.workflow` is the started workflow's, also in a called one. */
export function rootFrame(event: PlannedEvent, scene: EventScene, workflow: Workflow): Frame {
  return {
    github: githubOf(event, scene, workflow),
    secrets: mapOf({ github_token: hole('secrets.GITHUB_TOKEN') }, 'secrets'),
    vars: mapOf({}, 'vars'),
    inputs: event.name === 'workflow_dispatch' ? unknown('inputs') : mapOf({}),
    runner: mapOf({}, 'runner'),
    job: mapOf({}, 'job'),
    jobs: mapOf({}, 'jobs'),
    strategy: mapOf({}, 'strategy'),
    matrix: mapOf({}),
    needs: mapOf({}),
    steps: mapOf({}),
    env: mapOf({}),
  };
}

function githubOf(event: PlannedEvent, { slug }: EventScene, workflow: Workflow): ValueMap {
  const { ref } = event;
  const isTag = ref.startsWith('refs/tags/');
  const isBranch = ref.startsWith('refs/heads/');
  const refName = ref.replace(/^refs\/(?:tags|heads)\//, '');
  const owner = slug?.split('/')[0];
  return mapOf(
    {
      event: event.payload,
      event_name: event.name,
      ref,
      ref_name: isTag || isBranch ? refName : hole('the ref that is chosen'),
      ref_type: isTag ? 'tag' : isBranch ? 'branch' : unknown('github.ref_type'),
      base_ref: '',
      head_ref: '',
      workflow: workflow.name?.value ?? workflow.file,
      server_url: GITHUB_ADDRESS,
      ...(slug === null || owner === undefined ? {} : { repository: slug, repository_owner: owner }),
      token: hole('github.token'),
      sha: hole('the commit'),
      workspace: hole('the workspace'),
    },
    'github',
  );
}

/** The frame with one more block of variables in its `env`; values are evaluated where they stand. */
export function withEnv(frame: Frame, block: Variables): Frame {
  if (isUnknown(block)) return { ...frame, env: mapOf({}, 'env') };
  if (block.length === 0) return frame;
  const outer = frame['env'] ?? null;
  const contexts = contextsOf(frame);
  const own = block.map(({ name, value }) => [name.value, () => evaluateText(value.value, contexts)] as const);
  return { ...frame, env: layered(outer, mapOf(own)) };
}

/** One map over another; where what is above is not fully known, what is below may have been written over. */
export function layered(below: Value, above: ValueMap): Value {
  if (isUnknown(below) || below === null || typeof below !== 'object' || !('kind' in below) || below.kind !== 'map')
    return above;
  const { otherwise } = above;
  const kept =
    otherwise === null
      ? below.entries
      : new Map([...below.entries].map(([key, { name }]) => [key, { name, get: (): Value => otherwise }] as const));
  return { ...below, entries: new Map([...kept, ...above.entries]), otherwise: otherwise ?? below.otherwise };
}

/** Variables that every runner sets, from what the `github` context knows. */
export function runnerVariable(name: string, frame: Frame): Value | undefined {
  if (name === 'CI' || name === 'GITHUB_ACTIONS') return 'true';
  const found =
    /^GITHUB_(EVENT_NAME|REF|REF_NAME|REF_TYPE|BASE_REF|HEAD_REF|REPOSITORY|REPOSITORY_OWNER|SHA|SERVER_URL|WORKFLOW|WORKSPACE)$/.exec(
      name,
    );
  if (found === null) return name.startsWith('GITHUB_') || name.startsWith('RUNNER_') ? unknown(`$${name}`) : undefined;
  const github = frame['github'];
  if (
    github === undefined ||
    github === null ||
    typeof github !== 'object' ||
    !('kind' in github) ||
    github.kind !== 'map'
  )
    return unknown(`$${name}`);
  return github.entries.get((found[1] ?? '').toLowerCase())?.get() ?? unknown(`$${name}`);
}

/** The operating system that a runner's label names, as `runner.os` has it. */
export function runnerOf(labels: readonly string[]): ValueMap {
  const label = labels.find(isWhole) ?? '';
  const os = label.startsWith('ubuntu')
    ? 'Linux'
    : label.startsWith('windows')
      ? 'Windows'
      : label.startsWith('macos')
        ? 'macOS'
        : null;
  return mapOf(os === null ? {} : { os }, 'runner');
}
