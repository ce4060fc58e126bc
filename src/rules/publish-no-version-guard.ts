import { isUnknown } from '../core/unknown.ts';
import type { JobRun, StepRun } from '../plan/simulation.ts';
import type { UploadRun } from '../plan/upload-runs.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-no-version-guard',
    summary: 'Nothing compares the tag with the version before the upload',
    why: 'A tag on the wrong commit publishes the old version again, or a new one under the wrong number, and no file name can be used twice.',
    since: '0.1.0',
    mode: 'always',
    offByDefault: true,
    needs: ['workflows', 'history', 'pyproject', 'versions', 'commit'],
  },
  messages: {
    unguarded: {
      what: '`{tool}` of job {job} uploads the version in {file} when {when}, and no step before it compares it with the tag',
      todo: 'Write `- run: npx --yes --package=pyrel pyrel-lint --tag "$GITHUB_REF_NAME"` after the checkout, which needs `fetch-depth: 0`.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.root !== '')
      return skip('the repository may hold several projects, and which upload is whose is not known');
    const { declared, dynamic } = project.versions;
    if (dynamic?.isFromTag === true) return skip('the version is taken from the tag');
    if (declared === null || isUnknown(declared)) return skip('no version is declared that could differ from the tag');
    if (plan.simulation === null) return skip('no version is known that a release could be simulated with');
    if (plan.uploadRuns.length === 0) return skip('no workflow uploads the distribution to a package index');
    const said = new Set<string>();
    for (const { upload, runs } of plan.uploadRuns) {
      const { place, tool, job } = upload;
      const own = runs.find((run) => isOfRelease(run) && !run.needed.some(isGuarded));
      if (own === undefined || upload.index.kind === 'testpypi' || said.has(JSON.stringify(place))) continue;
      said.add(JSON.stringify(place));
      report('unguarded', {
        at: place,
        related: [{ at: declared.place, note: 'declared here' }],
        data: { tool, job: job.id, file: declared.file, when: own.when },
      });
    }
  },
});

function isOfRelease({ run, runs }: UploadRun): boolean {
  return runs.is === 'yes' && run.event.role === 'release';
}

/** A job that reads the tag's name in a script, or that runs what compares or sets versions. What cannot be read may do so. */
function isGuarded({ remote, steps, workflow }: JobRun): boolean {
  return (
    remote !== null ||
    steps.some((step) => guards(step)) ||
    workflow.scripts.some(({ script }) => READS.test(script.text))
  );
}

/** The tag's name in whatever spelling, and tools that compare versions or take theirs from the tag. */
const READS =
  /GITHUB_REF|github\.ref\b|ref_name|tag_name|github\.event\.release|git describe|pyrel|check[-_]version|version[-_]check|verify[-_]version|needs\.[\w-]+\.outputs\.\w*(?:tag|version)/i;

function guards({ step }: StepRun): boolean {
  const { run, uses, env } = step;
  const given = isUnknown(step.with) ? [] : step.with;
  const set = isUnknown(env) ? [] : env;
  if (uses !== null && /pyrel|version/i.test(uses.value)) return true;
  // `ref: ${{ github.ref }}` of a checkout compares nothing.
  const isCheckout = uses?.value.startsWith('actions/checkout') === true;
  const texts = [
    run?.text ?? '',
    ...set.map(({ value }) => value.value),
    ...(isCheckout ? [] : given.map(({ value }) => value.value)),
  ];
  return texts.some((text) => READS.test(text));
}
