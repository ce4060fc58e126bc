import type { Place } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import type { FragmentTool } from '../project/fragments.ts';
import type { Project } from '../project/project.ts';
import type { ShellCommand } from '../project/shell.ts';
import type { Job, Step, Workflow } from '../project/workflow.ts';
import { bodyFile } from './notes-body.ts';
import { commandExtraction } from './notes-commands.ts';
import { actionExtraction } from './notes-actions.ts';
import type { Release } from './plan.ts';

/** A step that cuts the notes of the release out of the changelog, or takes them from a file, and finds none. */
export type FailedExtraction = {
  /** `taiki-e/create-gh-release-action`, `sed`, `body_path`. */
  readonly tool: string;
  readonly place: Place;
  readonly workflow: string;
  /** The file that it reads. */
  readonly file: string;
  /** `absent`: nothing in the file fits. `empty`: what fits has nothing below it. `no-file`: there is no such file. */
  readonly outcome: 'absent' | 'empty' | 'no-file';
  /** What it looks for: `## [1.2.3]`. */
  readonly sought: string;
};

/** A command that gathers change fragments, in a workflow that a tag or a release starts. */
export type FragmentBuild = { readonly tool: FragmentTool; readonly place: Place; readonly workflow: string };

/** How the workflows that a release starts come by its notes. */
export type ReleaseNotes = {
  /** Only those that can be told for sure; empty without a release. */
  readonly failed: readonly FailedExtraction[];
  readonly builds: readonly FragmentBuild[];
};

/** A step on the way, with what ran before it in its job. */
export type NotesStep = {
  readonly project: Project;
  readonly release: Release;
  readonly workflow: Workflow;
  readonly job: Job;
  readonly step: Step;
  readonly before: readonly Step[];
};

/** Says what comes of the release notes in the workflows that a release starts; pure. */
export function planNotes(project: Project, release: Release | null): ReleaseNotes {
  const started = project.workflows.filter(isStartedByRelease);
  const builds = started.flatMap((workflow) =>
    workflow.jobs.flatMap(({ steps }) => steps.flatMap((step) => buildsOf(workflow, step))),
  );
  if (release === null) return { failed: [], builds };
  const failed = started.flatMap((workflow) =>
    workflow.jobs.flatMap((job) =>
      job.steps.flatMap((step, i) => {
        // What only happens under a condition may not happen for this release.
        if (!isAlways(step.if?.value) || !isAlways(job.if?.value)) return [];
        const given: NotesStep = { project, release, workflow, job, step, before: job.steps.slice(0, i) };
        return [actionExtraction(given), commandExtraction(given), bodyFile(given)].filter((one) => one !== null);
      }),
    ),
  );
  return { failed, builds };
}

/** No condition, or one that holds for every tag of the repository itself. */
function isAlways(condition: string | undefined): boolean {
  const bare = (condition ?? '').replace(/^\s*\$\{\{|\}\}\s*$/g, '').trim();
  return (
    bare === '' ||
    /^(?:startsWith\(github\.ref, *'refs\/tags\/v?'\)|github\.repository(?:_owner)? *== *'[\w./-]+')$/.test(bare)
  );
}

/** By a pushed tag, or by a GitHub release. With branches beside it, a run may be for no release. */
function isStartedByRelease({ on, broken }: Workflow): boolean {
  if (broken !== null) return false;
  return on.some(
    ({ event, filters }) =>
      event.value === 'release' ||
      (event.value === 'push' &&
        filters.some(({ name }) => name.value === 'tags') &&
        !filters.some(({ name }) => name.value.startsWith('branches'))),
  );
}

function buildsOf({ file }: Workflow, { run }: Step): readonly FragmentBuild[] {
  if (run === null || isUnknown(run.commands)) return [];
  return run.commands.flatMap((command) => {
    const tool = buildTool(command);
    return tool === null ? [] : [{ tool, place: command.place, workflow: file }];
  });
}

/** `towncrier build` or, before 19.9, `towncrier` alone; behind `uv run`, `python -m`, `hatch run`. */
function buildTool({ words }: ShellCommand): FragmentTool | null {
  const texts = words.map(({ text }) => text);
  const at = texts.findIndex((text) => /^(?:towncrier|scriv|changie|knope)$/.test(text));
  if (at === -1 || at > 5 || texts.includes('--draft') || texts.includes('install') || texts.includes('add'))
    return null;
  const [tool, verb = ''] = texts.slice(at);
  if (tool === 'towncrier') return verb === 'build' || verb === '' || verb.startsWith('-') ? 'towncrier' : null;
  if (tool === 'scriv') return verb === 'collect' ? 'scriv' : null;
  if (tool === 'changie') return verb === 'batch' || verb === 'merge' ? 'changie' : null;
  return verb === 'release' || verb === 'prepare-release' ? 'changesets' : null;
}
