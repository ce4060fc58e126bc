import type { JobRun } from '../plan/simulation.ts';
import type { UploadRun } from '../plan/upload-runs.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-no-test-gate',
    summary: 'The upload waits neither for tests nor for a person',
    why: 'What fails its tests on the tagged commit is published all the same, and an upload cannot be taken back.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    offByDefault: true,
    needs: ['workflows', 'history', 'pyproject', 'versions', 'commit'],
  },
  messages: {
    ungated: {
      what: '`{tool}` of job {job} uploads when {when}, and nothing that it waits for runs tests or asks a person',
      todo: 'Write `needs: [test]` at job {job}, with a job that runs the tests, or give it an `environment` with reviewers.',
      severity: 'warning',
    },
  },
  check({ plan, report, skip }) {
    if (plan.simulation === null) return skip('no version is known that a release could be simulated with');
    if (plan.uploadRuns.length === 0) return skip('no workflow uploads the distribution to a package index');
    const said = new Set<string>();
    for (const { upload, runs } of plan.uploadRuns) {
      const { place, tool, job, index } = upload;
      const own = runs.find((run) => isOfRelease(run) && !run.needed.some(isGate));
      if (own === undefined || index.kind === 'testpypi' || said.has(JSON.stringify(place))) continue;
      said.add(JSON.stringify(place));
      report('ungated', { at: place, data: { tool, job: job.id, when: own.when } });
    }
  },
});

/** A run after another workflow's has waited for that. */
function isOfRelease({ run, runs }: UploadRun): boolean {
  return runs.is === 'yes' && run.event.role === 'release' && run.event.after === null;
}

const TESTS =
  /\b(?:pytest|py\.test|tox|nox|unittest|ctest|make (?:test|check)|just (?:test|check)|hatch (?:run\s+)?test|run_tests?|coverage run|cargo test|cibuildwheel|nosetests|manage\.py test)\b/;

/** Runs tests, waits for a person (an environment may ask for reviewers), or does what cannot be read. */
function isGate({ job, environment, remote, steps, workflow }: JobRun): boolean {
  if (environment !== null || remote !== null) return true;
  if (/test|check|\bci\b|verify|smoke/i.test(`${job.id} ${job.name?.value ?? ''}`)) return true;
  const texts = steps.map(({ step }) => step.run?.text ?? step.uses?.value ?? '');
  return [...texts, ...workflow.scripts.map(({ script }) => script.text)].some((text) => TESTS.test(text));
}
