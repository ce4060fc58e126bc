import type { Partial } from '../core/partial.ts';
import { hole } from '../core/partial.ts';
import type { PlannedTag } from './planned-tag.ts';
import type { Entries, Value, ValueMap } from './value.ts';
import { mapOf } from './value.ts';
import { unknown } from '../core/unknown.ts';

/** Something that happens at GitHub and may start workflows. */
export type PlannedEvent = {
  /** Unique: `push-tag`, `create-tag`, `release-published`, `push-branch`, `dispatch`, `workflow-run:.github/workflows/ci.yml`. */
  readonly id: string;
  /** As under `on`. */
  readonly name: 'push' | 'create' | 'release' | 'workflow_run' | 'workflow_dispatch';
  /** The activity type: `published`; null where the event has none. */
  readonly action: string | null;
  /** The full ref that runs are for. */
  readonly ref: Partial;
  /**
   * `release`: a part of releasing. `branch`: the push of a commit to the default branch, which makes what a release does
   * not. `manual`: a person starts the workflow by hand.
   */
  readonly role: 'release' | 'branch' | 'manual';
  /** Completes "when …": `the tag v1.2.3 is pushed`. */
  readonly shown: string;
  /** `github.event`. */
  readonly payload: ValueMap;
  /** For `workflow_run`: the workflow that has run, its name as `workflows` has it, and what started it. */
  readonly after: { readonly file: string; readonly name: string; readonly event: PlannedEvent } | null;
};

/** What is known of the place where the workflows run. */
export type EventScene = {
  readonly tag: PlannedTag;
  /** `OWNER/NAME`; null where nothing tells. */
  readonly slug: string | null;
  readonly defaultBranch: Partial;
  /** Of the tagged commit; null where it is not known. */
  readonly message: string | null;
};

/** What happens when the tag is pushed and the GitHub Release is published, in this order. */
export function releaseEvents(scene: EventScene): readonly PlannedEvent[] {
  const { tag } = scene;
  const kind = tag.isPrerelease === true ? 'prereleased' : tag.isPrerelease === false ? 'released' : null;
  return [
    tagPushed(scene),
    tagCreated(scene),
    ...['created', 'published', ...(kind === null ? [] : [kind])].map((action) => releaseEvent(scene, action)),
  ];
}

function tagPushed(scene: EventScene): PlannedEvent {
  const { tag } = scene;
  const ref = `refs/tags/${tag.name}`;
  return {
    id: 'push-tag',
    name: 'push',
    action: null,
    ref,
    role: 'release',
    shown: `the tag ${tag.name} is pushed`,
    payload: payload(scene, {
      ref,
      created: true,
      deleted: false,
      forced: false,
      base_ref: unknown('github.event.base_ref'),
      ...commitsOf(scene.message),
    }),
    after: null,
  };
}

function tagCreated(scene: EventScene): PlannedEvent {
  const { tag } = scene;
  return {
    id: 'create-tag',
    name: 'create',
    action: null,
    ref: `refs/tags/${tag.name}`,
    role: 'release',
    shown: `the tag ${tag.name} is created`,
    payload: payload(scene, {
      ref: tag.name,
      ref_type: 'tag',
      master_branch: scene.defaultBranch,
      description: unknown('github.event.description'),
      pusher_type: unknown('github.event.pusher_type'),
    }),
    after: null,
  };
}

function releaseEvent(scene: EventScene, action: string): PlannedEvent {
  const { tag } = scene;
  // Who publishes a final version does not mark it; a pre-release is marked by those who think of it.
  const isPrerelease = tag.isPrerelease === false ? false : unknown('whether the release is marked as a pre-release');
  return {
    id: `release-${action}`,
    name: 'release',
    action,
    ref: `refs/tags/${tag.name}`,
    role: 'release',
    shown:
      action === 'published'
        ? `the GitHub Release of ${tag.name} is published`
        : `the GitHub Release of ${tag.name} is \`${action}\``,
    payload: payload(scene, {
      action,
      release: mapOf(
        {
          tag_name: tag.name,
          draft: false,
          prerelease: isPrerelease,
          target_commitish: unknown('github.event.release.target_commitish'),
        },
        'github.event.release',
      ),
    }),
    after: null,
  };
}

/** The push of a commit to the default branch. */
export function branchPushed(scene: EventScene): PlannedEvent {
  const ref = `refs/heads/${scene.defaultBranch}`;
  return {
    id: 'push-branch',
    name: 'push',
    action: null,
    ref,
    role: 'branch',
    shown: `a commit is pushed to the default branch`,
    payload: payload(scene, { ref, created: false, deleted: false, forced: false, base_ref: null, ...commitsOf(null) }),
    after: null,
  };
}

/** A person starts a workflow by hand, on a branch or a tag, with whatever inputs. */
export function dispatched(scene: EventScene): PlannedEvent {
  return {
    id: 'dispatch',
    name: 'workflow_dispatch',
    action: null,
    ref: hole('the ref that is chosen'),
    role: 'manual',
    shown: 'somebody starts the workflow by hand',
    payload: payload(scene, {
      inputs: unknown('github.event.inputs'),
      ref: hole('the ref that is chosen'),
      workflow: unknown('github.event.workflow'),
    }),
    after: null,
  };
}

/** A workflow has run for an event, and succeeded. Its follower runs for the default branch. */
export function workflowRan(
  scene: EventScene,
  ran: { readonly file: string; readonly name: string; readonly event: PlannedEvent; readonly conclusion: Value },
): PlannedEvent {
  const head = ran.event.ref.replace(/^refs\/(?:tags|heads)\//, '');
  return {
    id: `workflow-run:${ran.file}:${ran.event.id}`,
    name: 'workflow_run',
    action: 'completed',
    ref: `refs/heads/${scene.defaultBranch}`,
    role: ran.event.role,
    shown: `${ran.file} has run, after ${ran.event.shown}`,
    payload: payload(scene, {
      action: 'completed',
      workflow_run: mapOf(
        {
          name: ran.name,
          event: ran.event.name,
          head_branch: head,
          conclusion: ran.conclusion,
          status: 'completed',
          path: ran.file,
        },
        'github.event.workflow_run',
      ),
      workflow: mapOf({ name: ran.name, path: ran.file }, 'github.event.workflow'),
    }),
    after: ran,
  };
}

/** A push carries its commits, of which the message may be known. */
function commitsOf(message: string | null): Entries {
  const said = message ?? unknown('the message of the commit');
  const commit = mapOf({ message: said }, 'github.event.head_commit');
  return {
    head_commit: commit,
    // Of a new tag it lists none, or those that no branch has yet.
    commits: unknown('github.event.commits'),
    before: unknown('github.event.before'),
    after: unknown('github.event.after'),
    compare: unknown('github.event.compare'),
    pusher: unknown('github.event.pusher'),
  };
}

/** What every event carries. A key that the event does not have is null, as at GitHub. */
function payload({ slug, defaultBranch }: EventScene, entries: Entries): ValueMap {
  const [owner = '', name = ''] = slug?.split('/') ?? [];
  const repository: Entries =
    slug === null
      ? { default_branch: defaultBranch }
      : {
          default_branch: defaultBranch,
          full_name: slug,
          name,
          owner: mapOf({ login: owner, name: owner }, 'github.event.repository.owner'),
        };
  return mapOf({
    ...entries,
    repository: mapOf(repository, 'github.event.repository'),
    sender: unknown('github.event.sender'),
    organization: unknown('github.event.organization'),
    installation: unknown('github.event.installation'),
    enterprise: unknown('github.event.enterprise'),
  });
}
