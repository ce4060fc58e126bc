import { equalPartial } from '../core/partial.ts';
import type { PlannedEvent } from '../plan/events.ts';
import type { ReleaseStep } from '../plan/github-release.ts';
import type { UploadRun, UploadRuns } from '../plan/upload-runs.ts';
import type { Project } from '../project/project.ts';
import { defineRule } from './rule.ts';
import type { LintFacts, LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-trigger-recursion',
    summary: 'The upload waits for a tag or release that a workflow makes with GITHUB_TOKEN',
    why: 'GitHub starts no workflow for what another one does with `GITHUB_TOKEN`, so the release is made and nothing is uploaded.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'history', 'pyproject', 'versions', 'commit'],
  },
  messages: {
    neverStarts: {
      what: '`{creator}` makes the {made} with `GITHUB_TOKEN`, which starts no workflow, and `{tool}` of job {job} waits for just that',
      todo: 'Give `{creator}` the token of a GitHub App or of a person, or let {workflow} upload in the run that makes the {made}.',
      severity: 'error',
    },
    byHand: {
      what: '`{creator}` makes the {made} with `GITHUB_TOKEN`, which starts no workflow, so that `{tool}` of job {job} runs only where somebody starts it by hand',
      todo: 'Let the job of `{creator}` start it: `gh workflow run {file} --ref` and the tag, with `actions: write` among its permissions.',
      severity: 'warning',
    },
  },
  check(facts) {
    const { project, plan, report, skip } = facts;
    const ways = plan.uploadRuns.filter(({ upload }) => upload.index.kind !== 'testpypi');
    const excuse = whyNotAsked(facts, ways);
    if (excuse !== null) return skip(excuse);
    const live = ways.flatMap((way) =>
      way.runs.flatMap((run) => (run.runs.is === 'no' ? [] : [{ way, run, event: rootOf(run.run.event) }])),
    );
    if (live.some(({ event }) => event.role === 'branch')) return;
    const waiting = live.filter(({ event }) => event.role === 'release');
    const steps = plan.githubRelease.steps.filter((step) => isInUse(step, project));
    const makers = waiting.map((one) => ({ ...one, makers: makersOf(one.event, steps) }));
    // A tag or a release that no workflow makes is made by a person, whose events start workflows.
    if (makers.length === 0 || makers.some((one) => one.makers.length === 0)) return;
    if (makers.some((one) => one.makers.some(({ token }) => token !== 'github-token'))) return;
    // A run that makes the release and uploads as well needs no other.
    if (makers.some((one) => one.makers.some(({ run }) => live.some((other) => other.run.run === run)))) return;
    const open = makers.find((one) => !one.makers.some(isSure));
    if (open !== undefined) return skip(`${open.makers[0]?.tool ?? 'a step'} may make it, or not`);
    const isByHand = live.some(({ event }) => event.role === 'manual');
    const said = new Set<string>();
    for (const { way, run, event, makers: all } of makers) {
      const creator = all.find(isSure);
      const key = JSON.stringify([creator?.place, way.upload.place]);
      if (creator === undefined || said.has(key) || !isAwaiting(run)) continue;
      said.add(key);
      const { upload, starter } = way;
      const data = {
        creator: creator.tool,
        made: event.name === 'release' ? 'release' : 'tag',
        tool: upload.tool,
        job: upload.job.id,
        workflow: upload.workflow.file,
        file: starter.file.split('/').at(-1) ?? starter.file,
      };
      const related = [{ at: upload.place, note: `waits until ${run.when}` }];
      report(isByHand ? 'byHand' : 'neverStarts', { at: creator.place, related, data });
    }
  },
});

function whyNotAsked({ project, plan }: LintFacts, ways: readonly UploadRuns[]): string | null {
  const { simulation, publish, publishing, githubRelease } = plan;
  if (simulation === null) return 'no version is known that a release could be simulated with';
  if (publish === false) return 'the configuration says that the project is not published';
  if (ways.length === 0) return 'no workflow uploads the distribution to a package index';
  const [limit] = simulation.limits;
  if (limit !== undefined) return `the workflows hold ${limit}`;
  const open = ways.map((way) => way.open).find((one) => one !== null);
  const unsure = open ?? publishing.unsure[0] ?? githubRelease.unsure[0];
  if (unsure !== undefined) return unsure.reason;
  if (startsOthers(project)) return 'a workflow starts others by itself';
  return keepsDrafts(project) ? 'a draft of the release is kept for a person to publish' : null;
}

/** `workflow_dispatch` and `repository_dispatch` are what `GITHUB_TOKEN` may start. */
function startsOthers({ workflows, sources }: Project): boolean {
  return workflows.some(({ file }) =>
    /\bgh workflow run\b|createWorkflowDispatch|createDispatchEvent|\/dispatches\b|(?:workflow|repository)-dispatch@/.test(
      sources.get(file)?.text ?? '',
    ),
  );
}

function keepsDrafts({ workflows, sources }: Project): boolean {
  return workflows.some(({ file }) => /\brelease-drafter\/release-drafter@/.test(sources.get(file)?.text ?? ''));
}

/** release-please writes a changelog or a manifest with its first release; without them it has made none yet. */
function isInUse({ tool }: ReleaseStep, { allPaths }: Project): boolean {
  if (!/release-please/.test(tool)) return true;
  return allPaths.has('.release-please-manifest.json') || allPaths.has('CHANGELOG.md');
}

/** What started the first workflow of a chain. */
function rootOf(event: PlannedEvent): PlannedEvent {
  let root = event;
  while (root.after !== null) root = root.after.event;
  return root;
}

/** The steps by which an event of the release may come about, in runs that come before it. */
function makersOf(event: PlannedEvent, steps: readonly ReleaseStep[]): readonly ReleaseStep[] {
  return steps.filter(({ run, does, draft, tag }) => {
    const { role, name } = rootOf(run.event);
    // chroma-core/chroma moves a tag `latest` with each commit, and people push those of the releases.
    if (tag !== null && equalPartial(`refs/tags/${tag}`, event.ref) === false) return false;
    // A person publishes what is a draft.
    const makes = does === 'create-tag' || (does === 'create-release' && draft.is !== 'yes');
    if (event.name !== 'release') return makes && role !== 'release';
    return does === 'create-release' && makes && name !== 'release';
  });
}

/** Whether the upload runs once the event comes; whether `created` does is told by who makes the release. */
function isAwaiting({ job, step }: UploadRun): boolean {
  return job?.runs.is === 'yes' && step?.runs.is === 'yes';
}

/** In the tag's run, a step that makes a release or else changes it may have met one that a person made with the tag. */
function isSure({ run, job, runs, draft, tool }: ReleaseStep): boolean {
  const mayEdit = rootOf(run.event).role === 'release' && !/^(?:gh release create|actions\/create-release)$/.test(tool);
  if (mayEdit) return false;
  return run.starts.is === 'yes' && job.runs.is === 'yes' && runs.is === 'yes' && draft.is === 'no';
}
