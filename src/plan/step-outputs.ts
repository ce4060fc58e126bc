import { unknown } from '../core/unknown.ts';
import { emitted, metadataOfStep } from './image-metadata.ts';
import type { Metadata } from './metadata-types.ts';
import { hole } from '../core/partial.ts';
import type { Frame } from './run-contexts.ts';
import type { StepRun } from './simulation.ts';
import type { Value } from './value.ts';
import { mapOf } from './value.ts';

/** What a published action puts out; unknown but for those that are simulated. */
export function actionOutputs(uses: string, run: StepRun, frame: Frame): Value {
  void frame;
  const metadata = metadataOfStep(run);
  return metadata === null ? unknown(`what ${uses.split('@')[0] ?? uses} puts out`) : outputsOf(metadata);
}

/** Those of docker/metadata-action. `json` and `labels` hold the time of the run. */
function outputsOf({ fullNames, tags, version, problems }: Metadata): Value {
  if (problems.length > 0) return unknown('what docker/metadata-action puts out, which fails');
  const open = (name: string): Value => unknown(`the ${name} that docker/metadata-action makes`);
  return mapOf({
    version: version ?? '',
    tags: fullNames.map(emitted).join('\n'),
    'tag-names': tags.map(({ tag, certain }) => (certain ? tag : `${tag}${hole('whether it is made')}`)).join('\n'),
    labels: open('labels'),
    annotations: open('annotations'),
    json: open('JSON'),
    'bake-file': open('bake file'),
    'bake-file-tags': open('bake file'),
    'bake-file-labels': open('bake file'),
    'bake-file-annotations': open('bake file'),
  });
}
