import type { Place } from '../core/place.ts';
import type { Variable } from '../project/workflow.ts';
import type { SourceText } from '../project/source.ts';
import type { MetadataStep } from './image-metadata.ts';
import { emitted, placeOfLine } from './image-metadata.ts';
import { linePlaces, listOfInput, nameOf, originOfLines } from './image-text.ts';
import type { ImageName } from './images.ts';
import type { MetadataName } from './metadata-types.ts';
import type { Partial } from '../core/partial.ts';
import { holesIn, isWhole, knownPieces } from '../core/partial.ts';
import type { JobRun, StepRun, WorkflowRun } from './simulation.ts';

/** What the names of a run may come from. */
export type NameScene = {
  readonly run: WorkflowRun;
  readonly metadata: readonly MetadataStep[];
  readonly sources: ReadonlyMap<string, SourceText>;
  /** Names by the text that docker/metadata-action puts out for them. */
  readonly emitted: ReadonlyMap<string, readonly EmittedName[]>;
};

type EmittedName = { readonly step: MetadataStep; readonly name: MetadataName };

export type Names = { readonly names: readonly ImageName[]; readonly open: string | null };

export function nameScene(
  run: WorkflowRun,
  metadata: readonly MetadataStep[],
  sources: ReadonlyMap<string, SourceText>,
): NameScene {
  const table = new Map<string, EmittedName[]>();
  for (const step of metadata) {
    for (const name of step.metadata.fullNames) {
      const text = emitted(name);
      const list = table.get(text);
      if (list === undefined) table.set(text, [{ step, name }]);
      else list.push({ step, name });
    }
  }
  return { run, metadata, sources, emitted: table };
}

/** The names in an input that lists them, by lines and commas. */
export function namesOfInput(
  text: Partial,
  given: Variable['value'] | null,
  at: Place,
  job: JobRun,
  step: StepRun,
  scene: NameScene,
): Names {
  const places = given === null ? [] : linePlaces(given, scene.sources);
  const origins = given === null ? [] : originOfLines(given.value, step.text);
  const names: ImageName[] = [];
  let open: string | null = null;
  for (const [i, line] of text.split('\n').entries()) {
    const place = places[origins[i] ?? -1] ?? at;
    for (const entry of listOfInput(line)) {
      const name = nameFrom(entry, place, { job, raw: given?.value ?? '' }, scene);
      if (name === null) open ??= holesIn(entry).join(', ') || 'a variable that is empty';
      else names.push(name);
    }
  }
  return { names, open };
}

/** One name; null where nothing of it is known. */
export function nameFrom(
  text: Partial,
  place: Place,
  at: { readonly job: JobRun; readonly raw: string },
  scene: NameScene,
): ImageName | null {
  const found = sourceOf(text, at, scene);
  if (found !== null) return ofMetadata(found.step, found.name);
  if (!isWhole(text) && knownPieces(text).every((piece) => piece.trim() === '')) return null;
  const { image, tag } = nameOf(text);
  // A registry would refuse a name without a tag behind its colon; rather is it a variable that is set in a way not followed.
  return tag === '' || image === '' ? null : { image, tag, place, type: null, source: null, isCertain: true };
}

/** A name that docker/metadata-action makes. */
export function ofMetadata(step: MetadataStep, { name, image, tag, certain }: MetadataName): ImageName {
  const place = placeOfLine(step, tag.line);
  const own = image === null ? nameOf(name) : { image, tag: tag.tag };
  return { ...own, place, type: tag.type, source: step, isCertain: certain };
}

/** The step that has put out a name: the one that the input refers to, else one of the same job, else any of the run. */
function sourceOf(
  text: Partial,
  { job, raw }: { readonly job: JobRun; readonly raw: string },
  scene: NameScene,
): EmittedName | null {
  const found = scene.emitted.get(text) ?? [];
  const own = found.filter(({ step }) => step.job === job);
  const referred = own.find(({ step }) => {
    const id = step.step.step.id?.value;
    return id !== undefined && raw.includes(`steps.${id}.`);
  });
  return referred ?? own[0] ?? found[0] ?? null;
}
