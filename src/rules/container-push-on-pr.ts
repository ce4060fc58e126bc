import { isWhole } from '../core/partial.ts';
import { isUnknown } from '../core/unknown.ts';
import type { ImageBuild } from '../plan/images.ts';
import type { Variables } from '../project/workflow.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-push-on-pr',
    summary: 'A pull request pushes an image under a name that a release or the main branch has',
    why: 'Whoever pulls `latest` gets what somebody proposed, and for pull requests from forks the job fails, since their token may only read.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'versions'],
  },
  messages: {
    overwrites: {
      what: 'job {job} pushes {image} for every pull request, too: nothing in the step or the job keeps it from that',
      todo: 'Write {line} in the step.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const said = new Set<string>();
    for (const build of plan.images.builds) {
      const name = fixedName(build);
      const key = JSON.stringify(build.place);
      if (name === null || said.has(key) || !runsForPullRequests(build)) continue;
      said.add(key);
      const line = "`push: ${{ github.event_name != 'pull_request' }}`";
      report('overwrites', { at: build.place, data: { job: build.job.job.id, image: name, line } });
    }
  },
});

/** A name that is written out, the same for every event. */
function fixedName({ step, push, names, tool }: ImageBuild): string | null {
  if (!tool.endsWith('/build-push-action') || push.is !== 'yes') return null;
  const tags = inputOf(step.step.with, 'tags');
  if (inputOf(step.step.with, 'push') !== 'true' || tags === null) return null;
  const fixed = tags
    .split(/[\n,]/)
    .find(
      (line) => /:[\w.-]+$/.test(line.trim()) && !/\$\{\{(?!\s*(?:env|vars|secrets|github\.repository)\b)/.test(line),
    );
  const name = names.find(
    ({ type, image, tag }) => type === null && isWhole(image + tag) && fixed?.trim().endsWith(`:${tag}`) === true,
  );
  return name === undefined ? null : `${name.image}:${name.tag}`;
}

function inputOf(variables: Variables, name: string): string | null {
  if (isUnknown(variables)) return null;
  return variables.find((one) => one.name.value === name)?.value.value.trim() ?? null;
}

/** Nothing between the event and the step has a condition, and no job before it. */
function runsForPullRequests({ job, step }: ImageBuild): boolean {
  const { starter, callers } = job;
  const listens = starter.on.some(
    ({ event, filters }) => event.value === 'pull_request' && filters.every(({ name }) => name.value !== 'types'),
  );
  const holders = [{ job: job.job, workflow: job.workflow }, ...callers];
  const conditions = holders.flatMap(({ job: one, workflow }) => [
    one,
    ...needed(
      one.needs.map(({ value }) => value),
      workflow.jobs,
    ),
  ]);
  return (
    listens && conditions.every((one) => one.if === null) && [step.step, ...step.within].every((one) => one.if === null)
  );
}

type Needed = ImageBuild['job']['job'];

function needed(ids: readonly string[], jobs: readonly Needed[]): readonly Needed[] {
  const found = new Map<string, Needed>();
  const open = [...ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const job = jobs.find((one) => one.id === id);
    if (job === undefined || found.has(id)) continue;
    found.set(id, job);
    open.push(...job.needs.map(({ value }) => value));
  }
  return [...found.values()];
}
