import type { Declared, Place } from '../core/place.ts';
import { inFile } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import type { Unknown } from '../core/unknown.ts';
import type { Project } from '../project/project.ts';
import type { Trigger, TriggerFilter, Workflow } from '../project/workflow.ts';
import { parsePep440 } from '../version/pep440.ts';
import { parseTag } from '../version/tag.ts';
import { messageOf, skipWords } from './skip-words.ts';
import type { FilterAnswer } from './tag-filter.ts';
import { passesTags, passesTagsIgnore } from './tag-filter.ts';

/**
 * Whether the push of a tag starts a workflow. Not judged here: `[skip ci]` in the tagged commit's message, a tag pushed
 * with `GITHUB_TOKEN`, and more than three tags pushed at once, none of which starts anything.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#push
 */
export type TagStart = {
  readonly workflow: Workflow;
  readonly starts: 'yes' | 'no' | 'unknown';
  /** What settles it. */
  readonly because: StartReason;
  /** Completes "the tag TAG …": `matches v*`, `matches none of the patterns under tags`. */
  readonly reason: string;
  /** The pattern, filter or event that settles it. */
  readonly place: Place;
  /** The pattern that settles it; the first one where none matches. Null where no pattern is asked. */
  readonly pattern: string | null;
  /** Events other than the push of this tag that start the workflow; of `push`, a push to a branch. */
  readonly otherWays: readonly OtherWay[];
};

export type StartReason =
  /** `push` without a filter for refs, or `create`: every tag starts it. */
  | 'every-tag'
  /** A pattern under `tags` takes the tag in; or none under `tags-ignore` keeps it out. */
  | 'taken-in'
  /** No pattern under `tags` matches. */
  | 'unmatched'
  /** A `!` pattern takes it out again, or one under `tags-ignore` keeps it out. */
  | 'kept-out'
  /** `push` filters branches only. */
  | 'branches-only'
  /** The workflow does not listen for pushes. */
  | 'no-push'
  /** A filter that cannot be read, or a workflow that cannot. */
  | 'unreadable';

export type OtherWay = {
  readonly event: Declared<string>;
  /** `branch` for a push to a branch; `pull-request` and its like run for what is not merged; `any` for the rest. */
  readonly kind: 'branch' | 'pull-request' | 'any';
};

/** What the push of the release's tag starts. */
export type TagPush = {
  readonly tag: string;
  /** Words in the message of the tagged commit that keep pushes from starting anything; null where none are, or it is not known. */
  readonly skipWords: string | null;
  /** One for each workflow of the repository, in its order. */
  readonly starts: readonly TagStart[];
  /**
   * The last earlier tags of the same kind (finals, or pre-releases), newest first, and the files of the workflows that
   * their push would not start as the workflows are now; unknown where the tags are.
   */
  readonly earlier: readonly { readonly tag: string; readonly notStarted: readonly string[] }[] | Unknown;
};

/** Earlier tags that are asked about: older ones may have been released in another way. */
const RECENT = 3;

/** Says what the push of a tag starts; null where no tag is known. */
export function planTagPush({ workflows, history, conventions, commit }: Project, tag: string | null): TagPush | null {
  if (tag === null) return null;
  const starts = workflows.map((workflow) => startOfTag(workflow, tag));
  const message = messageOf(commit);
  const words = message === null ? null : skipWords(message);
  const tags = isUnknown(history) ? history : history.tags;
  if (isUnknown(tags)) return { tag, skipWords: words, starts, earlier: tags };
  const earlier = tags
    .filter(({ name }) => name !== tag && !conventions.aliases.includes(name) && isAlike(name, tag))
    .slice(0, RECENT)
    .map(({ name }) => ({
      tag: name,
      notStarted: workflows.flatMap((workflow) => (startOfTag(workflow, name).starts === 'no' ? [workflow.file] : [])),
    }));
  return { tag, skipWords: words, starts, earlier };
}

/** Of the same component, and both final or both not: `v1.2` and `1.1`, `v1.2rc1` and `v1.2b1`. */
function isAlike(a: string, b: string): boolean {
  const [one, other] = [kindOf(a), kindOf(b)];
  return one !== null && one === other;
}

function kindOf(tag: string): string | null {
  const parsed = parseTag(tag);
  if (parsed === null) return null;
  const version = parsePep440(parsed.version);
  const kind = version === null || version.isPre || version.isDev ? 'pre' : version.isPost ? 'post' : 'final';
  return `${parsed.prefix.replace(/[vV]\.?$/, '').toLowerCase()} ${kind}`;
}

/** Whether the push of a tag starts a workflow. */
export function startOfTag(workflow: Workflow, tag: string): TagStart {
  const otherWays = workflow.on.flatMap(otherWay);
  const whole = inFile(workflow.file);
  if (workflow.broken !== null)
    return {
      workflow,
      otherWays,
      ...answer('unknown', 'unreadable', `meets ${workflow.file}, which cannot be read`, { place: whole }),
    };
  const create = workflow.on.find(({ event }) => event.value === 'create');
  if (create !== undefined)
    return {
      workflow,
      otherWays,
      ...answer('yes', 'every-tag', 'is created, and `create` has no filters', { place: create.event.place }),
    };
  const pushes = workflow.on.filter(({ event }) => event.value === 'push');
  const [push] = pushes;
  const place = workflow.on[0]?.event.place ?? whole;
  const judged =
    push === undefined
      ? answer('no', 'no-push', 'is pushed, and the workflow does not listen for pushes', { place })
      : judgePush(push, tag);
  return { workflow, otherWays, ...judged };
}

type Judged = Pick<TagStart, 'starts' | 'because' | 'reason' | 'place' | 'pattern'>;

function answer(
  starts: TagStart['starts'],
  because: StartReason,
  reason: string,
  { place, value = null }: { readonly place: Place; readonly value?: string | null },
): Judged {
  return { starts, because, reason, place, pattern: value };
}

/**
 * "If you define only tags/tags-ignore or only branches/branches-ignore, the workflow won't run for events affecting the
 * undefined Git ref. […] Path filters are not evaluated for pushes of tags."
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onpushbranchestagsbranches-ignoretags-ignore
 */
function judgePush({ event, filters, raw }: Trigger, tag: string): Judged {
  const named = (...names: readonly string[]): TriggerFilter | undefined =>
    filters.find(({ name }) => names.includes(name.value));
  const tags = named('tags');
  const ignored = named('tags-ignore');
  const odd = raw?.kind === 'map' ? raw.entries.find(({ name }) => REFS.has(name) && named(name) === undefined) : null;
  if (odd != null)
    return answer('unknown', 'unreadable', `meets \`${odd.name}\` without a pattern`, { place: event.place });
  if (tags !== undefined && ignored !== undefined)
    return answer('unknown', 'unreadable', 'meets `tags` beside `tags-ignore`, which GitHub refuses', {
      place: tags.name.place,
    });
  if (tags !== undefined) return judgeTags(tags, tag);
  if (ignored !== undefined) return judgeIgnored(ignored, tag);
  const branches = named('branches', 'branches-ignore');
  return branches === undefined
    ? answer('yes', 'every-tag', 'is pushed, and `push` has no filter for tags or branches', { place: event.place })
    : answer('no', 'branches-only', `is no branch, and \`push\` is limited by \`${branches.name.value}\``, {
        place: branches.name.place,
      });
}

const REFS = new Set(['tags', 'tags-ignore', 'branches', 'branches-ignore']);

function judgeTags(filter: TriggerFilter, tag: string): Judged {
  const found = passesTags(
    tag,
    filter.patterns.map(({ value }) => value),
  );
  const by = patternOf(filter, found);
  if (found.answer === 'match') return answer('yes', 'taken-in', `matches \`${by.value}\``, by);
  if (found.answer === 'unknown') return unclear(by);
  return found.by === null
    ? answer('no', 'unmatched', 'matches no pattern under `tags`', by)
    : answer('no', 'kept-out', `is taken out by \`${by.value}\``, by);
}

function judgeIgnored(filter: TriggerFilter, tag: string): Judged {
  const found = passesTagsIgnore(
    tag,
    filter.patterns.map(({ value }) => value),
  );
  const by = patternOf(filter, found);
  if (found.answer === 'match')
    return answer('yes', 'taken-in', 'matches no pattern under `tags-ignore`', { place: filter.name.place });
  return found.answer === 'unknown'
    ? unclear(by)
    : answer('no', 'kept-out', `is kept out by \`${by.value}\` under \`tags-ignore\``, by);
}

function unclear(by: Declared<string>): Judged {
  return answer('unknown', 'unreadable', `meets \`${by.value}\`, which is no filter pattern that GitHub documents`, by);
}

function patternOf({ patterns, name }: TriggerFilter, { by }: FilterAnswer): Declared<string> {
  return patterns[by ?? 0] ?? name;
}

/** Whether a trigger can start the workflow without the tag's push. */
function otherWay(trigger: Trigger): readonly OtherWay[] {
  const { event, filters } = trigger;
  const { value } = event;
  if (value === 'push') {
    const has = (...names: readonly string[]): boolean => filters.some(({ name }) => names.includes(name.value));
    const isForTagsOnly = has('tags', 'tags-ignore') && !has('branches', 'branches-ignore');
    return isForTagsOnly ? [] : [{ event, kind: 'branch' }];
  }
  const isPullRequest = /^(pull_request|merge_group)/.test(value);
  // A merged pull request is `closed`: releases are made of it.
  const isClosed = filters.some(({ patterns }) => patterns.some((pattern) => pattern.value === 'closed'));
  return [{ event, kind: isPullRequest && !isClosed ? 'pull-request' : 'any' }];
}
