import type { IdToken } from '../plan/id-token.ts';
import type { Upload } from '../plan/publishing.ts';
import { defineRule, grantEdits } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-no-id-token',
    summary: 'A job publishes by its identity without the permission to ask for it',
    why: 'The upload fails after the tag is pushed: GitHub gives no identity token without `id-token: write`, and no default includes it.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject'],
  },
  messages: {
    ungranted: {
      what: '`{tool}` signs in by the identity of job {job}, but neither the job nor its workflow has `permissions` with `id-token: write`',
      todo: 'Give job {job} a `permissions:` block with `id-token: write`, and with `contents: read` where it checks out.',
      severity: 'error',
    },
    withheld: {
      what: '`{tool}` signs in by the identity of job {job}, but the `permissions` of {block} leave out `id-token: write`',
      todo: 'Write `id-token: write` under `permissions:` of job {job}.',
      severity: 'error',
      fix: 'unsafe',
    },
    caller: {
      what: '`{tool}` signs in by the identity of job {job}, but job {caller} of {file}, which calls its workflow, does not grant `id-token: write`',
      todo: 'Write `id-token: write` under `permissions:` of job {caller} in {file}.',
      severity: 'error',
      fix: 'unsafe',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const said = new Set<string>();
    for (const upload of plan.publishing.uploads) {
      const { tool, job, idToken, place } = upload;
      if (!failsForCertain(upload)) continue;
      const key = JSON.stringify([place, idToken.holder.workflow.file, idToken.holder.job.id]);
      if (said.has(key)) continue;
      said.add(key);
      const related =
        idToken.place === null ? [] : [{ at: idToken.place, note: 'what is not listed here is not granted' }];
      const { holder } = idToken;
      const fix = grantEdits('id-token', idToken, project);
      if (holder.job !== job)
        report('caller', {
          at: place,
          related,
          data: { tool, job: job.id, caller: holder.job.id, file: holder.workflow.file },
          fix,
        });
      else if (idToken.place === null) report('ungranted', { at: place, data: { tool, job: job.id } });
      else report('withheld', { at: place, related, data: { tool, job: job.id, block: blockOf(idToken) }, fix });
    }
  },
});

/** Only PyPI and TestPyPI are known to exchange identities; elsewhere the token may come from somewhere else. */
function failsForCertain({ auth, index, idToken }: Upload): boolean {
  const isTrusted = auth.kind === 'trusted' && auth.isSure;
  return isTrusted && (index.kind === 'pypi' || index.kind === 'testpypi') && idToken.access === 'denied';
}

function blockOf({ by, holder }: IdToken): string {
  return by === 'job' ? 'the job' : holder.workflow.file;
}
