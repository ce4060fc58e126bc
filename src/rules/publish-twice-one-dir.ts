import type { DistUpload } from '../plan/artifacts.ts';
import type { Plan } from '../plan/plan.ts';
import { isWhole } from '../core/partial.ts';
import { isUnknown } from '../core/unknown.ts';
import { defineRule, holdsOn, isAllowedToFail } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-twice-one-dir',
    summary: 'One job uploads one folder twice with pypa/gh-action-pypi-publish, and signs it both times',
    why: 'The second step finds the attestations of the first and stops, so that what was tried on TestPyPI never reaches PyPI.',
    since: '0.1.0',
    mode: 'always',
    needs: ['workflows', 'history', 'pyproject', 'versions', 'commit'],
  },
  messages: {
    signedTwice: {
      what: 'Job {job} uploads `{folder}/` a second time with `pypa/gh-action-pypi-publish`, which stops at the attestations that the first time left there',
      todo: 'Write `attestations: false` under `with:` of the first of the two steps, or give each upload a job of its own.',
      severity: 'error',
    },
  },
  check({ plan, report, skip }) {
    if (plan.simulation === null) return skip('no version is known that a release could be simulated with');
    const signing = plan.artifacts.uploads.filter((upload) => isSure(upload) && signs(upload, plan));
    if (signing.length === 0) return skip('no step surely uploads and signs with `pypa/gh-action-pypi-publish`');
    const said = new Set<string>();
    for (const [at, second] of signing.entries()) {
      const first = signing.slice(0, at).find((one) => one.job === second.job && one.folder === second.folder);
      const key = JSON.stringify(second.upload.place);
      if (first === undefined || said.has(key) || isAllowedToFail(second.step)) continue;
      if (mayCleanBetween(first, second)) continue;
      said.add(key);
      report('signedTwice', {
        at: second.upload.place,
        related: [{ at: first.upload.place, note: 'leaves `.publish.attestation` files' }],
        data: { job: second.job.job.id, folder: second.folder },
      });
    }
  },
});

function isSure({ run, job, step, folder }: DistUpload): boolean {
  const runs = run.starts.is === 'yes' && job.runs.is === 'yes' && step.runs.is === 'yes';
  return runs && isWhole(folder);
}

/** Since v1.11 it signs where it publishes by identity to PyPI or TestPyPI, unless it is told not to. */
function signs({ upload: { pypa, auth, index, action } }: DistUpload, { day }: Plan): boolean {
  if (pypa === null || action !== null || pypa.isImage || isUnknown(pypa.inputs)) return false;
  const isNew = holdsOn(pypa.features.attestsByDefault, day.first);
  const given = pypa.inputs.find(({ name }) => name.value.toLowerCase() === 'attestations')?.value.value ?? 'true';
  return (
    isNew &&
    /^\s*true\s*$/i.test(given) &&
    auth.kind === 'trusted' &&
    auth.isSure &&
    (index.kind === 'pypi' || index.kind === 'testpypi')
  );
}

/** A step between the two that may take the attestations away. */
function mayCleanBetween(first: DistUpload, second: DistUpload): boolean {
  const { steps } = first.job;
  return steps
    .slice(steps.indexOf(first.step) + 1, steps.indexOf(second.step))
    .some(({ runs, step: { run, uses } }) => {
      if (runs.is === 'no') return false;
      const isQuiet = /^(?:actions\/(?:setup-[\w-]+|cache|attest[\w-]*)|astral-sh\/setup-uv)@/;
      return run === null
        ? !isQuiet.test(uses?.value ?? '')
        : !/^\s*(?:echo|sleep|pip|python -m pip)\b[^\n]*\s*$/.test(run.text);
    });
}
