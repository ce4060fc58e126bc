import type { BuildRun, Checkout } from '../plan/checkout-before-build.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-wrong-ref',
    summary: 'What is published for a tag is built from a branch',
    why: 'Commits that came after the tag go into the release, or, for an older line, a different version altogether.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'history', 'pyproject', 'versions', 'commit'],
  },
  messages: {
    branch: {
      what: '`{tool}` uploads what is built from the branch {ref}, not from the tag, when {when}',
      todo: 'Take `ref: {ref}` out of the checkout.',
      severity: 'warning',
    },
  },
  check({ plan, report, skip }) {
    const { simulation } = plan;
    if (simulation === null) return skip('no version is known that a release could be simulated with');
    if (plan.uploadRuns.length === 0) return skip('no workflow uploads the distribution to a package index');
    const said = new Set<Checkout['place']>();
    for (const { upload, runs } of plan.uploadRuns) {
      for (const { run, when, runs: answer, builds } of runs) {
        const { event } = run;
        if (answer.is !== 'yes' || event.role !== 'release' || event.after !== null) continue;
        for (const build of builds) {
          const found = branchOf(build, simulation.tag.name);
          if (found === null || said.has(found.checkout.place)) continue;
          said.add(found.checkout.place);
          report('branch', {
            at: found.ref.place,
            related: [{ at: upload.place, note: 'uploads here' }],
            data: { tool: upload.tool, ref: found.ref.value, when },
          });
        }
      }
    }
  },
});

/** A branch that is checked out by its name, and that nothing switches away from. */
function branchOf(
  { checkout, step, job }: BuildRun,
  tag: string,
): { readonly checkout: Checkout; readonly ref: { readonly value: string; readonly place: Checkout['place'] } } | null {
  if (checkout === null || checkout.ref === null || checkout.changed !== null) return null;
  if (checkout.runs.is !== 'yes' || step.runs.is !== 'yes' || job.runs.is !== 'yes') return null;
  const written = checkout.ref.value.trim();
  const value = written.replace(/^refs\/heads\//, '');
  // A tag's name or a commit is meant so, and what is computed stands open.
  const isBranch = value === written ? /^(?:main|master|develop|dev|trunk)$/.test(value) : /^[\w./-]+$/.test(value);
  if (!isBranch || value === tag) return null;
  return { checkout, ref: { value, place: checkout.ref.place } };
}
