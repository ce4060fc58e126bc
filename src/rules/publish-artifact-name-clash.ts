import { isWhole } from '../core/partial.ts';
import type { StoredArtifact } from '../plan/artifacts.ts';
import { defineRule, isAllowedToFail } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-artifact-name-clash',
    summary: 'Two jobs of a release store an artifact under one name',
    why: 'From v4 on actions/upload-artifact refuses a second artifact of a name, so all jobs but one fail.',
    since: '0.1.0',
    mode: 'always',
    needs: ['workflows', 'history', 'pyproject', 'versions', 'commit'],
  },
  messages: {
    legs: {
      what: 'All {count} jobs of the matrix of {job} store an artifact named `{name}`, and actions/upload-artifact refuses all but the first',
      todo: 'Write `name: {unique}`, and download with `pattern: {name}-*` and `merge-multiple: true`.',
      severity: 'error',
    },
    jobs: {
      what: 'Job {job} stores an artifact named `{name}`, as job {other} does, and actions/upload-artifact refuses the second',
      todo: 'Give each artifact a name of its own, and download them with `pattern:` and `merge-multiple: true`.',
      severity: 'error',
    },
  },
  check({ plan, report, skip }) {
    if (plan.simulation === null) return skip('no version is known that a release could be simulated with');
    const { artifacts } = plan.artifacts;
    if (artifacts.length === 0) return skip('no workflow of a release stores artifacts');
    const said = new Set<string>();
    for (const group of groupsOf(artifacts.filter(isRefusedTwice))) {
      const [first] = group;
      if (first === undefined) continue;
      const ofStep = group.filter(({ step, job }) => step.step === first.step.step && isSameCall(job, first.job));
      const other = group.find((one) => !ofStep.includes(one));
      const at = other?.place ?? first.place;
      if (group.length < 2 || said.has(JSON.stringify(at))) continue;
      said.add(JSON.stringify(at));
      const data = { name: first.name, job: (other ?? first).job.job.id };
      if (other === undefined)
        report('legs', {
          at,
          data: { ...data, count: ofStep.length, unique: `${first.name}-\${{ strategy.job-index }}` },
        });
      else {
        const related = [{ at: first.place, note: 'the first of the name' }];
        report('jobs', { at, related, data: { ...data, other: first.job.job.id } });
      }
    }
  },
});

/** It is surely stored, and surely under a name that is known, which no other artifact may have. */
function isRefusedTwice({ isUnique, overwrites, name, run, job, step, files, open }: StoredArtifact): boolean {
  const isSure = run.starts.is === 'yes' && job.runs.is === 'yes' && step.runs.is === 'yes';
  const isKnown = job.leg?.isKnown !== false && isWhole(name);
  // Where nothing is found, nothing is stored: screenshots of failed tests, logs.
  const isBuilt = files.length > 0 || (open !== null && DISTRIBUTIONS.test(step.input('path')?.value ?? ''));
  return isUnique === true && overwrites === false && isSure && isKnown && isBuilt && !isAllowedToFail(step);
}

/** A path that distributions are made for, also by what cannot be followed. */
const DISTRIBUTIONS = /\.whl|\.tar\.gz|(?:^|[/\s])(?:dist|wheelhouse|wheels?)(?:\/|\s|$)/;

function groupsOf(artifacts: readonly StoredArtifact[]): readonly (readonly StoredArtifact[])[] {
  const groups = new Map<string, StoredArtifact[]>();
  for (const artifact of artifacts) {
    const key = JSON.stringify([artifact.run.workflow.file, artifact.run.event.id, artifact.name]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [artifact]);
    else group.push(artifact);
  }
  return [...groups.values()];
}

function isSameCall(one: StoredArtifact['job'], other: StoredArtifact['job']): boolean {
  return (
    one.job === other.job &&
    one.callers.length === other.callers.length &&
    one.callers.every((caller, at) => caller.job === other.callers[at]?.job)
  );
}
