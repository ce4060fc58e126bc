import { isWhole, shownPartial, soleHole } from '../core/partial.ts';
import type { ImageBuild } from '../plan/images.ts';
import type { StepRun } from '../plan/simulation.ts';
import { defineRule, grantEdits, isAllowedToFail } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-permissions',
    summary: 'A job pushes to ghcr.io with a token that may not write packages',
    why: 'The push is denied after the tag is out, and the release has no image.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'versions'],
  },
  messages: {
    withheld: {
      what: 'job {job} pushes {image} with `GITHUB_TOKEN`, but the `permissions` of {block} leave out `packages: write`',
      todo: 'Write `packages: write` under `permissions:` of job {holder}.',
      severity: 'error',
      fix: 'unsafe',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const said = new Set<string>();
    for (const build of plan.images.builds) {
      const name = build.names.find(({ image }) => image.startsWith('ghcr.io/'));
      if (
        name === undefined ||
        build.push.is !== 'yes' ||
        build.pushes.is === 'no' ||
        isAllowedToFail(build.step) ||
        !signsInByRunToken(build)
      )
        continue;
      const grant = build.job.grant('packages');
      const { access, place, by, holder } = grant;
      const key = JSON.stringify([build.place, holder.job.id]);
      if (place === null || access === 'write' || access === 'unknown' || said.has(key)) continue;
      said.add(key);
      report('withheld', {
        at: build.place,
        related: [{ at: place, note: 'what is not listed here is not granted' }],
        data: {
          job: build.job.job.id,
          image: shownPartial(name.image),
          block:
            by === 'workflow'
              ? holder.workflow.file
              : holder.job === build.job.job
                ? 'the job'
                : `job ${holder.job.id}`,
          holder: holder.job.id,
        },
        fix: grantEdits('packages', grant, project),
      });
    }
  },
});

/** Every login to ghcr.io before the push is by the run's own token; a personal one has rights of its own. */
function signsInByRunToken({ job, step }: ImageBuild): boolean {
  // A script may log in and push at once.
  const logins = job.steps.slice(0, job.steps.indexOf(step) + 1).flatMap(loginOf);
  return logins.length > 0 && logins.every((credential) => credential === 'run');
}

function loginOf(given: StepRun): readonly ('run' | 'other')[] {
  const { step } = given;
  if (given.runs.is === 'no') return [];
  if (/^docker\/login-action@/i.test(step.uses?.value ?? '')) {
    const registry = given.input('registry')?.value ?? '';
    if (!/^(?:https:\/\/)?ghcr\.io(?:\/|$)/.test(registry)) return isWhole(registry) ? [] : ['other'];
    const password = given.input('password')?.value ?? '';
    return [/^(?:secrets\.GITHUB_TOKEN|github\.token)$/i.test(soleHole(password) ?? '') ? 'run' : 'other'];
  }
  const script = step.run?.text ?? '';
  if (!/\blogin\b[^\n]{0,200}ghcr\.io|ghcr\.io[^\n]{0,200}\blogin\b/.test(script)) return [];
  return [/\$\{\{\s*(?:secrets\.GITHUB_TOKEN|github\.token)\s*\}\}/i.test(script) ? 'run' : 'other'];
}
