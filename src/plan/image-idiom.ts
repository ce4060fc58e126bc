import type { Argument, ScriptReading } from './image-script.ts';
import { ofMetadata } from './image-names.ts';
import type { NameScene } from './image-names.ts';
import type { ImageName } from './images.ts';
import type { MetadataStep } from './image-metadata.ts';
import { isWhole } from '../core/partial.ts';
import { expandShell } from './shell-text.ts';
import type { JobRun, StepRun } from './simulation.ts';

type Scene = {
  readonly job: JobRun;
  readonly step: StepRun;
  readonly names: NameScene;
  readonly reading: ScriptReading;
};

/**
 * The names in `$(jq -cr '.tags | map("-t " + .) | join(" ")' <<< "$DOCKER_METADATA_OUTPUT_JSON")`, as Docker documents
 * it for images of several platforms. Null where no word is that.
 * https://docs.docker.com/build/ci/github-actions/multi-platform/
 */
export function metadataNames(words: readonly Argument[], scene: Scene): readonly ImageName[] | null {
  const word = words.find(({ text, raw }) => !isWhole(text) && /\bjq\b/.test(raw) && /\.tags\b/.test(raw));
  if (word === undefined) return null;
  const source = sourceOf(word.raw, scene);
  if (source === null) return null;
  const select = /select\(\s*startswith\(\s*\\?"(?<start>[^"]*?)\\?"\s*\)/.exec(word.raw)?.groups?.['start'];
  const start =
    select === undefined ? '' : expandShell(scene.step.text(select.replace(/^'|'$/g, '')), scene.reading.lookUp);
  const isPlain = !word.raw.includes('select(') || (select !== undefined && isWhole(start));
  return source.metadata.fullNames
    .filter(({ name }) => !isPlain || name.startsWith(start))
    .map((name) => ofMetadata(source, name))
    .map((name) => (isPlain ? name : { ...name, isCertain: false }));
}

/** The step whose JSON it is: the one that is named, else the last before it, which leaves it in the environment. */
function sourceOf(raw: string, { job, step, names }: Scene): MetadataStep | null {
  const before = job.steps.slice(0, job.steps.indexOf(step));
  const own = names.metadata.filter((one) => one.job === job && before.includes(one.step));
  const text = `${raw}\n${envText(step)}`;
  const named = own.find(({ step: made }) => {
    const id = made.step.id?.value;
    return id !== undefined && text.includes(`steps.${id}.outputs.json`);
  });
  if (named !== undefined) return named;
  return raw.includes('DOCKER_METADATA_OUTPUT_JSON') || /\$\w*(?:META|JSON|TAGS)/.test(raw)
    ? (own.at(-1) ?? null)
    : null;
}

function envText({ step }: StepRun): string {
  return 'unknown' in step.env ? '' : step.env.map(({ value }) => value.value).join('\n');
}
