import type { Declared } from '../core/place.ts';
import type { Upload } from '../plan/publishing.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-environment-shared',
    summary: 'Uploads to PyPI and to TestPyPI run in one environment',
    why: 'Whoever approves a rehearsal approves the release with it, and what protects PyPI is asked of every upload to TestPyPI.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject'],
  },
  messages: {
    shared: {
      what: 'job {job} uploads to TestPyPI in the environment {environment}, as job {other} does to PyPI',
      todo: 'Write `environment: testpypi` in job {job}, and the same name in the publisher on TestPyPI.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const said = new Set<string>();
    const { uploads } = plan.publishing;
    for (const rehearsal of uploads) {
      const environment = environmentOf(rehearsal, 'testpypi');
      if (environment === null) continue;
      const release = uploads.find((other) => {
        const theirs = environmentOf(other, 'pypi');
        return theirs !== null && other.job !== rehearsal.job && isSame(theirs.value, environment.value);
      });
      const key = JSON.stringify(environment.place);
      if (release?.environment == null || said.has(key)) continue;
      said.add(key);
      report('shared', {
        at: environment.place,
        related: [{ at: release.environment.place, note: 'the environment of the upload to PyPI' }],
        data: { job: rehearsal.job.id, environment: environment.value, other: release.job.id },
      });
    }
  },
});

/** The environment of an upload by identity to an index, where its name stands there. */
function environmentOf({ auth, index, environment }: Upload, kind: 'pypi' | 'testpypi'): Declared<string> | null {
  if (auth.kind !== 'trusted' || index.kind !== kind || environment === null) return null;
  return environment.value === '' || environment.value.includes('${{') ? null : environment;
}

/** GitHub folds the case of environment names, and so does PyPI. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
