import { isUnknown } from '../core/unknown.ts';
import type { ImageBuild } from '../plan/images.ts';
import type { Variables } from '../project/workflow.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-labels-unused',
    summary: 'The labels that docker/metadata-action makes are not given to the build',
    why: 'The image does not say which version, commit and repository it was made from, though a step works it out.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'versions'],
  },
  messages: {
    unused: {
      what: '`{tool}` takes its tags from step {step}, and not the labels that it makes',
      todo: 'Add {line} below the tags.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const said = new Set<string>();
    for (const build of plan.images.builds) {
      const step = metadataOf(build);
      const key = JSON.stringify(build.place);
      if (step === null || build.kind === 'merge' || build.push.is === 'no' || said.has(key)) continue;
      said.add(key);
      const line = `\`labels: \${{ steps.${step}.outputs.labels }}\``;
      report('unused', { at: build.place, data: { tool: build.tool, step, line } });
    }
  },
});

/** The step whose tags are taken and whose labels are mentioned nowhere in the job; null where there is none. */
function metadataOf({ step, job, labels, tool }: ImageBuild): string | null {
  if (!tool.endsWith('/build-push-action') || labels !== null || step.inputs === null) return null;
  const id = /steps\.([\w-]+)\.outputs\.tags\b/.exec(textOf(step.step.with))?.[1] ?? null;
  const source = job.steps.find((one) => one.step.id?.value === id);
  if (id === null || !/^docker\/metadata-action@/i.test(source?.step.uses?.value ?? '')) return null;
  const isMentioned = job.steps.some(({ step: other }) =>
    /outputs\.(?:labels|annotations|json|bake-file)|DOCKER_METADATA_OUTPUT/.test(
      `${textOf(other.with)} ${textOf(other.env)} ${other.run?.text ?? ''}`,
    ),
  );
  return isMentioned ? null : id;
}

function textOf(variables: Variables): string {
  return isUnknown(variables) ? '' : variables.map(({ value }) => value.value).join('\n');
}
