import type { MetadataEntry } from '../plan/image-metadata.ts';
import type { ImagePlan } from '../plan/images.ts';
import type { Workflow } from '../project/workflow.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-trigger-missing',
    summary: 'Images are to be tagged with the version, and their workflow never runs for a tag',
    why: 'The release has no image: docker/metadata-action reads the version from the tag that a run is for.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'versions', 'history'],
  },
  messages: {
    never: {
      what: '`{line}` reads the version from a tag, and {file} starts for {events} only',
      todo: "Write `tags: ['{prefix}*']` under `push:` in {file}, or `release:` with `types: [published]` under `on:`.",
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const { simulation, images } = plan;
    if (simulation === null) return skip('nothing tells what the tag of a release looks like');
    if (isMadeElsewhere(images)) return skip('another workflow pushes images with the version');
    const { name, version } = simulation.tag;
    const prefix = name.slice(0, name.length - version.length);
    const said = new Set<string>();
    for (const step of images.metadata) {
      const { workflow, starter } = step.job;
      const line = step.entries.find(readsTag);
      if (line === undefined || workflow !== starter || mayRunForTag(workflow) || said.has(workflow.file)) continue;
      const isPushed = images.builds.some(({ job, pushes }) => job === step.job && pushes.is === 'yes');
      if (!isPushed) continue;
      said.add(workflow.file);
      const events = workflow.on.map(({ event }) => `\`${event.value}\``).join(', ');
      report('never', { at: line.place, data: { line: line.text, file: workflow.file, events, prefix } });
    }
  },
});

/** A line that makes something of a tag and of nothing else. */
function readsTag({ text }: MetadataEntry): boolean {
  if (/(?:^|,)(?:value|enable)=/.test(text)) return false;
  return /^type=(?:semver|pep440|match)(?:,|$)/.test(text) || /^type=ref,(?:.*,)?event=tag(?:,|$)/.test(text);
}

/** By hand a workflow can be started on a tag as well, and what another one calls or follows may be for one. */
function mayRunForTag({ on }: Workflow): boolean {
  return on.some(({ event, filters }) => {
    if (/^(?:release|create|workflow_dispatch|workflow_call|workflow_run|repository_dispatch)$/.test(event.value))
      return true;
    if (event.value !== 'push') return false;
    const names = filters.map(({ name }) => name.value);
    return (
      names.some((name) => name === 'tags' || name === 'tags-ignore') ||
      !names.some((name) => name.startsWith('branches'))
    );
  });
}

function isMadeElsewhere({ tags, unsure }: ImagePlan): boolean {
  return tags.length > 0 || unsure.some(({ run }) => run.event.role === 'release');
}
