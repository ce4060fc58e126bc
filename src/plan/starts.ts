import { inFile } from '../core/place.ts';
import type { Trigger, Workflow } from '../project/workflow.ts';
import type { Answer } from './answer.ts';
import type { EventScene, PlannedEvent } from './events.ts';
import { isWhole } from '../core/partial.ts';
import { skipWords } from './skip-words.ts';
import { passesTags, passesTagsIgnore } from './tag-filter.ts';
import { startOfTag } from './triggers.ts';

/** Whether an event starts a workflow that listens for it. */
export function startOf(workflow: Workflow, event: PlannedEvent, scene: EventScene): Answer {
  const trigger = workflow.on.find((one) => one.event.value === event.name);
  if (trigger === undefined)
    return {
      is: 'no',
      reason: `it does not listen for \`${event.name}\``,
      place: workflow.on[0]?.event.place ?? inFile(workflow.file),
    };
  if (event.name === 'push') {
    const skip = scene.message === null ? null : skipWords(scene.message);
    if (skip !== null && event.role === 'release')
      return { is: 'no', reason: `the message of the commit says \`${skip}\``, place: trigger.event.place };
    return event.ref.startsWith('refs/tags/')
      ? ofTag(workflow, scene.tag.name)
      : ofBranch(trigger, scene.defaultBranch);
  }
  const typed = ofType(trigger, event);
  if (typed.is !== 'yes') return typed;
  // "Workflows are not triggered for the created, edited, or deleted activity types for draft releases", and the
  // browser saves drafts by itself; `prereleased` does not happen to a pre-release that was a draft.
  if (event.name === 'release' && (event.action === 'created' || event.action === 'prereleased'))
    return {
      ...typed,
      is: 'unknown',
      reason: `\`${event.action}\` does not happen to a release that was a draft before`,
    };
  return event.name === 'workflow_run' ? ofWorkflowRun(trigger, event) : typed;
}

function ofTag(workflow: Workflow, tag: string): Answer {
  // `create` is an event of its own here.
  const { starts, reason, place } = startOfTag(
    { ...workflow, on: workflow.on.filter(({ event }) => event.value !== 'create') },
    tag,
  );
  return { is: starts, reason: `the tag ${tag} ${reason}`, place };
}

/** `on.push.branches` reads patterns as `tags` does. */
function ofBranch({ event, filters }: Trigger, branch: string): Answer {
  const named = (name: string): Trigger['filters'][number] | undefined =>
    filters.find((one) => one.name.value === name);
  const [branches, ignored] = [named('branches'), named('branches-ignore')];
  const paths = named('paths') ?? named('paths-ignore');
  const { place } = event;
  if (branches === undefined && ignored === undefined) {
    const tags = named('tags') ?? named('tags-ignore');
    if (tags !== undefined) return { is: 'no', reason: '`push` is limited to tags', place: tags.name.place };
    return paths === undefined
      ? { is: 'yes', reason: '`push` has no filter for branches', place }
      : { is: 'unknown', reason: 'it depends on the files that the commit changes', place: paths.name.place };
  }
  const filter = branches ?? ignored;
  if (filter === undefined || !isWhole(branch))
    return { is: 'unknown', reason: 'the name of the default branch is not known', place: filter?.name.place ?? place };
  const patterns = filter.patterns.map(({ value }) => value);
  const found = branches === undefined ? passesTagsIgnore(branch, patterns) : passesTags(branch, patterns);
  if (found.answer === 'unknown')
    return { is: 'unknown', reason: 'a pattern is none that GitHub documents', place: filter.name.place };
  if (found.answer === 'no-match')
    return {
      is: 'no',
      reason: `the branch ${branch} does not pass \`${filter.name.value}\``,
      place: filter.name.place,
    };
  return paths === undefined
    ? { is: 'yes', reason: `the branch ${branch} passes \`${filter.name.value}\``, place: filter.name.place }
    : { is: 'unknown', reason: 'it depends on the files that the commit changes', place: paths.name.place };
}

/** `types`; without it, `release` and `workflow_run` start for every type. */
function ofType({ event, filters }: Trigger, { name, action }: PlannedEvent): Answer {
  const types = filters.find((one) => one.name.value === 'types');
  if (types === undefined || action === null)
    return { is: 'yes', reason: `it listens for \`${name}\``, place: event.place };
  const found = types.patterns.find(({ value }) => value === action);
  if (found === undefined && name === 'workflow_run' && types.patterns.length > 0)
    return { is: 'unknown', reason: 'it starts before the other workflow has ended', place: types.name.place };
  return found === undefined
    ? { is: 'no', reason: `\`types\` does not list \`${action}\``, place: types.name.place }
    : { is: 'yes', reason: `\`types\` lists \`${action}\``, place: found.place };
}

/** `workflows` names what it waits for; `branches` is held against the branch, or the tag, that those ran for. */
function ofWorkflowRun({ event, filters }: Trigger, { after }: PlannedEvent): Answer {
  const workflows = filters.find((one) => one.name.value === 'workflows');
  const name = after?.name ?? '';
  const place = workflows?.name.place ?? event.place;
  if (
    workflows === undefined ||
    !workflows.patterns.some(({ value }) => value === name || value === after?.file.split('/').at(-1))
  )
    return { is: 'no', reason: `\`workflows\` does not name ${name}`, place };
  if (!workflows.patterns.some(({ value }) => value === name))
    return { is: 'unknown', reason: '`workflows` has the name of a file where the name of a workflow goes', place };
  const branches = filters.find((one) => one.name.value === 'branches' || one.name.value === 'branches-ignore');
  if (branches === undefined) return { is: 'yes', reason: `\`workflows\` names ${name}`, place };
  const head = after?.event.ref.replace(/^refs\/(?:heads|tags)\//, '') ?? '';
  if (!isWhole(head)) return { is: 'unknown', reason: 'the branch is not known', place: branches.name.place };
  const patterns = branches.patterns.map(({ value }) => value);
  const { answer } = branches.name.value === 'branches' ? passesTags(head, patterns) : passesTagsIgnore(head, patterns);
  return {
    is: answer === 'match' ? 'yes' : answer === 'no-match' ? 'no' : 'unknown',
    reason: `${head} ${answer === 'match' ? 'passes' : 'does not pass'} \`${branches.name.value}\``,
    place: branches.name.place,
  };
}
