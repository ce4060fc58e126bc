import type { Place } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import type { Step, Variable } from '../project/workflow.ts';
import type { SourceText } from '../project/source.ts';
import { jobTest } from './job-steps.ts';
import { linePlaces, originOfLines } from './image-text.ts';
import { metadataOf } from './metadata-action.ts';
import type { Metadata, MetadataContext, MetadataName } from './metadata-types.ts';
import type { Partial } from '../core/partial.ts';
import { hole } from '../core/partial.ts';
import type { JobRun, StepRun, WorkflowRun } from './simulation.ts';
import { actionReference } from './upload-actions.ts';
import { textOf } from './value.ts';

/** A step of docker/metadata-action in a run, and what it makes. */
export type MetadataStep = {
  readonly run: WorkflowRun;
  readonly job: JobRun;
  readonly step: StepRun;
  /** The `uses:` value. */
  readonly place: Place;
  readonly metadata: Metadata;
  readonly entries: readonly MetadataEntry[];
  /** Lines of the input `flavor`. */
  readonly flavors: readonly MetadataEntry[];
  /** The input `flavor`; null where it is not given. */
  readonly flavor: { readonly value: Partial; readonly place: Place } | null;
  /** The input `tags`; null where it is not given. */
  readonly tags: { readonly value: Partial; readonly place: Place } | null;
};

/** A line of an input with something in it. */
export type MetadataEntry = { readonly index: number; readonly text: Partial; readonly place: Place };

const known = new WeakMap<StepRun, { readonly metadata: Metadata | null }>();

/** What a step of docker/metadata-action makes; null for other steps. */
export function metadataOfStep(run: StepRun): Metadata | null {
  const kept = known.get(run);
  if (kept !== undefined) return kept.metadata;
  const metadata = isMetadata(run.step) ? compute(run) : null;
  known.set(run, { metadata });
  return metadata;
}

const isMetadata = ({ uses }: Step): boolean =>
  uses !== null && actionReference(uses.value).slug === 'docker/metadata-action';
const hasMetadata = jobTest(isMetadata);

function compute(run: StepRun): Metadata {
  const value = (name: string): Partial => run.input(name)?.value ?? '';
  const context = run.input('context')?.value;
  return metadataOf(
    {
      images: value('images'),
      tags: value('tags'),
      flavor: value('flavor'),
      ...(context === undefined ? {} : { context }),
    },
    contextOf(run),
  );
}

function contextOf(run: StepRun): MetadataContext {
  const github = (path: string): Partial => run.text(`\${{ github.${path} }}`);
  const length = run.variable('DOCKER_METADATA_SHORT_SHA_LENGTH');
  const baseRef = github('event.base_ref');
  return {
    eventName: github('event_name'),
    ref: github('ref'),
    sha: github('sha'),
    baseRef: baseRef === '' ? null : baseRef,
    defaultBranch: github('event.repository.default_branch'),
    pullRequest: null,
    now: hole('the time of the run'),
    commitDate: hole('the time of the commit'),
    ...(length === undefined ? {} : { env: { DOCKER_METADATA_SHORT_SHA_LENGTH: textOf(length) } }),
  };
}

/** A name as the output `tags` holds it: where it is open whether it is made, with a hole behind it. */
export function emitted({ name, certain }: MetadataName): Partial {
  return certain ? name : `${name}${hole('whether its line of docker/metadata-action applies')}`;
}

/** All steps of docker/metadata-action in a run. */
export function metadataSteps(run: WorkflowRun, sources: ReadonlyMap<string, SourceText>): readonly MetadataStep[] {
  const found: MetadataStep[] = [];
  for (const job of run.jobs) {
    if (job.runs.is === 'no' || !hasMetadata(job)) continue;
    for (const step of job.steps) {
      if (!isMetadata(step.step) || step.step.uses === null || step.runs.is === 'no') continue;
      const metadata = metadataOfStep(step);
      if (metadata === null) continue;
      const flavor = step.input('flavor');
      const tags = step.input('tags');
      const entries = entriesOf(step, 'tags', sources);
      const flavors = entriesOf(step, 'flavor', sources);
      found.push({ run, job, step, place: step.step.uses.place, metadata, entries, flavors, flavor, tags });
    }
  }
  return found;
}

function entriesOf(
  step: StepRun,
  input: 'tags' | 'flavor',
  sources: ReadonlyMap<string, SourceText>,
): readonly MetadataEntry[] {
  const given = variableOf(step, input);
  if (given === null) return [];
  const places = linePlaces(given, sources);
  const origins = originOfLines(given.value, step.text);
  return (step.input(input)?.value ?? '').split('\n').flatMap((text, index) => {
    const line = text.trim();
    if (line === '') return [];
    return [{ index, text: line, place: places[origins[index] ?? -1] ?? given.place }];
  });
}

/** A value below `with` as it stands in the file. */
export function variableOf({ step }: StepRun, name: string): Variable['value'] | null {
  if (isUnknown(step.with)) return null;
  return step.with.findLast((one) => one.name.value.toLowerCase() === name)?.value ?? null;
}

/** Where the line stands that makes a tag. */
export function placeOfLine({ entries, tags, place }: MetadataStep, line: number | null): Place {
  return entries.find(({ index }) => index === line)?.place ?? tags?.place ?? place;
}
