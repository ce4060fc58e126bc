import type { Edit } from '../core/fix.ts';
import type { IdToken } from '../plan/id-token.ts';
import type { Upload } from '../plan/publishing.ts';
import type { Project } from '../project/project.ts';
import { defineRule } from './rule.ts';
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
      const fix = grantEdits(idToken, project);
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

/**
 * The line that the job's own block lacks. The workflow's block is for all of its jobs, and a new block would take from
 * the job what it has by default, so these are left to a person.
 */
function grantEdits({ by, holder }: IdToken, { sources }: Project): readonly Edit[] {
  const { permissions } = holder.job;
  const { file } = holder.workflow;
  const text = sources.get(file)?.text;
  if (by !== 'job' || permissions?.kind !== 'scopes' || text === undefined) return [];
  const own = permissions.scopes.find(({ scope }) => scope.value === 'id-token');
  if (own !== undefined) return [{ kind: 'replace', at: own.access.place, was: own.access.value, text: 'write' }];
  const last = permissions.scopes.at(-1);
  if (last?.scope.place.kind !== 'span' || last.access.place.kind !== 'span') return [];
  const { start } = last.scope.place.span;
  const { end } = last.access.place.span;
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const rest = /^[^\r\n]*/.exec(text.slice(end))?.[0] ?? '';
  if (indent.trim() !== '') return /^\s*[,}]/.test(rest) ? [insertion(file, end, ', id-token: write')] : [];
  return /^\s*(?:#.*)?$/.test(rest) ? [insertion(file, end + rest.length, `\n${indent}id-token: write`)] : [];
}

function insertion(file: string, offset: number, text: string): Edit {
  return { kind: 'insert', file, offset, text };
}
