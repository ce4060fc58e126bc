import type { Edit } from '../core/fix.ts';
import type { ReleaseStep } from '../plan/github-release.ts';
import type { Grant } from '../plan/permissions.ts';
import { defineRule, isAllowedToFail } from './rule.ts';
import type { LintRule } from './rule.ts';

const DOES: { readonly [does in ReleaseStep['does']]: string } = {
  'create-release': 'makes a release',
  'edit-release': 'changes a release',
  'upload-assets': 'attaches files to a release',
  'create-tag': 'pushes a tag',
};

export const rule: LintRule = defineRule({
  meta: {
    id: 'release-permissions',
    summary: 'A job makes or fills releases with GITHUB_TOKEN and may not write to the repository',
    why: 'GitHub answers 403, the job stops, and what comes after it in the release is not done.',
    since: '0.1.0',
    mode: 'always',
    needs: ['workflows', 'history', 'pyproject', 'versions', 'commit'],
  },
  messages: {
    withheld: {
      what: '`{tool}` {does} with `GITHUB_TOKEN`, and the `permissions` of {block} give it `contents: {access}`',
      todo: 'Write `contents: write` under `permissions:` of job {job}{where}.',
      severity: 'error',
      fix: 'unsafe',
    },
  },
  check({ plan, report, skip }) {
    if (plan.simulation === null) return skip('no version is known that a release could be simulated with');
    const steps = plan.githubRelease.steps.filter(({ token }) => token === 'github-token');
    if (steps.length === 0) return skip('no step makes releases or tags with `GITHUB_TOKEN`');
    const said = new Set<string>();
    for (const step of steps) {
      const { contents, tool, place, job } = step;
      const key = JSON.stringify([place, contents.place]);
      if (!isSure(step) || !isWithheld(contents) || said.has(key)) continue;
      said.add(key);
      const { holder, access, by } = contents;
      const isOwn = holder.job === job.job;
      report('withheld', {
        at: place,
        related:
          contents.place === null ? [] : [{ at: contents.place, note: 'what is not listed here is not granted' }],
        data: {
          tool,
          does: DOES[step.does],
          block:
            by === 'job'
              ? isOwn
                ? 'the job'
                : `job ${holder.job.id}, which calls the workflow,`
              : holder.workflow.file,
          access,
          job: holder.job.id,
          where: isOwn ? '' : ` in ${holder.workflow.file}`,
        },
        fix: grantEdits(contents),
      });
    }
  },
});

function isSure({ run, job, step, runs }: ReleaseStep): boolean {
  return run.starts.is === 'yes' && job.runs.is === 'yes' && runs.is === 'yes' && !isAllowedToFail(step);
}

function isWithheld({ access, by }: Grant): boolean {
  return by !== 'default' && (access === 'none' || access === 'read');
}

/** Only what the job itself says of `contents` is changed: a new line, or the workflow's block, is for a person to weigh. */
function grantEdits({ by, holder }: Grant): readonly Edit[] {
  const { permissions } = holder.job;
  if (by !== 'job' || permissions?.kind !== 'scopes') return [];
  const own = permissions.scopes.find(({ scope }) => scope.value === 'contents');
  return own === undefined ? [] : [{ kind: 'replace', at: own.access.place, was: own.access.value, text: 'write' }];
}
