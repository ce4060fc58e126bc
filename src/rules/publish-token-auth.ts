import type { Upload } from '../plan/publishing.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** The day on which PyPI began to take identity tokens (blog.pypi.org, 2023-04-20). */
const TRUSTED_PUBLISHING = '2023-04-20';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-token-auth',
    summary: 'An upload to PyPI authenticates with a long-lived token or password',
    why: 'A leaked token publishes in the name of the project until somebody notices; an identity token is good for one run of one workflow.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject'],
  },
  messages: {
    token: {
      what: '`{tool}` signs in to {index} with `{name}`, a credential that outlives the run',
      todo: 'Add the workflow as a trusted publisher on {index}, write `id-token: write` under `permissions:` of job {job}, and drop `{name}`.',
      severity: 'warning',
    },
    unused: {
      what: '`{tool}` signs in to {index} with `{name}`, although job {job} has `id-token: write`',
      todo: 'Add the workflow as a trusted publisher on {index}, and drop `{name}`.',
      severity: 'warning',
    },
    unsupported: {
      what: '`{tool}` signs in to {index} with `{name}`, a credential that outlives the run, and knows no other way',
      todo: 'Only build in this step, and upload `dist/` with `pypa/gh-action-pypi-publish` in a job with `id-token: write`.',
      severity: 'note',
    },
    released: {
      what: '`{tool}` signs in to {index} with `{name}`, a credential that outlives the run',
      todo: 'For the next release, add the workflow as a trusted publisher on {index}, see that job {job} has `id-token: write`, and drop `{name}`.',
      severity: 'note',
    },
    rehearsal: {
      what: '`{tool}` signs in to {index} with `{name}`, a credential that outlives the run',
      todo: 'Add the workflow as a trusted publisher on {index}, write `id-token: write` under `permissions:` of job {job}, and drop `{name}`.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    if (plan.day.from === 'tag' && plan.day.last < TRUSTED_PUBLISHING)
      return skip(`the tag is older than trusted publishing (${TRUSTED_PUBLISHING})`);
    const said = new Set<string>();
    for (const upload of plan.publishing.uploads) {
      const { auth, tool, job, place } = upload;
      const index = indexName(upload);
      if (auth.kind !== 'token' || index === null) continue;
      const key = JSON.stringify(auth.place);
      if (said.has(key)) continue;
      said.add(key);
      const details = {
        at: auth.place,
        related: [{ at: place, note: 'the upload' }],
        data: { tool, index, name: auth.name, job: job.id },
      };
      if (!upload.toolHasTrustedPublishing) report('unsupported', details);
      // What is tagged is published this way, and works; who prepares the next release can do better.
      else if (plan.day.from === 'tag') report('released', details);
      else if (upload.index.kind === 'testpypi') report('rehearsal', details);
      else if (upload.idToken.access === 'granted') report('unused', details);
      else report('token', details);
    }
  },
});

/** Null for an index that need not exchange identities. */
function indexName({ index }: Upload): string | null {
  return index.kind === 'pypi' ? 'PyPI' : index.kind === 'testpypi' ? 'TestPyPI' : null;
}
